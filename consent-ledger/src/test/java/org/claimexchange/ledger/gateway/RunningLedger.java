package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.LedgerCertificates;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.RetryPolicy;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.network.LedgerNetwork;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.Transaction;

/** A network with the real contract, its registers set up by real transactions. */
public final class RunningLedger implements AutoCloseable {
  public final LedgerNetwork network;
  public final World world;
  private final Map<String, NetworkIdentity> identities = new LinkedHashMap<>();
  private final ConsentLedger regulator;
  private final ConsentLedger operator;

  /** Starts it; closed by {@link #close}. */
  public RunningLedger(Path folder, Duration batchTimeout) {
    network = LedgerNetwork.start(folder, batchTimeout);
    identity(World.REGULATOR, "RegulatorMSP", "regulator");
    identity(World.OPERATOR, "ExchangeMSP", "exchange");
    identity(World.FIRST_HOSPITAL, "SourceMSP", "ruihua");
    identity(World.SECOND_HOSPITAL, "SourceMSP", "pudong");
    identity(World.INSURER, "InsurerMSP", "anxin");
    world =
        new World(
            Clock.systemUTC(),
            new SecureRandom(),
            new LedgerCertificates(
                identities.get(World.REGULATOR).certificate(),
                identities.get(World.OPERATOR).certificate(),
                identities.get(World.FIRST_HOSPITAL).certificate(),
                identities.get(World.SECOND_HOSPITAL).certificate(),
                identities.get(World.INSURER).certificate()));
    regulator = as(World.REGULATOR, RetryPolicy.standard(), SubmissionJournal.none());
    operator = as(World.OPERATOR, RetryPolicy.standard(), SubmissionJournal.none());
    try {
      setUp();
    } catch (RuntimeException | Error e) {
      // Nobody else could: a network outlives the test that does not close it.
      close();
      throw e;
    }
  }

  private void setUp() {
    for (Transaction transaction : world.setUp()) {
      committed(
          switch (transaction) {
            case Initialize initialize -> regulator.initialize(initialize);
            case ChangeRegister change -> regulator.changeRegister(change);
            default -> throw new AssertionError(transaction.function());
          });
    }
  }

  public ConsentLedger operator() {
    return operator;
  }

  public ConsentLedger regulator() {
    return regulator;
  }

  public ConsentLedger as(String participant, RetryPolicy retry, SubmissionJournal journal) {
    return as(identities.get(participant), retry, journal);
  }

  /** The ledger as called with any certificate of this network. */
  public ConsentLedger as(NetworkIdentity identity, RetryPolicy retry, SubmissionJournal journal) {
    return GatewayLedger.connect(
        network.channel(),
        GatewaySettings.standard(
                new LedgerIdentity(identity.mspId(), identity.certificate(), identity.privateKey()))
            .with(retry),
        journal);
  }

  public NetworkIdentity identity(String participant) {
    return identities.get(participant);
  }

  /** A case of the mother whose consent stands on the ledger. */
  public ClaimCase granted() {
    ClaimCase claim = world.newCase(World.mother());
    committed(operator.recordRequest(claim.recordRequest()));
    committed(operator.grant(claim.grant()));
    return claim;
  }

  public static <S> LedgerOutcome.Committed<S> committed(LedgerOutcome<S> outcome) {
    assertThat(outcome).isInstanceOf(LedgerOutcome.Committed.class);
    return (LedgerOutcome.Committed<S>) outcome;
  }

  @Override
  public void close() {
    regulator.close();
    operator.close();
    network.close();
  }

  private void identity(String participant, String mspId, String commonName) {
    identities.put(participant, network.issueClient(mspId, commonName));
  }
}
