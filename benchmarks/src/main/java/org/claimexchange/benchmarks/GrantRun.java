package org.claimexchange.benchmarks;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.transaction.Grant;

/**
 * Hands in grants that were signed before, for requests that were recorded before: only the grants
 * are timed.
 */
final class GrantRun {
  private static final int PREPARING = 64;

  private final MeasuredLedger ledger;

  GrantRun(MeasuredLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * One measurement.
   *
   * @param clients how many wait for an answer at a time
   * @param took from the first call to the last answer
   * @param each how long each call took
   * @param blocks how many the ledger grew by; each is one sync of the disk
   * @param own processor time of the process with client and network
   * @param chaincode processor time of the contract's process
   * @param bytes how much the block file grew
   */
  record Result(
      int clients,
      Duration took,
      List<Duration> each,
      long blocks,
      Duration own,
      Duration chaincode,
      long bytes) {

    double perSecond() {
      return each.size() * 1e9 / took.toNanos();
    }

    double syncsPer1000() {
      return blocks * 1_000.0 / each.size();
    }

    /** What both processes had of the machine: others may have been at work on it too. */
    double coresUsed() {
      return (double) own.plus(chaincode).toNanos() / took.toNanos();
    }

    double ownMillis() {
      return LedgerBenchmark.millis(own, each.size());
    }

    double chaincodeMillis() {
      return LedgerBenchmark.millis(chaincode, each.size());
    }

    void print(PrintWriter out) {
      Figures figures = new Figures(each);
      out.printf(
          "%8d %10.0f %8.1f %8.1f %8d %16.1f %14.2f%n",
          clients,
          perSecond(),
          LedgerBenchmark.millis(figures.median(), 1),
          LedgerBenchmark.millis(figures.at(0.99), 1),
          blocks,
          syncsPer1000(),
          ownMillis() + chaincodeMillis());
    }

    Map<String, Object> figures() {
      Figures latencies = new Figures(each);
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("grants", each.size());
      figures.put("perSecond", Figures.rounded(perSecond(), 0));
      figures.put("p50Millis", Figures.rounded(LedgerBenchmark.millis(latencies.median(), 1), 1));
      figures.put("p99Millis", Figures.rounded(LedgerBenchmark.millis(latencies.at(0.99), 1), 1));
      figures.put("blocks", blocks);
      figures.put("syncsPer1000", Figures.rounded(syncsPer1000(), 1));
      figures.put("cpuMillisPerGrant", Figures.rounded(ownMillis() + chaincodeMillis(), 2));
      return figures;
    }
  }

  Result measure(int clients, int grants) throws Exception {
    List<ClaimCase> cases = new ArrayList<>();
    for (int i = 0; i < grants; i++) {
      cases.add(ledger.world().newCase(World.mother()));
    }
    Callers.atATime(
        PREPARING,
        cases,
        one -> MeasuredLedger.committed(ledger.operator().recordRequest(one.recordRequest())));
    List<Grant> signed = cases.stream().map(ClaimCase::grant).toList();
    long height = ledger.network().height();
    long size = ledger.network().blockFile().toFile().length();
    Duration chaincode = ledger.chaincodeCpu();
    Duration own = MeasuredLedger.ownCpu();
    long begun = System.nanoTime();
    List<Duration> each =
        Callers.atATime(
            clients, signed, one -> MeasuredLedger.committed(ledger.operator().grant(one)));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return new Result(
        clients,
        took,
        each,
        ledger.network().height() - height,
        MeasuredLedger.ownCpu().minus(own),
        ledger.chaincodeCpu().minus(chaincode),
        ledger.network().blockFile().toFile().length() - size);
  }
}
