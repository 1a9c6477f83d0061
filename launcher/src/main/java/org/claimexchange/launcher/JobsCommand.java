package org.claimexchange.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.claimexchange.launcher.process.Jars;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code ./exchange jobs}: the operator's view of the durable jobs; run by the server's own code on
 * its database.
 */
@Command(
    name = "jobs",
    description =
        "Tells a claim's story and resumes or cancels what is stuck: list, show, resume, cancel.")
final class JobsCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "ARGUMENTS")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = Jars.jobs(Exchange.home());
    command.addAll(arguments);
    return Jars.runInForeground(command);
  }
}
