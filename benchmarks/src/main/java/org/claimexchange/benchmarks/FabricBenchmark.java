package org.claimexchange.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.fabric.binaries.FabricHome;

/**
 * Grants over Fabric's own peers and orderers, against what the Gateway SDK alone does there with
 * the same keys and bytes and a contract of three lines; then on the embedded network. One network
 * after the other, each warmed up: two at once would measure each other.
 */
final class FabricBenchmark implements Benchmark {
  /** In the larger steps; {@code -Dbenchmark.grants} for another number. */
  private static final int MOST = Integer.getInteger("benchmark.grants", 3_000);

  /**
   * To warm up; {@code -Dbenchmark.warm} for another number. The contract's compiler is busy for
   * some thousand calls: longer than that of three lines, and only at the beginning of a life.
   */
  private static final int WARM = Integer.getInteger("benchmark.warm", 2 * MOST);

  /** Measures at 64 clients alone, where only what is judged is wanted. */
  private static final boolean JUDGED_ALONE = Boolean.getBoolean("benchmark.judged");

  private static final int JUDGED_CLIENTS = 64;
  private static final double WANTED = 0.9;
  private static final Map<Integer, Integer> GRANTS = grants();

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final Path project =
      Path.of(System.getProperty("exchange.home", ".")).toAbsolutePath().normalize();

  @Override
  public String name() {
    return "fabric";
  }

  @Override
  public String about() {
    return "grants a second over real Fabric, against the bare SDK there; needs FABRIC_HOME";
  }

  /**
   * @throws org.claimexchange.fabric.plan.FabricTrouble saying what to do, where Fabric's programs
   *     are not
   */
  @Override
  public Map<String, Object> run(PrintWriter out) throws Exception {
    FabricHome home = FabricHome.find(Optional.empty(), System.getenv());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", name());
    figures.put("cores", Runtime.getRuntime().availableProcessors());
    figures.put("fabric", home.version().text());
    Path folder = Files.createTempDirectory("benchmark-fabric");
    Map<Integer, LoadRun.Result> consent;
    WrittenByGrants written;
    try (FabricSite site = FabricSite.withContract(home, project, folder, out)) {
      var channel = site.channelTo("ExchangeMSP");
      LedgerParties parties = LedgerParties.setUp(site.identities(), channel, clock, random);
      try (ConsentLoad load =
          new ConsentLoad(
              "ConsentLedger, Fabric",
              parties,
              channel,
              site.channelTo("RegulatorMSP"),
              site::cpu)) {
        consent = measure(load, out);
        written = load.written();
      }
    }
    Map<Integer, LoadRun.Result> bare;
    try (FabricSite site = FabricSite.withBareContract(home, project, folder, out);
        BareLoad load =
            new BareLoad(
                site.channelTo("ExchangeMSP"), site.identity("exchange"), written, site::cpu)) {
      bare = measure(load, out);
    }
    figures.put("consentLedger", figures(consent));
    figures.put("bareSdk", figures(bare));
    figures.put("embedded", figures(embedded(folder.resolve("embedded"), out)));
    judge(out, figures, consent, bare);
    return figures;
  }

  private Map<Integer, LoadRun.Result> embedded(Path folder, PrintWriter out) throws Exception {
    out.println("the embedded network");
    try (MeasuredLedger ledger = new MeasuredLedger(folder, project, clock, random);
        ConsentLoad load = ledger.load("ConsentLedger, embedded")) {
      return measure(load, out);
    }
  }

  private static Map<Integer, LoadRun.Result> measure(Load load, PrintWriter out) throws Exception {
    LoadRun.measure(load, JUDGED_CLIENTS, WARM);
    LoadRun.header(out);
    Map<Integer, LoadRun.Result> results = new LinkedHashMap<>();
    for (Map.Entry<Integer, Integer> step : GRANTS.entrySet()) {
      LoadRun.Result result = LoadRun.measure(load, step.getKey(), step.getValue());
      result.print(out);
      results.put(step.getKey(), result);
    }
    out.println();
    return results;
  }

  private static Map<String, Object> figures(Map<Integer, LoadRun.Result> results) {
    Map<String, Object> figures = new LinkedHashMap<>();
    results.forEach((clients, result) -> figures.put(String.valueOf(clients), result.figures()));
    return figures;
  }

  private static void judge(
      PrintWriter out,
      Map<String, Object> figures,
      Map<Integer, LoadRun.Result> consent,
      Map<Integer, LoadRun.Result> bare) {
    Map<String, Object> ratios = new LinkedHashMap<>();
    consent.forEach((clients, result) -> {
      LoadRun.Result other = bare.get(clients);
      if (other == null) {
        throw new IllegalStateException("nothing was measured bare at " + clients);
      }
      double ratio = result.perSecond() / other.perSecond();
      ratios.put(String.valueOf(clients), Figures.rounded(ratio, 2));
      if (clients == JUDGED_CLIENTS) {
        out.printf("ratio at %d clients %.2f (wanted: %.2f)%n", clients, ratio, WANTED);
        figures.put("ratio", Figures.rounded(ratio, 2));
      }
    });
    out.println(
        "calls: to the peer, for each grant. endorse, order, commit: mean ms of a grant in Endorse,"
            + " Submit and CommitStatus;\nclient: the rest, in this process. cpu: ms of processor"
            + " time for each grant, of this process (the embedded network in it),\nof Fabric's"
            + " nodes, of the contract's processes.");
    figures.put("ratios", ratios);
  }

  private static Map<Integer, Integer> grants() {
    Map<Integer, Integer> grants = new LinkedHashMap<>();
    if (JUDGED_ALONE) {
      grants.put(JUDGED_CLIENTS, MOST);
      return grants;
    }
    grants.put(1, Math.max(10, MOST / 20));
    grants.put(16, MOST / 2);
    grants.put(JUDGED_CLIENTS, MOST);
    grants.put(256, MOST);
    return grants;
  }
}
