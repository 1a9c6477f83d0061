package org.claimexchange.launcher;

import java.io.PrintWriter;
import java.util.List;

/** How a verification tells people what came of it: one line a check, then the verdict. */
final class ReportPrinter {
  private ReportPrinter() {}

  static void print(PrintWriter out, List<String> lines, boolean evaluation, boolean holds) {
    lines.forEach(out::println);
    if (evaluation) {
      out.println(
          "note    the ledger's certificates say \"evaluation\": this proves nothing to a court");
    }
    out.println(holds ? "verified" : "NOT VERIFIED");
  }
}
