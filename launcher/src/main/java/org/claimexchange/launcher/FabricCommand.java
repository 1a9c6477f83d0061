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
import org.claimexchange.fabric.NetworkStatus;
import org.claimexchange.fabric.NodeStatus;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.fabric.plan.PlanFile;
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
      FabricCommand.Status.class,
      FabricCommand.Upgrade.class,
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
          known.commandLine(),
          "say what to do with the network: up, status, upgrade, down or purge");
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

  /** Which programs. */
  static final class Programs {
    @Option(
        names = "--fabric-home",
        paramLabel = "DIR",
        description =
            "The unpacked release archive of Fabric 2.5 or 3.1; otherwise FABRIC_HOME, otherwise"
                + " where the peer on the path is.")
    private @Nullable Path fabricHome;

    FabricHome find() throws IOException, InterruptedException {
      return FabricHome.find(Optional.ofNullable(fabricHome), System.getenv());
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
        description = "The first of 28 ports in a row (default: 7050).")
    private @Nullable Integer portBase;

    @Option(
        names = "--port",
        paramLabel = "NAME=N",
        description = "Another port for one name, such as peer-exchange=17051; may be repeated.")
    private Map<String, Integer> ports = new LinkedHashMap<>();

    @Mixin private Programs programs = new Programs();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      PrintWriter out = Output.of(spec);
      long begun = System.nanoTime();
      FabricHome home = programs.find();
      FabricPlan plan = FabricPlan.of(data.folder().root(), ports(), built());
      say(out, begun, "Fabric " + home.version().text() + " from " + home.folder());
      FabricNetwork network = FabricNetwork.up(plan, home, step -> say(out, begun, step));
      say(out, begun, "ready; what clients need is in " + network.plan().folder().description());
      return 0;
    }

    private FabricPorts ports() throws IOException {
      Integer base = portBase;
      FabricPorts wanted = FabricPorts.from(base == null ? FabricPorts.STANDARD_BASE : base, ports);
      Optional<FabricPorts> existing =
          PlanFile.read(data.folder()).map(file -> new FabricPorts(file.ports()));
      boolean asked = base != null || !ports.isEmpty();
      if (asked && existing.isPresent() && !existing.get().equals(wanted)) {
        throw new Trouble(
            "the network in "
                + data.folder().root()
                + " has other ports, which stand in its channel; leave --port-base and --port out, or"
                + " purge it and start anew.");
      }
      return wanted;
    }
  }

  /** {@code upgrade}. */
  @Command(
      name = "upgrade",
      mixinStandardHelpOptions = true,
      description = {
        "Brings the contract as it is built now to a running network, as the next sequence.",
        "For a few seconds nothing is endorsed; what stands on the ledger stays."
      })
  static final class Upgrade implements Callable<Integer> {
    @Mixin private Data data = new Data();

    @Mixin private Programs programs = new Programs();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      PrintWriter out = Output.of(spec);
      long begun = System.nanoTime();
      NetworkStatus status = NetworkStatus.of(data.folder());
      if (!status.isWhole()) {
        throw new Trouble("the network is not up as a whole; start it with ./exchange fabric up.");
      }
      FabricPlan plan =
          FabricPlan.of(data.folder().root(), FabricPorts.from(FabricPorts.STANDARD_BASE), built());
      FabricNetwork network =
          FabricNetwork.up(plan, programs.find(), step -> say(out, begun, step));
      network.upgrade(built(), step -> say(out, begun, step));
      say(out, begun, "ready; the chaincode's sequence is " + network.status().sequence());
      return 0;
    }
  }

  /** {@code status}. */
  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = {
        "Tells each process, its height, and the chaincode's sequence.",
        "Status 0 only if all of it runs."
      })
  static final class Status implements Callable<Integer> {
    @Mixin private Data data = new Data();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      NetworkStatus status = NetworkStatus.of(data.folder());
      PrintWriter out = Output.of(spec);
      status.nodes().forEach(node -> out.println(line(node)));
      out.println(
          status.sequence() == 0
              ? "chaincode consent: no definition is known"
              : "chaincode consent: sequence " + status.sequence());
      return status.isWhole() ? 0 : 1;
    }

    private static String line(NodeStatus node) {
      String state =
          switch (node.state()) {
            case RUNS -> "runs";
            case SILENT -> "does not listen";
            case DIED -> "has ended by itself";
            case STOPPED -> "stopped";
          };
      String process = node.pid() == 0 ? "" : "process " + node.pid();
      String height =
          node.knownHeight().isPresent() ? "height " + node.knownHeight().getAsLong() : "";
      return "%-20s %-20s port %-6d %-16s %s%s"
          .formatted(
              node.node().name(),
              state,
              node.port(),
              process,
              height,
              node.leads() ? ", leads" : "")
          .stripTrailing();
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
      Output.of(spec).println("stopped; what the network has stays in " + data.folder().root());
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
      Output.of(spec).println("removed " + data.folder().root());
      return 0;
    }
  }

  private static ChaincodeFiles built() {
    return ChaincodeFiles.of(
        Exchange.home().resolve("chaincode").resolve("target").resolve("chaincode.jar"));
  }

  private static void say(PrintWriter out, long begun, String step) {
    out.println(
        "%6.1f s  %s"
            .formatted(Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0, step));
    out.flush();
  }
}
