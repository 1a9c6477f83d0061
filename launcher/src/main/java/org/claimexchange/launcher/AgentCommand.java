package org.claimexchange.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.claimexchange.agent.RunningAgent;
import org.claimexchange.agent.config.AgentConfig;
import org.claimexchange.agent.config.ConfigException;
import org.claimexchange.agent.config.ConfigFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./exchange agent}: a source's own documents, sent under a release. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description = {
      "At a source's front-end machine: asks the exchange which releases wait for this source,"
          + " checks each against the ledger's root certificates, finds the files, and sends what"
          + " was granted. It only calls outwards; docs/sources.md tells more.",
      "Runs until stopped. With --once or --dry-run its status is 0 where nothing failed, else 1."
    })
final class AgentCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration, YAML.")
  private Path config = Path.of("");

  @Option(names = "--once", description = "Look once, then end.")
  private boolean once;

  @Option(
      names = "--dry-run",
      description = "Look once and tell what would be sent; send nothing. A release is demanded.")
  private boolean dryRun;

  @Option(
      names = "--names",
      description = "Tell file names too. They may hold a person's name or numbers.")
  private boolean names;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = Output.of(spec);
    var manner =
        new RunningAgent.Manner(
            dryRun,
            names,
            line -> {
              out.println(line);
              out.flush();
            },
            Thread::sleep);
    try (var running =
        RunningAgent.open(settings(), manner, Clock.systemUTC(), new SecureRandom())) {
      if (once || dryRun) {
        return running.agent().once().failed() == 0 ? 0 : 1;
      }
      running.agent().run();
    }
    return 0;
  }

  private AgentConfig settings() throws IOException {
    try {
      return ConfigFile.read(config);
    } catch (ConfigException e) {
      throw new Trouble(config + ": " + String.join("; ", e.problems()) + ".");
    }
  }
}
