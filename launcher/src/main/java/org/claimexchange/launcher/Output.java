package org.claimexchange.launcher;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints what it was asked for. */
final class Output {
  private Output() {}

  /**
   * The command line's own.
   *
   * @param spec of the command; without one, the process's standard output
   */
  static PrintWriter of(@Nullable CommandSpec spec) {
    return spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
  }
}
