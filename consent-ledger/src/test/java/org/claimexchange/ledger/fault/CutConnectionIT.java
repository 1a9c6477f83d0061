package org.claimexchange.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.model.transaction.Grant;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way between the exchange and its peer is cut around the moment of handing in. */
@OnRealFabric
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CutConnectionIT {
  private static final int CUTS = 6;

  @AutoClose private static FaultyNetwork network;

  private final Dice dice = Dice.thrownFor("CutConnectionIT");
  private final Judgement judgement = new Judgement(network, dice);
  private final Account account = new Account();
  private final AtomicInteger handedIn = new AtomicInteger();
  private Relay relay;
  private ManagedChannel channel;

  @BeforeAll
  static void start(@TempDir Path folder) {
    network = FaultyNetwork.up(folder);
  }

  @BeforeEach
  void open() throws Exception {
    relay = network.relay();
    channel = network.channel(relay);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    relay.close();
  }

  @Test
  void cutBetweenSubmitAndCommitStatusItIsUnknownAndFoundOnce() throws Exception {
    ClaimCase claim = requested();
    Grant grant = claim.grant();
    try (ConsentLedger ledger = ledger("CommitStatus", relay::cut)) {
      String id = unknown(ledger.grant(grant));

      mend();
      isFound(id);
    }
    standsBySendingOnce(grant, claim);
  }

  @Test
  void handedInWithTheAnswerLostItIsUnknownAndFoundOnce() throws Exception {
    ClaimCase claim = requested();
    Grant grant = claim.grant();
    long before = network.height();
    try (ConsentLedger ledger = ledger("Submit", relay::mute);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<LedgerOutcome<?>> outcome =
          threads.submit((Callable<LedgerOutcome<?>>) () -> ledger.grant(grant));
      while (network.height() == before) {
        Thread.sleep(20);
      }
      relay.cut();
      String id = unknown(outcome.get());

      mend();
      isFound(id);
    }
    standsBySendingOnce(grant, claim);
  }

  @Test
  void cutBeforeItArrivesItIsNowhereAndSentOnceMoreStandsOnce() throws Exception {
    ClaimCase claim = requested();
    Grant grant = claim.grant();
    String id;
    try (ConsentLedger ledger = ledger("Submit", relay::cut)) {
      id = unknown(ledger.grant(grant));
      mend();
    }
    try (ConsentLedger ledger = network.ledger(channel, account)) {
      assertThat(Job.asked(ledger, id)).isEqualTo(new TransactionFate.NotSeen(id));
      assertThat(isInBlockStore(id)).isFalse();

      var sentAgain = ledger.grant(grant);
      assertThat(sentAgain).isInstanceOf(LedgerOutcome.Committed.class);
      var done = (LedgerOutcome.Committed<?>) sentAgain;
      account.stands(
          new Write(grant.function(), claim.consent()), done.transactionId(), done.block());
      assertThat(isInBlockStore(done.transactionId())).isTrue();
    }
    judgement.of(account);
  }

  @Test
  void cutAgainAndAgainUnderLoadNothingIsLostOrDoneTwice() throws Exception {
    try (ConsentLedger ledger = network.ledger(channel, account);
        Load load = new Load(network.world(), ledger, account, dice)) {
      for (int cut = 0; cut < CUTS; cut++) {
        load.awaitAnswers(dice.between(1, 6));
        Thread.sleep(dice.between(0, 400));
        if (dice.chance(50)) {
          relay.mute();
          Thread.sleep(dice.between(50, 600));
        }
        relay.cut();
        load.awaitTrouble(any -> true);
        mend();
      }
      load.awaitAnswers(12);
      load.finish();
    }
    judgement.of(account);
  }

  /** The control: what was told wrongly does not pass. */
  @Test
  void aWrongAnswerIsFoundOut() {
    ClaimCase claim = requested();
    Grant grant = claim.grant();
    Write write = new Write(grant.function(), claim.consent());
    try (ConsentLedger ledger = network.ledger(channel, account)) {
      var done = (LedgerOutcome.Committed<?>) ledger.grant(grant);
      String id = done.transactionId();

      Account lost = new Account();
      lost.stands(new Write(grant.function(), network.world().id()), id, done.block());
      Account elsewhere = new Account();
      elsewhere.stands(write, id, done.block() + 1);
      Account refused = new Account();
      refused.stands(write, id, done.block());
      refused.mustBeRefused(write);
      refused.refused(write);

      for (Account wrong : List.of(lost, elsewhere, refused)) {
        assertThatThrownBy(() -> judgement.of(wrong)).isInstanceOf(AssertionError.class);
      }
    }
  }

  private ConsentLedger ledger(String method, Runnable before) {
    return network.ledger(
        ClientInterceptors.intercept(
            channel, new Before("Submit", handedIn::incrementAndGet), new Before(method, before)),
        account);
  }

  private void mend() {
    relay.mend();
    // gRPC would wait for up to some seconds before it tries again.
    channel.resetConnectBackoff();
  }

  private ClaimCase requested() {
    ClaimCase claim = network.world().newCase(World.mother());
    try (ConsentLedger ledger = network.ledger(network.channel(), SubmissionJournal.none())) {
      assertThat(ledger.recordRequest(claim.recordRequest()))
          .isInstanceOf(LedgerOutcome.Committed.class);
    }
    return claim;
  }

  private void isFound(String id) throws InterruptedException {
    try (ConsentLedger ledger = network.ledger(channel, account)) {
      assertThat(Job.asked(ledger, id)).isInstanceOf(TransactionFate.Valid.class);
    }
  }

  private String unknown(LedgerOutcome<?> outcome) {
    assertThat(outcome).isInstanceOf(LedgerOutcome.Unknown.class);
    String id = ((LedgerOutcome.Unknown<?>) outcome).transactionId();
    assertThat(account.handedIn()).as("its id was kept before").containsKey(id);
    account.unknown(id);
    return id;
  }

  private void standsBySendingOnce(Grant grant, ClaimCase claim) throws Exception {
    assertThat(handedIn).hasValue(1);
    String id = account.unknown().iterator().next();
    Write write = new Write(grant.function(), claim.consent());
    Chain chain = network.chain(network.channel());
    assertThat(chain.writers(write)).containsExactly(id);
    assertThat(isInBlockStore(id)).isTrue();
    account.stands(write, id, chain.places(id).getFirst().block());
    judgement.of(account);
  }

  /** As {@code qscc}'s {@code GetTransactionByID} says: it must say what {@code find} does. */
  private static boolean isInBlockStore(String id) {
    try (Gateway gateway = network.gateway(network.channel())) {
      gateway
          .getNetwork(network.channelName())
          .getContract("qscc")
          .evaluateTransaction("GetTransactionByID", network.channelName(), id);
      return true;
    } catch (GatewayException e) {
      assertThat(e.getDetails())
          .anyMatch(detail -> detail.getMessage().contains("no such transaction ID"));
      return false;
    }
  }
}
