package org.claimexchange.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.claimexchange.fabric.FabricNetwork;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./exchange fabric}: a network of Fabric's own processes on this machine. */
@Command(
    name = "fabric",
    mixinStandardHelpOptions = true,
    description = "Runs Hyperledger Fabric on this machine, without containers.",
    subcommands = {
      FabricCommand.Up.class,
      FabricCommand.Down.class,
      FabricCommand.Purge.class,
      HelpCommand.class
    })
final class FabricCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec known = spec;
    if (known != null) {
      throw new CommandLine.ParameterException(
          known.commandLine(), "say what to do with the network: up, status, down or purge");
    }
  }

  /** Which network. */
  static final class Data {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        defaultValue = "fabric-data",
        description = "Where the network keeps what it has (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("fabric-data");

    NetworkFolder folder() {
      return new NetworkFolder(data);
    }
  }

  /** {@code up}. */
  @Command(
      name = "up",
      mixinStandardHelpOptions = true,
      description = {
        "Starts three orderers, five peers and the chaincode, and returns once they transact.",
        "Where a network is there already, it is started as it was."
      })
  static final class Up implements Callable<Integer> {
    @Mixin private Data data = new Data();

    @Option(
        names = "--port-base",
        paramLabel = "N",
        defaultValue = "7050",
        description = "The first of 28 ports in a row (default: ${DEFAULT-VALUE}).")
    private int portBase = FabricPorts.STANDARD_BASE;

    @Option(
        names = "--port",
        paramLabel = "NAME=N",
        description = "Another port for one name, such as peer-exchange=17051; may be repeated.")
    private Map<String, Integer> ports = new LinkedHashMap<>();

    @Option(
        names = "--fabric-home",
        paramLabel = "DIR",
        description =
            "The unpacked release archive of Fabric 2.5 or 3.1; otherwise FABRIC_HOME, otherwise"
                + " where the peer on the path is.")
    private @Nullable Path fabricHome;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      PrintWriter out = writer(spec);
      long begun = System.nanoTime();
      FabricHome home = FabricHome.find(Optional.ofNullable(fabricHome), System.getenv());
      FabricPlan plan =
          FabricPlan.of(
              data.folder().root(),
              FabricPorts.from(portBase, ports),
              Exchange.home().resolve("chaincode").resolve("target").resolve("chaincode.jar"));
      say(out, begun, "Fabric " + home.version().text() + " from " + home.folder());
      FabricNetwork network = FabricNetwork.up(plan, home, step -> say(out, begun, step));
      say(out, begun, "ready; what clients need is in " + network.folder().description());
      return 0;
    }
  }

  /** {@code down}. */
  @Command(
      name = "down",
      mixinStandardHelpOptions = true,
      description = "Stops the network; what it has stays.")
  static final class Down implements Callable<Integer> {
    @Mixin private Data data = new Data();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      FabricNetwork.down(data.folder());
      writer(spec).println("stopped; what the network has stays in " + data.folder().root());
      return 0;
    }
  }

  /** {@code purge}. */
  @Command(
      name = "purge",
      mixinStandardHelpOptions = true,
      description = "Stops the network and removes all that it has: ledger, keys, logs.")
  static final class Purge implements Callable<Integer> {
    @Mixin private Data data = new Data();

    @Option(names = "--yes", description = "Yes, remove it.")
    private boolean yes;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      if (!yes) {
        throw new Trouble(
            "this removes the ledger and all keys in "
                + data.folder().root()
                + "; say --yes if that is meant.");
      }
      FabricNetwork.purge(data.folder());
      writer(spec).println("removed " + data.folder().root());
      return 0;
    }
  }

  private static void say(PrintWriter out, long begun, String step) {
    out.println(
        "%6.1f s  %s"
            .formatted(Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0, step));
    out.flush();
  }

  private static PrintWriter writer(@Nullable CommandSpec spec) {
    return spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
  }
}
