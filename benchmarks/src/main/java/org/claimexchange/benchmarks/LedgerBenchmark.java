package org.claimexchange.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Grants on the embedded network with the real contract in its own process: how many a second at
 * how many clients, how many syncs of the disk, and against what the signatures of a grant alone
 * would allow with the same provider on the same cores.
 */
final class LedgerBenchmark implements Benchmark {
  /** To warm up, and in the larger steps; {@code -Dbenchmark.grants} for another number. */
  private static final int MOST = Integer.getInteger("benchmark.grants", 5_000);

  private static final int JUDGED_CLIENTS = 64;
  private static final Map<Integer, Integer> GRANTS = grants();

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public String about() {
    return "grants a second at 1 to 256 clients, against what their signatures alone allow";
  }

  @Override
  public Map<String, Object> run(PrintWriter out) throws Exception {
    Path folder = Files.createTempDirectory("benchmark-ledger");
    Path home = Path.of(System.getProperty("exchange.home", "."));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", name());
    figures.put("cores", Runtime.getRuntime().availableProcessors());
    BareSignatures bare = new BareSignatures(new BouncyCastleProvider(), random);
    try (MeasuredLedger ledger = new MeasuredLedger(folder, home, clock, random)) {
      GrantRun run = new GrantRun(ledger);
      run.measure(JUDGED_CLIENTS, MOST);
      out.printf(
          "%8s %10s %8s %8s %8s %16s %14s%n",
          "clients", "grants/s", "p50 ms", "p99 ms", "blocks", "syncs per 1,000", "cpu ms/grant");
      Map<String, Object> byClients = new LinkedHashMap<>();
      for (Map.Entry<Integer, Integer> step : GRANTS.entrySet()) {
        boolean judged = step.getKey() == JUDGED_CLIENTS;
        double before = judged ? bound(bare) : 0;
        GrantRun.Result result = run.measure(step.getKey(), step.getValue());
        byClients.put(String.valueOf(step.getKey()), result.figures());
        result.print(out);
        if (judged) {
          judge(out, figures, result, (before + bound(bare)) / 2);
          new GrantCosts(ledger, bare, folder).print(out, figures, result);
        }
      }
      figures.put("clients", byClients);
    }
    return figures;
  }

  private static double bound(BareSignatures bare) throws Exception {
    return bare.rate(GrantSignatures.MADE, GrantSignatures.CHECKED, GrantSignatures.FIRST_SEEN);
  }

  private static void judge(
      PrintWriter out, Map<String, Object> figures, GrantRun.Result result, double bound) {
    double ratio = result.perSecond() / (bound * result.coresUsed());
    out.printf(
        "%n%d signatures made and %d checked in each grant alone: %.0f grants/s a core;"
            + " %.2f cores used; ratio %.2f (at least 0.30)%n%n",
        GrantSignatures.MADE,
        GrantSignatures.CHECKED + GrantSignatures.FIRST_SEEN,
        bound,
        result.coresUsed(),
        ratio);
    figures.put("coresUsed", Figures.rounded(result.coresUsed(), 2));
    figures.put("signaturesMade", GrantSignatures.MADE);
    figures.put("signaturesChecked", GrantSignatures.CHECKED + GrantSignatures.FIRST_SEEN);
    figures.put("signaturesAlonePerSecondACore", Figures.rounded(bound, 0));
    figures.put("ratio", Figures.rounded(ratio, 2));
    figures.put("syncsPer1000", Figures.rounded(result.syncsPer1000(), 1));
  }

  private static Map<Integer, Integer> grants() {
    Map<Integer, Integer> grants = new LinkedHashMap<>();
    grants.put(1, MOST / 20);
    grants.put(16, MOST / 2);
    grants.put(JUDGED_CLIENTS, MOST);
    grants.put(256, MOST);
    return grants;
  }

  /** Milliseconds with two decimals. */
  static double millis(Duration duration, int parts) {
    return duration.toNanos() / 1e6 / parts;
  }
}
