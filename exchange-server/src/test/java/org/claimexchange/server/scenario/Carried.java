package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.claimexchange.model.consent.Part;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.hl7.fhir.r4.model.Task;

/** A claim that its patient has granted, on its way. */
record Carried(RunningExchange exchange, String task, String consent, PatientClient patient) {
  private static final int PATIENCE = 1_200;

  /** Wang Jianguo grants these parts. */
  static Carried granted(RunningExchange exchange, Part... parts) throws Exception {
    InsurerClient insurer = exchange.insurer("insurer-anxin");
    Claim claim = Claims.about(Claims.WANG_JIANGUO, parts);
    String task = insurer.submit(claim, claim.number()).getIdPart();
    await(() -> insurer.link(insurer.read(task)).isPresent(), "a link");
    PatientClient patient =
        new PatientClient(exchange.uri("/h5/"), Clock.systemUTC(), new SecureRandom());
    patient.logIn("wang.jianguo", exchange.password("wang.jianguo"));
    String request = patient.open(insurer.link(insurer.read(task)).orElseThrow());
    String consent = patient.grant(request, part -> part);
    return new Carried(exchange, task, consent, patient);
  }

  /** The same after a restart. */
  Carried at(RunningExchange restarted) {
    return new Carried(restarted, task, consent, patient);
  }

  Task read() throws IOException {
    return exchange.insurer("insurer-anxin").read(task);
  }

  Task await(Predicate<Task> wanted) throws Exception {
    InsurerClient insurer = exchange.insurer("insurer-anxin");
    Task now = insurer.read(task);
    for (int i = 0; i < PATIENCE && !wanted.test(now); i++) {
      Thread.sleep(100);
      now = insurer.read(task);
    }
    assertThat(wanted.test(now))
        .as(
            "the Task stays %s / %s / %s",
            now.getStatus(), now.getBusinessStatus().getText(), now.getStatusReason().getText())
        .isTrue();
    return now;
  }

  Task awaitStatus(Task.TaskStatus status) throws Exception {
    return await(now -> now.getStatus() == status);
  }

  /** Waits until the part's problem is this. */
  void awaitProblem(String problem) throws Exception {
    await(() -> pull().problem().equals(problem), problem);
  }

  ReleaseRow release() {
    return exchange.bean(ReleaseTable.class).ofConsent(consent).getFirst();
  }

  /** Its first part. */
  PullRow pull() {
    return exchange.bean(ReleaseTable.class).pulls(release().id()).getFirst();
  }

  /** Downloads, verifies and opens the package. */
  Path open(Path folder) throws Exception {
    InsurerClient insurer = exchange.insurer("insurer-anxin");
    Path sealed = folder.resolve("package.asice.p7m");
    insurer.download(insurer.packages(read()).getFirst(), sealed);
    var verifier =
        new PackageVerifier(
            TrustStore.load(exchange.handover().resolve("trust")), Clock.systemUTC());
    var input = VerificationInput.of(sealed, exchange.keys("insurer-anxin").encryption());
    VerificationReport report = verifier.verify(input);
    assertThat(report.failures()).isEmpty();
    Path files = folder.resolve("files");
    verifier.open(input, folder.resolve("package.asice"), files);
    return files;
  }

  /** Names of the originals in an opened package. */
  static List<String> originals(Path files) throws IOException {
    Path folder = files.resolve("originals");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static String document(Path files) throws IOException {
    return Files.readString(files.resolve("documents/01.fhir.json"));
  }

  /** Something that comes true. */
  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(Condition condition, String what) throws Exception {
    for (int i = 0; i < PATIENCE && !condition.holds(); i++) {
      Thread.sleep(100);
    }
    assertThat(condition.holds()).as(what).isTrue();
  }
}
