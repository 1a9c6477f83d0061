package org.claimexchange.benchmarks;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** One load by so many clients, and where its time went. */
final class LoadRun {
  private static final Map<String, String> CALLS = calls();

  private LoadRun() {}

  private static Map<String, String> calls() {
    Map<String, String> calls = new LinkedHashMap<>();
    calls.put("Endorse", "endorseMillis");
    calls.put("Submit", "orderMillis");
    calls.put("CommitStatus", "commitMillis");
    return calls;
  }

  /**
   * What came of it.
   *
   * @param name of the load
   * @param clients how many waited for an answer at a time
   * @param took from the first call to the last answer
   * @param each how long each grant took
   * @param blocks in how many blocks they stand
   * @param callsPerGrant calls to the peer for each
   * @param parts mean milliseconds of a grant in each kind of call, and outside of them as {@code
   *     clientMillis}
   * @param cpu milliseconds of processor time for each grant, by whose it is
   */
  record Result(
      String name,
      int clients,
      Duration took,
      List<Duration> each,
      int blocks,
      double callsPerGrant,
      Map<String, Double> parts,
      Map<String, Double> cpu) {

    double perSecond() {
      return each.size() * 1e9 / took.toNanos();
    }

    void print(PrintWriter out) {
      Figures figures = new Figures(each);
      out.printf(
          "%-28s %7d %9.1f %8.1f %8.1f %7d %7.2f",
          name,
          clients,
          perSecond(),
          LedgerBenchmark.millis(figures.median(), 1),
          LedgerBenchmark.millis(figures.at(0.99), 1),
          blocks,
          callsPerGrant);
      parts.values().forEach(millis -> out.printf(" %8.1f", millis));
      cpu.values().forEach(millis -> out.printf(" %10.1f", millis));
      out.println();
    }

    Map<String, Object> figures() {
      Figures latencies = new Figures(each);
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("grants", each.size());
      figures.put("perSecond", Figures.rounded(perSecond(), 1));
      figures.put("p50Millis", Figures.rounded(LedgerBenchmark.millis(latencies.median(), 1), 1));
      figures.put("p99Millis", Figures.rounded(LedgerBenchmark.millis(latencies.at(0.99), 1), 1));
      figures.put("blocks", blocks);
      figures.put("callsPerGrant", Figures.rounded(callsPerGrant, 2));
      parts.forEach((part, millis) -> figures.put(part, Figures.rounded(millis, 1)));
      cpu.forEach((part, millis) -> figures.put(part, Figures.rounded(millis, 1)));
      return figures;
    }
  }

  static void header(PrintWriter out) {
    out.printf(
        "%-28s %7s %9s %8s %8s %7s %7s %8s %8s %8s %8s %10s %10s %10s%n",
        "",
        "clients",
        "grants/s",
        "p50 ms",
        "p99 ms",
        "blocks",
        "calls",
        "endorse",
        "order",
        "commit",
        "client",
        "cpu client",
        "nodes",
        "contract");
  }

  static Result measure(Load load, int clients, int grants) throws Exception {
    List<LongSupplier> calls = load.prepared(grants);
    Set<Long> blocks = ConcurrentHashMap.newKeySet();
    CpuUsed before = load.cpu();
    load.times().begin();
    long begun = System.nanoTime();
    List<Duration> each = Callers.atATime(clients, calls, call -> blocks.add(call.getAsLong()));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    CpuUsed cpu = load.cpu().since(before);
    return new Result(
        load.name(),
        clients,
        took,
        each,
        blocks.size(),
        (double) load.times().calls() / grants,
        parts(load.times(), each),
        cpu.millisPer(grants));
  }

  private static Map<String, Double> parts(CallTimes times, List<Duration> each) {
    Map<String, Double> parts = new LinkedHashMap<>();
    double rest =
        LedgerBenchmark.millis(each.stream().reduce(Duration.ZERO, Duration::plus), each.size());
    for (Map.Entry<String, String> call : CALLS.entrySet()) {
      double millis = LedgerBenchmark.millis(times.took(call.getKey()), each.size());
      parts.put(call.getValue(), millis);
      rest -= millis;
    }
    parts.put("clientMillis", rest);
    return parts;
  }
}
