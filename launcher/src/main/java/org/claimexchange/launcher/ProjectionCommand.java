package org.claimexchange.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.claimexchange.launcher.process.Jars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code ./exchange projection}: the copy of the ledger in the database; asked for by the server's
 * own code.
 */
@Command(
    name = "projection",
    description = "Makes the database's copy of the ledger anew, or compares it: rebuild, check.")
final class ProjectionCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "ARGUMENTS")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = Jars.projection(Exchange.home());
    command.addAll(arguments);
    return Jars.runInForeground(command);
  }
}
