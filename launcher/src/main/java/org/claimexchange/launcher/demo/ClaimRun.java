package org.claimexchange.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.claimexchange.launcher.Trouble;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.certificate.CertificateException;
import org.hl7.fhir.r4.model.Task;

/** Carries one claim from the request to the signed receipt, as insurer and patient. */
public final class ClaimRun {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 25;

  private final InsurerClient insurer;
  private final PackageVerifier verifier;
  private final Path insurerKey;
  private final StepPrinter printer;
  private final Clock clock;

  /**
   * @param insurerKey PEM file of the key that opens packages
   */
  public ClaimRun(
      InsurerClient insurer,
      PackageVerifier verifier,
      Path insurerKey,
      StepPrinter printer,
      Clock clock) {
    this.insurer = insurer;
    this.verifier = verifier;
    this.insurerKey = insurerKey;
    this.printer = printer;
    this.clock = clock;
  }

  /**
   * A request that waits for its patient.
   *
   * @param task id of the Task
   * @param link the one-time link
   */
  public record Asked(String task, URI link) {}

  /**
   * A claim that went the whole way.
   *
   * @param consent id of the consent, the receipt's number
   * @param report what the verifier says
   * @param signatureToPackage from the press on the button to the verified package
   */
  public record Carried(String consent, VerificationReport report, Duration signatureToPackage) {}

  /** Steps 1 and 2: asks, and waits for the link. */
  public Asked ask(Claim claim) throws InterruptedException {
    Task submitted = insurer.submit(claim, claim.number());
    Task task = await(submitted.getIdPart(), one -> insurer.link(one).isPresent());
    printer.step(1, "the insurer asks: Task " + task.getIdPart(), transaction(task));
    URI link = insurer.link(task).orElseThrow();
    printer.step(2, "one-time link: " + link, Optional.empty());
    return new Asked(task.getIdPart(), link);
  }

  /**
   * Steps 3 to 9, once the patient has signed.
   *
   * @param pressed when the patient pressed the button
   * @param to where the sealed package goes
   */
  public Carried carry(Asked asked, Instant pressed, Path to)
      throws InterruptedException, IOException {
    Task task = await(asked.task(), one -> !insurer.packages(one).isEmpty());
    String delivery = insurer.packages(task).getFirst();
    insurer.download(delivery, to);
    VerificationReport report = verify(to);
    Duration took = Duration.between(pressed, clock.instant());
    if (report.holds()) {
      insurer.sign(delivery, to);
    }
    return new Carried(insurer.receiptNumber(task).orElse(""), report, took);
  }

  /** Prints what the patient's page knows of the steps in between, with their transactions. */
  public void printStory(PatientClient patient, String consent) throws InterruptedException {
    JsonNode view = patient.consent(consent);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!received(view) && System.nanoTime() < end) {
      Thread.sleep(PAUSE_MILLIS);
      view = patient.consent(consent);
    }
    for (JsonNode step : view.path("steps")) {
      printer.progress(step);
    }
  }

  private static boolean received(JsonNode view) {
    for (JsonNode step : view.path("steps")) {
      if (step.path("kind").asText().equals("received")) {
        return step.path("state").asText().equals("done");
      }
    }
    return false;
  }

  private VerificationReport verify(Path sealed) throws IOException {
    try {
      return verifier.verify(VerificationInput.of(sealed, insurerKey));
    } catch (CertificateException e) {
      throw new Trouble("the insurer's key cannot be read: " + insurerKey);
    }
  }

  private Task await(String id, java.util.function.Predicate<Task> ready)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Task task = insurer.read(id);
    while (!ready.test(task)) {
      if (task.getStatus() == Task.TaskStatus.FAILED
          || task.getStatus() == Task.TaskStatus.CANCELLED
          || System.nanoTime() > end) {
        throw new Trouble(
            "the claim stopped at "
                + task.getStatus().toCode()
                + ": "
                + task.getStatusReason().getText()
                + " (see the server's log, or ./exchange jobs show)");
      }
      Thread.sleep(PAUSE_MILLIS);
      task = insurer.read(id);
    }
    return task;
  }

  private static Optional<String> transaction(Task task) {
    return task.getOutput().stream()
        .filter(
            output -> output.getType().getCodingFirstRep().getCode().equals("request-transaction"))
        .findFirst()
        .map(output -> output.getValue().primitiveValue());
  }
}
