package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One claim the whole way, over HTTP, through real components. */
class ClaimIT {
  private static final Person WANG =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310101198503029974"), "王建国");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir static Path data;
  private static RunningExchange exchange;

  @BeforeAll
  static void start() throws Exception {
    exchange = RunningExchange.start(data);
  }

  @AfterAll
  static void stop() {
    exchange.close();
  }

  @Test
  void aClaimGoesFromTheRequestToAVerifiedPackageAndItsReceipt() throws Exception {
    InsurerClient insurer = exchange.insurer("insurer-anxin");
    Task asked = insurer.submit(claim(), "way-" + NUMBER.incrementAndGet());
    URI link = insurer.link(asked).orElseThrow();
    PatientClient patient = patient("wang.jianguo");
    String request = patient.open(link);

    String consent = patient.grant(request, part -> part);
    Task done = await(insurer, asked.getIdPart(), Task.TaskStatus.COMPLETED);

    assertThat(insurer.receiptNumber(done)).contains(consent);
    String delivery = insurer.packages(done).getFirst();
    Path sealed = data.resolve("package.asice.p7m");
    insurer.download(delivery, sealed);
    VerificationReport report =
        new PackageVerifier(
                TrustStore.load(exchange.handover().resolve("trust")), Clock.systemUTC())
            .verify(
                VerificationInput.of(
                    sealed, exchange.handover().resolve("insurer-anxin/encryption-key.pem")));
    assertThat(report.failures()).isEmpty();
    assertThat(report.holds()).isTrue();

    insurer.sign(delivery, sealed);
    JsonNode seen = patient.consent(consent);
    assertThat(seen.toString()).contains("received");
  }

  @Test
  void aWithdrawalAfterTheDeliveryLeavesNothingToFetch() throws Exception {
    InsurerClient insurer = exchange.insurer("insurer-anxin");
    Task asked = insurer.submit(claim(), "withdraw-" + NUMBER.incrementAndGet());
    PatientClient patient = patient("wang.jianguo");
    String request = patient.open(insurer.link(asked).orElseThrow());
    String consent = patient.grant(request, part -> part);
    Task done = await(insurer, asked.getIdPart(), Task.TaskStatus.COMPLETED);
    String delivery = insurer.packages(done).getFirst();

    patient.withdraw(consent);

    assertThatThrownBy(() -> insurer.download(delivery, data.resolve("gone.p7m")))
        .hasMessageContaining("410");
  }

  @Test
  void aRefusalEndsTheRequest() throws Exception {
    InsurerClient insurer = exchange.insurer("insurer-anxin");
    Task asked = insurer.submit(claim(), "refuse-" + NUMBER.incrementAndGet());
    PatientClient patient = patient("wang.jianguo");
    String request = patient.open(insurer.link(asked).orElseThrow());

    patient.refuse(request);

    Task refused = insurer.read(asked.getIdPart());
    assertThat(refused.getStatus()).isEqualTo(Task.TaskStatus.REJECTED);
    assertThat(refused.getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("grantor-refused");
  }

  @Test
  void somebodyElseSeesNothing() throws Exception {
    InsurerClient insurer = exchange.insurer("insurer-anxin");
    Task asked = insurer.submit(claim(), "other-" + NUMBER.incrementAndGet());
    PatientClient other = patient("chen.zhiqiang");

    assertThatThrownBy(() -> other.open(insurer.link(asked).orElseThrow()))
        .isInstanceOf(RuntimeException.class);
  }

  private static PatientClient patient(String username) throws Exception {
    PatientClient patient =
        new PatientClient(exchange.uri("/h5/"), Clock.systemUTC(), new SecureRandom());
    for (JsonNode person :
        new ObjectMapper().readTree(exchange.handover().resolve("people.json").toFile())) {
      if (person.path("username").asText().equals(username)) {
        patient.logIn(username, person.path("password").asText());
        return patient;
      }
    }
    throw new IllegalArgumentException("nobody called " + username);
  }

  private static Claim claim() {
    DateRange lately = new DateRange(LocalDate.parse("2024-01-01"), LocalDate.parse("2026-11-20"));
    List<Part> parts =
        List.of("hospital-1", "hospital-2").stream()
            .map(source ->
                new Part(
                    source,
                    List.of(),
                    lately,
                    List.of(VisitKind.INPATIENT, VisitKind.OUTPATIENT, VisitKind.EMERGENCY),
                    List.of("visit", "diagnosis", "fee-list", "settlement", "invoice"),
                    List.of(),
                    false))
            .toList();
    return new Claim(
        "PA2026-000" + NUMBER.incrementAndGet(),
        "BA2026-0001",
        "PL2025-0001",
        WANG,
        LocalDate.parse("2026-03-11"),
        new DateRange(LocalDate.parse("2025-12-01"), LocalDate.parse("2026-11-30")),
        Purpose.CLAIM_REVIEW,
        parts,
        "https://claims.anxin.example/cases/1");
  }

  private static Task await(InsurerClient insurer, String id, Task.TaskStatus wanted)
      throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    Task task = insurer.read(id);
    while (task.getStatus() != wanted && Instant.now().isBefore(end)) {
      Thread.sleep(100);
      task = insurer.read(id);
    }
    assertThat(task.getStatus())
        .as(task.getBusinessStatus().getText() + task.getStatusReason().getText())
        .isEqualTo(wanted);
    return task;
  }
}
