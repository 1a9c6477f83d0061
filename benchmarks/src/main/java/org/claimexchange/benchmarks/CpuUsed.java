package org.claimexchange.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processor time so far, by whose it is: machines of few cores are full before a ledger is slow.
 *
 * @param client of this process, which is the client, and the embedded network where that runs
 * @param nodes of Fabric's peers and orderers
 * @param contract of the contract's processes
 */
record CpuUsed(Duration client, Duration nodes, Duration contract) {
  CpuUsed since(CpuUsed before) {
    return new CpuUsed(
        client.minus(before.client), nodes.minus(before.nodes), contract.minus(before.contract));
  }

  /** Milliseconds for each of so many grants. */
  Map<String, Double> millisPer(int grants) {
    Map<String, Double> millis = new LinkedHashMap<>();
    millis.put("clientCpuMillis", LedgerBenchmark.millis(client, grants));
    millis.put("nodesCpuMillis", LedgerBenchmark.millis(nodes, grants));
    millis.put("contractCpuMillis", LedgerBenchmark.millis(contract, grants));
    return millis;
  }
}
