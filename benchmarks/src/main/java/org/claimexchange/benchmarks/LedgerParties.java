package org.claimexchange.benchmarks;

import io.grpc.Channel;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.claimexchange.chaincode.testkit.LedgerCertificates;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.RetryPolicy;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.Transaction;

/** Who takes part in a measurement, registered on the ledger by real transactions. */
final class LedgerParties {
  private final Map<String, NetworkIdentity> identities;
  private final World world;

  private LedgerParties(Map<String, NetworkIdentity> identities, World world) {
    this.identities = Map.copyOf(identities);
    this.world = world;
  }

  /**
   * Registers them.
   *
   * @param identities as whom each participant calls, by the participant's id in {@link World}
   */
  static LedgerParties setUp(
      Map<String, NetworkIdentity> identities, Channel channel, Clock clock, SecureRandom random) {
    World world =
        new World(
            clock,
            random,
            new LedgerCertificates(
                identity(identities, World.REGULATOR).certificate(),
                identity(identities, World.OPERATOR).certificate(),
                identity(identities, World.FIRST_HOSPITAL).certificate(),
                identity(identities, World.SECOND_HOSPITAL).certificate(),
                identity(identities, World.INSURER).certificate()));
    LedgerParties parties = new LedgerParties(identities, world);
    try (ConsentLedger regulator = parties.as(World.REGULATOR, channel)) {
      for (Transaction transaction : world.setUp()) {
        MeasuredLedger.committed(
            switch (transaction) {
              case Initialize initialize -> regulator.initialize(initialize);
              case ChangeRegister change -> regulator.changeRegister(change);
              default -> throw new IllegalStateException(transaction.function());
            });
      }
    }
    return parties;
  }

  World world() {
    return world;
  }

  /** The ledger as one of them has it; a conflict is not tried again, since none may come up. */
  ConsentLedger as(String participant, Channel channel) {
    NetworkIdentity identity = identity(identities, participant);
    return GatewayLedger.connect(
        channel,
        GatewaySettings.standard(
                new LedgerIdentity(identity.mspId(), identity.certificate(), identity.privateKey()))
            .with(RetryPolicy.none()),
        SubmissionJournal.none());
  }

  private static NetworkIdentity identity(
      Map<String, NetworkIdentity> identities, String participant) {
    NetworkIdentity found = identities.get(participant);
    if (found == null) {
      throw new IllegalStateException("no identity of " + participant);
    }
    return found;
  }
}
