package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.insurer.InsurerException;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.samples.patient.PatientException;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The nine steps of a claim, over HTTP, PostgreSQL and the ledger. */
@ExtendWith(House.Shared.class)
class NineStepsIT {
  @TempDir Path folder;

  @Test
  void a_claim_goes_from_the_request_to_a_verified_package_and_a_receipt(House house)
      throws Exception {
    // 1: the insurer asks; 2: it gets a one-time link.
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY, Claims.SECOND_STAY);
    String task = insurer.submit(claim, claim.number()).getIdPart();
    Task open = house.await(insurer, task, one -> insurer.link(one).isPresent());
    assertThat(open.getStatus()).isEqualTo(Task.TaskStatus.RECEIVED);

    // 3: the patient reads, leaves out the laboratory of the first stay, and signs.
    PatientClient patient = house.patient("wang.jianguo");
    String request = patient.open(insurer.link(open).orElseThrow());
    assertThat(patient.request(request).path("insurer").path("shortName").asText())
        .isEqualTo("安心示范保险");
    String consent =
        patient.grant(
            request,
            part ->
                part.source().equals("hospital-1")
                    ? Claims.only(part, "visit", "diagnosis", "fee-list", "invoice", "settlement")
                    : part);

    // 4 to 8: released, pulled, mapped, sealed, recorded.
    Task completed =
        house.await(insurer, task, one -> one.getStatus() == Task.TaskStatus.COMPLETED);
    assertThat(insurer.receiptNumber(completed)).contains(consent);
    assertThat(insurer.packages(completed)).hasSize(1);

    // 9: fetched, verified, signed for.
    Path sealed = folder.resolve("package.asice.p7m");
    String delivery = insurer.packages(completed).getFirst();
    VerificationReport report =
        house.verify(insurer, house.keys("insurer-anxin"), delivery, sealed);
    assertThat(report.failures()).isEmpty();
    assertThat(report.holds()).isTrue();
    insurer.sign(delivery, sealed);

    List<String> documents = documents(house, sealed);
    assertThat(documents).hasSize(2);
    assertThat(documents.get(0)).contains("ZY2026031207").doesNotContain("\"laboratory\"");
    assertThat(documents.get(1)).contains("ZY2026082219").contains("\"laboratory\"");
    assertThat(documents).allSatisfy(one -> assertThat(one).contains("310101198503029974"));
  }

  @Test
  void sending_the_same_request_again_is_the_same_request(House house) throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    String json =
        ca.uhn.fhir.context.FhirContext.forR4Cached()
            .newJsonParser()
            .encodeResourceToString(insurer.task(claim, claim.number()));

    String once = insurer.submit(json).getIdPart();
    String twice = insurer.submit(json).getIdPart();

    assertThat(twice).isEqualTo(once);
  }

  @Test
  void a_guardian_grants_for_the_child_and_the_package_is_the_childs(House house) throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_XIAOYU, Claims.CHILDS_STAY);
    House.Opened asked = house.ask(insurer, claim);
    PatientClient father = house.patient("wang.jianguo");
    String request = father.open(asked.link());

    assertThat(father.request(request).path("relation").asText()).isEqualTo("guardian");
    father.grant(request, part -> part);

    Task completed =
        house.await(insurer, asked.task(), one -> one.getStatus() == Task.TaskStatus.COMPLETED);
    Path sealed = folder.resolve("child.asice.p7m");
    VerificationReport report =
        house.verify(
            insurer, house.keys("insurer-anxin"), insurer.packages(completed).getFirst(), sealed);
    assertThat(report.failures()).isEmpty();
    assertThat(documents(house, sealed)).singleElement().asString().contains("310101201607119979");
  }

  @Test
  void another_person_sees_nothing_behind_the_link(House house) throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    House.Opened asked = house.ask(insurer, claim);
    PatientClient stranger = house.patient("chen.zhiqiang");

    assertThatThrownBy(() -> stranger.open(asked.link()))
        .isInstanceOfSatisfying(
            PatientException.class, e -> assertThat(e.status()).isBetween(400, 499));
    assertThat(house.patient("wang.jianguo").open(asked.link())).isNotEmpty();
  }

  @Test
  void another_insurer_finds_neither_task_nor_package(House house) throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    House.Opened asked = house.ask(insurer, claim);
    PatientClient patient = house.patient("wang.jianguo");
    patient.grant(patient.open(asked.link()), part -> part);
    Task completed =
        house.await(insurer, asked.task(), one -> one.getStatus() == Task.TaskStatus.COMPLETED);
    String delivery = insurer.packages(completed).getFirst();

    InsurerClient other = house.insurer("insurer-ruibao");

    assertThatThrownBy(() -> other.read(asked.task()))
        .isInstanceOfSatisfying(InsurerException.class, e -> assertThat(e.status()).isIn(403, 404));
    assertThatThrownBy(() -> other.download(delivery, folder.resolve("stolen")))
        .isInstanceOfSatisfying(InsurerException.class, e -> assertThat(e.status()).isIn(403, 404));
  }

  @Test
  void a_refusal_ends_the_request_and_nothing_is_pulled(House house) throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    House.Opened asked = house.ask(insurer, claim);
    PatientClient patient = house.patient("wang.jianguo");
    String request = patient.open(asked.link());

    patient.refuse(request);

    Task rejected =
        house.await(insurer, asked.task(), one -> one.getStatus() == Task.TaskStatus.REJECTED);
    assertThat(insurer.packages(rejected)).isEmpty();
    assertThatThrownBy(() -> patient.grant(request, part -> part))
        .isInstanceOf(PatientException.class);
  }

  private List<String> documents(House house, Path sealed) throws Exception {
    Path opened = Files.createTempDirectory(folder, "opened");
    house
        .verifier()
        .open(
            VerificationInput.of(sealed, house.keys("insurer-anxin").encryption()),
            opened.resolve("package.asice"),
            opened.resolve("files"));
    try (var files = Files.list(opened.resolve("files/documents"))) {
      return files.sorted().map(NineStepsIT::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
