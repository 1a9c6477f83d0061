package org.claimexchange.server.regulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.insurer.InsurerKeys;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.server.ExchangeServer;
import org.claimexchange.server.regulator.casefile.CaseFiles;
import org.claimexchange.server.regulator.casefile.StoredCaseFiles;
import org.claimexchange.server.regulator.sample.SampleLedger;
import org.claimexchange.server.regulator.verification.Check;
import org.claimexchange.server.regulator.verification.CheckLine;
import org.claimexchange.server.regulator.verification.Verdict;
import org.claimexchange.server.regulator.verification.Verification;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The console in the whole server, as the embedded set-up starts it, with no hospital that answers.
 */
class ConsoleInServerIT {
  private static final Person WANG_JIANGUO =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310101198503029974"), "王建国");

  private final SecureRandom random = new SecureRandom();

  @Test
  void whatAPatientGrantsAndWithdrawsIsTracedFoundAndVerified(@TempDir Path data) throws Exception {
    int port = freePort();
    try (ConfigurableApplicationContext server = start(data, port)) {
      ConsoleBrowser stranger = new ConsoleBrowser(path -> "http://localhost:" + port + path);
      ConsoleBrowser officer =
          ConsoleBrowser.loggedIn(
              path -> "http://localhost:" + port + path, "regulator", password(data, "regulator"));
      PatientClient patient =
          new PatientClient(
              URI.create("http://localhost:" + port + "/h5/"), Clock.systemUTC(), random);
      patient.logIn("wang.jianguo", password(data, "wang.jianguo"));

      String consent = granted(data, patient);
      theConsoleShowsIt(officer, consent);
      nobodyElseSeesIt(stranger, consent);
      assertThat(failures(server, consent)).isEmpty();
      assertThat(nothingToCheck(server, consent))
          .containsExactly(Check.DELIVERIES, Check.RECEIPTS, Check.WITHDRAWAL);

      patient.withdraw(consent);
      eventually(() -> officer.get("/console/consents/" + consent).body().contains("授权撤回"));
      assertThat(failures(server, consent)).isEmpty();
      assertThat(officer.get("/console/statistics").body()).contains("授权签署", "已撤回");
      assertThat(server.getBean(CaseFiles.class)).isInstanceOf(StoredCaseFiles.class);
    }
  }

  private static ConfigurableApplicationContext start(Path data, int port) throws Exception {
    return ExchangeServer.application()
        .run(
            "--server.port=" + port,
            "--exchange.public-url=http://localhost:" + port,
            "--exchange.data=" + data,
            "--exchange.embedded.provider-port=" + freePort(),
            "--sample.hospital-1.port=" + freePort(),
            "--sample.hospital-1.admin-port=" + freePort(),
            "--sample.hospital-2.port=" + freePort(),
            "--exchange.ledger.embedded.chaincode-jar=" + SampleLedger.chaincode());
  }

  private String granted(Path data, PatientClient patient) throws Exception {
    InsurerClient insurer =
        new InsurerClient(
            InsurerKeys.read(data.resolve("handover").resolve("insurer-anxin")),
            FhirContext.forR4Cached(),
            Clock.systemUTC(),
            random);
    Task task = insurer.submit(claim("hospital-1"), UUID.randomUUID().toString());
    String id = task.getIdElement().getIdPart();
    eventually(() -> insurer.link(insurer.read(id)).isPresent());
    String request = patient.open(insurer.link(insurer.read(id)).orElseThrow());
    return patient.grant(request, part -> part);
  }

  private static Claim claim(String source) {
    DateRange stay = new DateRange(LocalDate.of(2026, 3, 12), LocalDate.of(2026, 3, 16));
    Part part =
        new Part(
            source,
            List.of("ZY2026031207"),
            stay,
            List.of(),
            List.of("visit", "diagnosis", "fee-list"),
            List.of(),
            false);
    return new Claim(
        "PA2026000118",
        "BA2026000118",
        "AX-YL-2024-0086621",
        WANG_JIANGUO,
        stay.from(),
        new DateRange(LocalDate.of(2024, 1, 1), LocalDate.of(2026, 12, 31)),
        Purpose.CLAIM_REVIEW,
        List.of(part),
        "https://insurer.example/claims/back");
  }

  private static void theConsoleShowsIt(ConsoleBrowser officer, String consent) throws Exception {
    String page = "/console/consents/" + consent;
    eventually(() -> officer.get(page).body().contains("开启取用许可"));
    var trace = officer.get(page);
    var shown =
        officer.post(page + "/identity", Map.of("ground", "INSPECTION", "reason", "例行抽查第 3 批"));
    var found =
        officer.post(
            "/console/search", Map.of("insurer", "", "from", "2026-01-01", "to", "2099-01-01"));
    var registers = officer.get("/console/registers");

    assertThat(trace.body()).contains("保险公司提出申请", "本人签署授权", "示范第一医院").doesNotContain("王建国");
    assertThat(shown.body()).contains("王建国", "310***********9974").doesNotContain("3101011985");
    assertThat(found.body()).contains(consent, "安心示范保险");
    assertThat(registers.body()).contains("重算的根与账本一致").doesNotContain("重算的根与账本不一致");
  }

  private static void nobodyElseSeesIt(ConsoleBrowser stranger, String consent) throws Exception {
    var nothing = stranger.get("/console/consents/" + consent);

    assertThat(nothing.statusCode()).isEqualTo(302);
    assertThat(nothing.body()).isEmpty();
  }

  private static List<CheckLine> failures(ConfigurableApplicationContext server, String consent) {
    return server.getBean(Verification.class).verify(consent).orElseThrow().lines().stream()
        .filter(line -> line.verdict() instanceof Verdict.Fails)
        .toList();
  }

  private static List<Check> nothingToCheck(ConfigurableApplicationContext server, String consent) {
    return server.getBean(Verification.class).verify(consent).orElseThrow().lines().stream()
        .filter(line -> line.verdict() instanceof Verdict.NothingToCheck)
        .map(CheckLine::check)
        .toList();
  }

  private static void eventually(Callable<Boolean> asked) throws Exception {
    Instant last = Instant.now().plusSeconds(60);
    while (!asked.call()) {
      assertThat(Instant.now()).isBefore(last);
      Thread.sleep(200);
    }
  }

  private static String password(Path data, String username) throws Exception {
    Path people = data.resolve("handover").resolve("people.json");
    for (JsonNode person : CanonicalJson.read(Files.readAllBytes(people), JsonNode.class)) {
      if (person.path("username").asText().equals(username)) {
        return person.path("password").asText();
      }
    }
    throw new AssertionError("no account was handed over for " + username);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
