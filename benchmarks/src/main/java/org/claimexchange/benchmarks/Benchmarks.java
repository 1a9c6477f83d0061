package org.claimexchange.benchmarks;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.model.json.CanonicalJson;

/** {@code benchmarks/run NAME}: a table, then one JSON object as the last line. */
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new DemoBenchmark(),
          new LedgerBenchmark(),
          new EvidenceBenchmark(),
          new FabricBenchmark(),
          new ServerBenchmark(
              "sealing",
              "packages sealed a second a core, against the sum of the unavoidable parts in one",
              "org.claimexchange.server.sealing.SealingFigures",
              "1g"),
          new ServerBenchmark(
              "attachment",
              "200 MB sealed and verified in a heap of 256 MB, against openssl over the same file",
              "org.claimexchange.server.sealing.AttachmentFigures",
              "256m"),
          new ServerBenchmark(
              "large-stay",
              "stays of up to 20,000 charge lines in a heap of 256 MB, against HAPI alone",
              "org.claimexchange.server.sealing.LargeStayFigures",
              "256m"));

  private Benchmarks() {}

  /** Runs one benchmark, or lists them. */
  public static void main(String[] args) throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    if (args.length != 1 || args[0].equals("list")) {
      ALL.forEach(one -> out.printf("%-11s %s%n", one.name(), one.about()));
      System.exit(args.length == 1 ? 0 : 2);
    }
    Benchmark chosen =
        ALL.stream().filter(one -> one.name().equals(args[0])).findFirst().orElse(null);
    if (chosen == null) {
      out.println("There is no benchmark " + args[0] + "; `benchmarks/run list` names them.");
      System.exit(2);
      return;
    }
    try {
      var figures = chosen.run(out);
      out.println(CanonicalJson.writeText(figures));
      System.exit(0);
    } catch (FabricTrouble e) {
      out.println(e.getMessage());
      System.exit(1);
    }
  }
}
