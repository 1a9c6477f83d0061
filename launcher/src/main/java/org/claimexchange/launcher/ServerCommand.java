package org.claimexchange.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.claimexchange.launcher.process.Jars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./exchange server}: the server alone, from configuration. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the exchange server alone, from configuration.",
      "",
      "Configuration comes from application.yaml in the working folder or in ./config, from the environment"
          + " (EXCHANGE_DATA for exchange.data) and from arguments (--exchange.data=DIR); docs/configuration.md has"
          + " the table. Without any, embedded defaults are used, and the server says so."
    })
final class ServerCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "--NAME=VALUE", description = "Settings of the server.")
  private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = Jars.server(Exchange.home());
    command.addAll(settings);
    return Jars.runInForeground(command);
  }
}
