package org.claimexchange.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.transaction.Grant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that must endorse, and the contract's process of one, die under load and come back. */
@OnRealFabric
class PeerFaultsIT {
  @AutoClose private static FaultyNetwork network;

  private final Dice dice = Dice.thrownFor("PeerFaultsIT");
  private final Judgement judgement = new Judgement(network, dice);
  private final Account account = new Account();

  @BeforeAll
  static void start(@TempDir Path folder) {
    network = FaultyNetwork.up(folder);
  }

  @Test
  void writersWaitForTheRegulatorsPeer() throws Exception {
    dies("peer-regulator");
  }

  @Test
  void writersWaitForTheirOwnPeer() throws Exception {
    dies("peer-exchange");
  }

  @Test
  void theWayToTheirOwnPeerIsCutAndTheyGoOnThroughTheRegulators() throws Exception {
    try (Relay relay = network.relay()) {
      ManagedChannel either = network.channelToFirstOf(relay, "peer-regulator");
      try (ConsentLedger ledger = network.ledger(either, account);
          Load load = new Load(network.world(), ledger, account, dice)) {
        load.awaitAnswers(dice.between(3, 20));
        relay.cut();
        load.awaitAnswers(24);
        load.finish();
      } finally {
        either.shutdownNow();
      }
    }
    judgement.of(account);
  }

  @Test
  void whatTheirOwnPeerTookBeforeItDiedIsHeardOfThroughTheRegulators() throws Exception {
    ClaimCase claim = network.world().newCase(World.mother());
    Grant grant = claim.grant();
    try (Relay relay = network.relay()) {
      ManagedChannel either = network.channelToFirstOf(relay, "peer-regulator");
      Channel dying =
          ClientInterceptors.intercept(
              either, new Before("CommitStatus", () -> kill("peer-exchange")));
      try (ConsentLedger own = network.ledger(either, account);
          ConsentLedger ledger = network.ledger(dying, account)) {
        assertThat(own.recordRequest(claim.recordRequest()))
            .isInstanceOf(LedgerOutcome.Committed.class);
        Write write = new Write(grant.function(), claim.consent());
        switch (ledger.grant(grant)) {
          // The channel noticed first, and the regulator's peer was asked at once.
          case LedgerOutcome.Committed<ConsentState> done ->
              account.stands(write, done.transactionId(), done.block());
          case LedgerOutcome.Unknown<ConsentState>(String id) -> {
            account.unknown(id);
            assertThat(Job.asked(own, id))
                .isInstanceOfSatisfying(
                    TransactionFate.Valid.class, valid -> account.stands(write, id, valid.block()));
          }
          case LedgerOutcome<ConsentState> other -> throw new AssertionError(other);
        }
        assertThat(network.processes().isRunning(FabricNode.named("peer-exchange"))).isFalse();
      } finally {
        network.start("peer-exchange");
        either.shutdownNow();
      }
    }
    network.processes().awaitTransacting();
    judgement.of(account);
  }

  @Test
  void aPeerOfAnotherRootIsNotAccepted() throws Exception {
    ManagedChannel channel = network.channelTrusting(House.SOURCE);
    try (ConsentLedger ledger = network.ledger(channel, account)) {
      assertThatThrownBy(() -> ledger.findConsent(network.world().id()))
          .isInstanceOf(LedgerUnavailableException.class)
          .hasMessageContaining("the peer's TLS certificate is not accepted");
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void theContractsProcessDiesInTheMidstOfTransactions() throws Exception {
    try (ConsentLedger ledger = network.ledger(network.channel(), account);
        Load load = new Load(network.world(), ledger, account, dice)) {
      for (String process : new String[] {"chaincode-exchange", "chaincode-regulator"}) {
        load.awaitAnswers(dice.between(3, 12));
        network.kill(process);
        load.awaitTrouble(any -> true);
        network.start(process);
      }
      load.awaitAnswers(12);
      load.finish();
    }
    judgement.of(account);
  }

  @Test
  void anExpiredTlsCertificateIsNamedAndReplaced() throws Exception {
    FabricNode peer = FabricNode.named("peer-exchange");
    SecureRandom random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    try (ConsentLedger ledger = network.ledger(network.channel(), account);
        Load load = new Load(network.world(), ledger, account, dice)) {
      load.awaitAnswers(dice.between(3, 12));
      network.processes().replaceTls(peer, clock.instant().minusSeconds(60), random);
      network.processes().restart(peer);

      load.awaitTrouble(told -> told.contains("the peer's TLS certificate has expired"));
      saysWhyAndNothingOfAPerson();

      network.processes().replaceTls(peer, clock.instant().plus(Duration.ofDays(30)), random);
      network.processes().restart(peer);
      load.awaitAnswers(12);
      load.finish();
    }
    judgement.of(account);
  }

  private void saysWhyAndNothingOfAPerson() throws Exception {
    ClaimCase claim = network.world().newCase(World.mother());
    var grant = claim.grant();
    var channel = network.channelTo("ExchangeMSP");
    try (ConsentLedger ledger = network.ledger(channel, SubmissionJournal.none())) {
      assertThatThrownBy(() -> ledger.findConsent(claim.consent()))
          .isInstanceOf(LedgerUnavailableException.class)
          .hasMessageContaining("the peer's TLS certificate has expired")
          .hasMessageNotContainingAny(
              claim.consent(), World.mother().name(), World.mother().id().number());
      assertThat(ledger.grant(grant))
          .isInstanceOfSatisfying(
              LedgerOutcome.NotEndorsed.class,
              not ->
                  assertThat(not.reason())
                      .contains("the peer's TLS certificate has expired")
                      .doesNotContain(
                          claim.consent(), World.mother().name(), World.mother().id().number()));
    } finally {
      channel.shutdownNow();
    }
  }

  private static void kill(String node) {
    try {
      network.kill(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void dies(String peer) throws Exception {
    try (ConsentLedger ledger = network.ledger(network.channel(), account);
        Load load = new Load(network.world(), ledger, account, dice)) {
      load.awaitAnswers(dice.between(3, 20));
      network.kill(peer);
      load.awaitTrouble(any -> true);
      Thread.sleep(dice.between(0, 4_000));
      network.start(peer);
      load.awaitAnswers(12);
      load.finish();
    }
    judgement.of(account);
  }
}
