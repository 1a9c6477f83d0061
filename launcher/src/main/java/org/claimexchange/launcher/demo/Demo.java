package org.claimexchange.launcher.demo;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.launcher.Trouble;
import org.claimexchange.launcher.process.Jars;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.insurer.InsurerKeys;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.container.ContainerException;
import org.claimexchange.verifier.envelope.EnvelopeException;

/** Starts everything, carries one claim through, verifies the package, and says where to look. */
public final class Demo implements AutoCloseable {
  private static final String INSURER = "insurer-anxin";
  private static final String REGULATOR = "regulator";

  private final DemoFolder folder;
  private final DemoPorts ports;
  private final StepPrinter printer;
  private final Clock clock;
  private final SecureRandom random;
  private final DemoHouse house;
  private final InsurerClient insurer;
  private final InsurerKeys keys;
  private final List<SampleLogin> logins;
  private final Duration timeToReady;

  private Demo(
      DemoFolder folder,
      DemoPorts ports,
      StepPrinter printer,
      Clock clock,
      SecureRandom random,
      DemoHouse house,
      Duration timeToReady)
      throws IOException {
    this.folder = folder;
    this.ports = ports;
    this.printer = printer;
    this.clock = clock;
    this.random = random;
    this.house = house;
    this.timeToReady = timeToReady;
    this.keys = InsurerKeys.read(folder.handover().resolve(INSURER));
    this.insurer = new InsurerClient(keys, FhirContext.forR4Cached(), clock, random);
    this.logins = SampleLogin.read(folder.handover().resolve("people.json"));
  }

  /**
   * Starts everything.
   *
   * @param home the checkout with the built programs
   * @param out where the package goes
   * @param ledger on which ledger
   */
  public static Demo start(
      Path home,
      Path out,
      DemoPorts ports,
      DemoLedger ledger,
      StepPrinter printer,
      Clock clock,
      SecureRandom random)
      throws IOException, InterruptedException {
    Instant begun = clock.instant();
    ports.check();
    DemoFolder folder = DemoFolder.prepare(out);
    CompletableFuture<FhirContext> fhir = CompletableFuture.supplyAsync(FhirContext::forR4Cached);
    DemoHouse house =
        DemoHouse.start(home, folder, ports, network(home, folder, ledger, printer, random), clock);
    fhir.join();
    return new Demo(
        folder, ports, printer, clock, random, house, Duration.between(begun, clock.instant()));
  }

  private static Optional<DemoNetwork> network(
      Path home, DemoFolder folder, DemoLedger ledger, StepPrinter printer, SecureRandom random)
      throws IOException, InterruptedException {
    return switch (ledger) {
      case DemoLedger.Embedded() -> Optional.empty();
      case DemoLedger.Fabric(Optional<Path> named) -> {
        FabricHome fabric = FabricHome.find(named, System.getenv());
        printer.say("Fabric " + fabric.version().text() + " from " + fabric.folder());
        yield Optional.of(
            DemoNetwork.start(
                folder.data(),
                Jars.chaincode(home),
                fabric,
                random,
                step -> printer.say("             " + step)));
      }
    };
  }

  /** From the start until a request could be made. */
  public Duration timeToReady() {
    return timeToReady;
  }

  /** Who can log in. */
  public List<SampleLogin> logins() {
    return logins;
  }

  /** Where the patient's page is. */
  public URI page() {
    return ports.server().resolve("h5/");
  }

  /** A hand that signs without a browser. */
  public PatientHand clientHand() {
    return new ClientHand(page(), clock, random);
  }

  /** Something that carries claims and prints as told. */
  public ClaimRun run(StepPrinter steps) throws IOException {
    return new ClaimRun(insurer, verifier(), keys.encryption(), steps, clock);
  }

  /** A new claim of the demo's patient, at the two hospitals that speak FHIR. */
  public Claim newClaim() {
    return DemoClaim.of("PA" + clock.instant().toEpochMilli() + random.nextInt(1000), returnUrl());
  }

  private Claim wholeClaim() {
    return DemoClaim.ofAll(
        "PA" + clock.instant().toEpochMilli() + random.nextInt(1000), returnUrl());
  }

  /** Logs the demo's patient in. */
  public void logIn(PatientClient patient) {
    SampleLogin login = SampleLogin.of(DemoClaim.PATIENT, logins);
    patient.logIn(login.username(), login.password());
  }

  /** Carries one claim, keeps what came of it in the folder; whether all checks held. */
  public boolean carryOne(PatientHand hand) throws IOException, InterruptedException {
    ClaimRun run = run(printer);
    SampleLogin login = SampleLogin.of(DemoClaim.PATIENT, logins);
    ClaimRun.Asked asked = run.ask(wholeClaim());
    printer.say(
        "             ready to sign after "
            + seconds(timeToReady)
            + "; signing with "
            + hand.name());
    Instant pressed = hand.grant(asked.link(), login);
    ClaimRun.Carried carried = run.carry(asked, pressed, folder.sealed());
    PatientClient patient = new PatientClient(page(), clock, random);
    logIn(patient);
    run.printStory(patient, carried.consent());
    carried.report().lines().forEach(line -> printer.say("             " + line.text()));
    printer.say(
        "             from signature to verified package: "
            + seconds(carried.signatureToPackage()));
    keep();
    WhoSentWhat.of(folder.unpacked()).forEach(line -> printer.say("             " + line));
    return carried.report().holds();
  }

  /** Says where the pages are and who can log in. */
  public void sayWhereToLook() {
    printer.say("");
    printer.say("Patients    " + page());
    printer.say("Regulator   " + ports.server().resolve("console"));
    printer.say("Insurers    " + keys.fhir() + "/metadata");
    printer.say("Who can log in:");
    logins.forEach(login ->
        printer.say("  %-16s %s  %s".formatted(login.username(), login.password(), login.name())));
    printer.say("The package is in " + folder.path() + ".");
  }

  private void keep() throws IOException, InterruptedException {
    folder.keepForOthers(keys.encryption());
    // After the blocks: what stands in them is in the feed before.
    new RegulatorDownload(ports.server(), SampleLogin.of(REGULATOR, logins)).feed(folder.feed());
    try {
      verifier()
          .open(
              VerificationInput.of(folder.sealed(), keys.encryption()),
              folder.container(),
              folder.unpacked());
    } catch (CertificateException e) {
      throw new Trouble("the insurer's key cannot be read: " + keys.encryption());
    } catch (EnvelopeException | ContainerException e) {
      throw new Trouble("the package does not open: " + e.getMessage());
    }
  }

  private PackageVerifier verifier() throws IOException {
    try {
      return new PackageVerifier(TrustStore.load(folder.handover().resolve("trust")), clock);
    } catch (CertificateException e) {
      throw new Trouble("the root certificates cannot be read: " + e.getMessage());
    }
  }

  private String returnUrl() {
    return page() + "insurer-demo.html";
  }

  private static String seconds(Duration duration) {
    return "%.2f s".formatted(duration.toMillis() / 1000.0);
  }

  @Override
  public void close() {
    house.close();
  }
}
