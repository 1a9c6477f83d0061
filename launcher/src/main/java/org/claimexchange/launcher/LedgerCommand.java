package org.claimexchange.launcher;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./exchange ledger}: what can be done with the embedded network's block file. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Looks into the embedded network's ledger.",
    subcommands = {LedgerVerifyCommand.class, HelpCommand.class})
final class LedgerCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec known = spec;
    if (known != null) {
      throw new CommandLine.ParameterException(
          known.commandLine(), "say what to do with the ledger: verify");
    }
  }
}
