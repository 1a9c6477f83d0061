package org.claimexchange.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.embedded.ChaincodeLaunch;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.EmbeddedNetworkOptions;
import org.claimexchange.ledger.embedded.NetworkIdentity;

/**
 * The embedded network as the product runs it, with the real contract in its own process, and its
 * registers set up by real transactions.
 */
final class MeasuredLedger implements AutoCloseable {
  private final EmbeddedNetwork network;
  private final Map<String, NetworkIdentity> identities = new LinkedHashMap<>();
  private final LedgerParties parties;
  private final ConsentLedger operator;

  MeasuredLedger(Path folder, Path home, Clock clock, SecureRandom random) {
    network =
        EmbeddedNetwork.start(
            EmbeddedNetworkOptions.of(
                folder,
                ChaincodeLaunch.ofJar(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    home.resolve("chaincode/target/chaincode.jar")),
                clock,
                random));
    issue(World.REGULATOR, "RegulatorMSP", "regulator");
    issue(World.OPERATOR, "ExchangeMSP", "exchange");
    issue(World.FIRST_HOSPITAL, "SourceMSP", "ruihua");
    issue(World.SECOND_HOSPITAL, "SourceMSP", "pudong");
    issue(World.INSURER, "InsurerMSP", "anxin");
    parties = LedgerParties.setUp(identities, network.channel(), clock, random);
    operator = parties.as(World.OPERATOR, network.channel());
  }

  EmbeddedNetwork network() {
    return network;
  }

  World world() {
    return parties.world();
  }

  ConsentLedger operator() {
    return operator;
  }

  /** Grants by a client of its own, whose calls are timed. */
  ConsentLoad load(String name) {
    return new ConsentLoad(
        name,
        parties,
        network.channel(),
        network.channel(),
        () -> new CpuUsed(ownCpu(), Duration.ZERO, chaincodeCpu()));
  }

  /** What must be committed for the measurement to mean anything. */
  static <S> LedgerOutcome.Committed<S> committed(LedgerOutcome<S> outcome) {
    if (outcome instanceof LedgerOutcome.Committed<S> committed) {
      return committed;
    }
    throw new IllegalStateException("expected a committed transaction, found " + outcome);
  }

  /** Processor time of this process so far: network, client and what measures. */
  static Duration ownCpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Duration.ofNanos(system.getProcessCpuTime())
        : Duration.ZERO;
  }

  /** Processor time of the chaincode's process so far. */
  Duration chaincodeCpu() {
    return network.chaincodePid().stream()
        .mapToObj(ProcessHandle::of)
        .flatMap(java.util.Optional::stream)
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .findFirst()
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    operator.close();
    network.close();
  }

  private void issue(String participant, String mspId, String commonName) {
    identities.put(participant, network.issueClient(mspId, commonName));
  }
}
