package org.claimexchange.launcher;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code ./exchange}: the root of the command line. */
@Command(
    name = "exchange",
    mixinStandardHelpOptions = true,
    version = "Claim Exchange 0.1.0",
    description = "Consent-based exchange of medical-insurance claim data.",
    footer = {
      "",
      "`exchange test` installs what the tests need and runs them.",
      "`exchange COMMAND --help` tells more."
    },
    subcommands = {
      DemoCommand.class,
      ServerCommand.class,
      VerifyCommand.class,
      LedgerCommand.class,
      EvidenceCommand.class,
      TraceCommand.class,
      JobsCommand.class,
      ProjectionCommand.class,
      GuardCommand.class,
      AgentCommand.class,
      FabricCommand.class,
      RegistersCommand.class,
      HelpCommand.class
    })
public final class Exchange {
  private Exchange() {}

  /** The checkout in which the product was built, as the script says. */
  static Path home() {
    return Path.of(System.getProperty("exchange.home", "."));
  }

  /** Runs one command; its status is the process's. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Exchange());
    line.setExecutionExceptionHandler((problem, command, parsed) -> {
      command.getErr().println("exchange: " + Sentences.of(problem));
      return CommandLine.ExitCode.SOFTWARE;
    });
    return line;
  }
}
