package org.claimexchange.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.claimexchange.guard.log.BlockReleases;
import org.claimexchange.guard.log.GuardLogCheck;
import org.claimexchange.guard.log.LogFinding;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.verifier.blocks.BlocksException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./exchange guard check}: whether a guard's log is whole, and fits the ledger. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the chain of a guard's log: that no line was changed, added or taken away.",
      "With --blocks also that each pull had a release on the ledger and a session, and that none",
      "went on after a withdrawal.",
      "Status 0: nothing amiss. 1: something is, and is named. 2: wrong usage, or blocks that",
      "cannot be read or believed."
    })
final class GuardCheckCommand implements Callable<Integer> {
  private static final int FINDINGS = 1;
  private static final int UNREADABLE = 2;

  @Option(names = "--log", required = true, paramLabel = "FILE", description = "The guard's log.")
  private Path log = Path.of("");

  @Option(
      names = "--blocks",
      paramLabel = "FILE",
      description = "The embedded network's ledger.blocks, or a folder of fetched N.block files.")
  private @Nullable Path blocks;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      return blocks == null ? chain() : held(BlockReleases.read(blocks));
    } catch (BlocksException | MalformedJsonException e) {
      PrintWriter err =
          spec == null ? new PrintWriter(System.err, true) : spec.commandLine().getErr();
      err.println("exchange: " + e.getMessage() + "; check --blocks.");
      return UNREADABLE;
    }
  }

  private int chain() throws IOException {
    try (InputStream in = Files.newInputStream(log)) {
      List<LogFinding> findings = GuardLogCheck.chain(in);
      return print(findings, findings.isEmpty() ? "whole" : "NOT WHOLE");
    }
  }

  private int held(BlockReleases ledger) throws IOException {
    try (InputStream in = Files.newInputStream(log)) {
      List<LogFinding> findings = GuardLogCheck.check(in, ledger);
      String reach =
          "; blocks 0 to %d%s, last hash %s"
              .formatted(
                  ledger.end().height() - 1,
                  ledger.end().torn() ? " (the file ends within the next)" : "",
                  ledger.end().lastHash());
      return print(
          findings, (findings.isEmpty() ? "whole, and fits the ledger" : "DOES NOT FIT") + reach);
    }
  }

  private int print(List<LogFinding> findings, String verdict) {
    PrintWriter out = Output.of(spec);
    findings.forEach(found ->
        out.println(
            "line "
                + found.line()
                + "  "
                + found.defect()
                + (found.release().isEmpty() ? "" : "  release " + found.release())));
    out.println(verdict);
    out.flush();
    return findings.isEmpty() ? 0 : FINDINGS;
  }
}
