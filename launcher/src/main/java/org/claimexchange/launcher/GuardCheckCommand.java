package org.claimexchange.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.claimexchange.guard.log.GuardLogCheck;
import org.claimexchange.guard.log.LogFinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./exchange guard check}: whether a guard's log is whole. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the chain of a guard's log: that no line was changed, added or taken away.",
      "Status 0: it is whole. 1: it is not. 2: wrong usage."
    })
final class GuardCheckCommand implements Callable<Integer> {
  @Option(names = "--log", required = true, paramLabel = "FILE", description = "The guard's log.")
  private Path log = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out =
        spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    try (var in = Files.newInputStream(log)) {
      List<LogFinding> findings = GuardLogCheck.chain(in);
      findings.forEach(found -> out.println("line " + found.line() + "  " + found.defect()));
      out.println(findings.isEmpty() ? "whole" : "NOT WHOLE");
      out.flush();
      return findings.isEmpty() ? 0 : 1;
    }
  }
}
