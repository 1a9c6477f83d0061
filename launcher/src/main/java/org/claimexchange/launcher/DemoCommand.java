package org.claimexchange.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.claimexchange.launcher.demo.BrowserHand;
import org.claimexchange.launcher.demo.Demo;
import org.claimexchange.launcher.demo.DemoLedger;
import org.claimexchange.launcher.demo.DemoPorts;
import org.claimexchange.launcher.demo.PatientHand;
import org.claimexchange.launcher.demo.StepPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./exchange demo}: one claim through everything, on this machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts everything on this machine, carries one claim through, verifies the package, and stays up.",
      "Status 0 only if all checks held."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--once", description = "End after the claim.")
  private boolean once;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "demo-out",
      description = "Where the package goes (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("demo-out");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The first of eight ports in a row (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--ledger",
      paramLabel = "KIND",
      defaultValue = "embedded",
      description = {
        "embedded: the network in the server's process.",
        "fabric: Hyperledger Fabric's own peers and orderers, started on this machine"
            + " (default: ${DEFAULT-VALUE})."
      })
  private String ledger = "embedded";

  @Option(
      names = "--fabric-home",
      paramLabel = "DIR",
      description =
          "With --ledger fabric: the unpacked release of Fabric; otherwise FABRIC_HOME, otherwise"
              + " where the peer on the path is.")
  private @Nullable Path fabricHome;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    StepPrinter printer = new StepPrinter(Output.of(spec), clock);
    CompletableFuture<Optional<PatientHand>> browser =
        CompletableFuture.supplyAsync(() -> BrowserHand.find(clock));
    try (Demo demo =
        Demo.start(
            Exchange.home(),
            out,
            new DemoPorts(port),
            demoLedger(),
            printer,
            clock,
            new SecureRandom())) {
      boolean held;
      try (PatientHand hand = browser.join().orElseGet(demo::clientHand)) {
        held = demo.carryOne(hand);
      }
      demo.sayWhereToLook();
      if (!once) {
        Output.of(spec).println("Stop with Ctrl-C.");
        Output.of(spec).flush();
        new CountDownLatch(1).await();
      }
      return held ? 0 : 1;
    } finally {
      browser.thenAccept(hand -> hand.ifPresent(PatientHand::close)).exceptionally(e -> null);
    }
  }

  private DemoLedger demoLedger() {
    return switch (ledger) {
      case "embedded" -> new DemoLedger.Embedded();
      case "fabric" -> new DemoLedger.Fabric(Optional.ofNullable(fabricHome));
      default -> throw new Trouble("--ledger must be embedded or fabric, found " + ledger + ".");
    };
  }
}
