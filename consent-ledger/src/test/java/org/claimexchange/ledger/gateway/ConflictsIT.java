package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.ledger.LedgerBlocks;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.RetryPolicy;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two transactions endorsed on the same state and handed in together, so that they share a block.
 */
class ConflictsIT {
  private static RunningLedger running;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(300));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void ofAWithdrawalAndAReleaseInOneBlockOneIsVoid() throws Exception {
    ClaimCase claim = running.granted();
    Meeting meeting = new Meeting();
    try (ConsentLedger ledger = running.as(World.OPERATOR, RetryPolicy.none(), meeting);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var revoke = claim.revoke();
      var release = claim.openRelease();
      var revoked = threads.submit(() -> (LedgerOutcome<?>) ledger.revoke(revoke));
      var released = threads.submit(() -> (LedgerOutcome<?>) ledger.openRelease(release));
      List<LedgerOutcome<?>> outcomes = List.of(revoked.get(), released.get());

      assertThat(outcomes).filteredOn(LedgerOutcome.Committed.class::isInstance).hasSize(1);
      assertThat(outcomes)
          .filteredOn(LedgerOutcome.Invalidated.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(
              LedgerOutcome.Invalidated.class,
              voided -> {
                assertThat(voided.code()).isEqualTo("MVCC_READ_CONFLICT");
                isLeftOutOfItsBlock(voided.transactionId());
              });
    }
  }

  /** Whoever copies the ledger from its blocks must not copy what did not take effect. */
  private static void isLeftOutOfItsBlock(String voided) {
    TransactionFate fate = running.operator().find(voided);
    assertThat(fate).isInstanceOf(TransactionFate.Void.class);
    try (LedgerBlocks blocks = running.operator().blocks(((TransactionFate.Void) fate).block())) {
      LedgerBlock block = blocks.next();
      assertThat(block.writes())
          .extracting(LedgerBlock.Written::transactionId)
          .isNotEmpty()
          .doesNotContain(voided);
    }
  }

  @Test
  void aWithdrawalThatWasOvertakenIsTriedAgainAndNothingFollowsIt() throws Exception {
    ClaimCase claim = running.granted();
    ReleaseBody body = claim.releaseBody();
    Meeting meeting = new Meeting();
    try (ConsentLedger ledger = running.as(World.OPERATOR, RetryPolicy.standard(), meeting);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var revoke = claim.revoke();
      var release = claim.openRelease(body);
      Future<LedgerOutcome<ConsentState>> revoked = threads.submit(() -> ledger.revoke(revoke));
      var released = threads.submit(() -> (LedgerOutcome<?>) ledger.openRelease(release));

      assertThat(committed(revoked.get()).state().status()).isEqualTo(ConsentStatus.REVOKED);
      if (released.get() instanceof LedgerOutcome.Refused<?> refused) {
        assertThat(refused.refusal().code()).isEqualTo(Code.CONSENT_REVOKED);
      } else {
        assertThat(released.get()).isInstanceOf(LedgerOutcome.Committed.class);
        assertThat(refusal(running.operator().recordDelivery(claim.recordDelivery(body))))
            .isEqualTo(Code.CONSENT_REVOKED);
      }
    }
  }

  @Test
  void oneUseIsNotCountedTwiceByTwoReleasesAtOnce() throws Exception {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    committed(
        running
            .operator()
            .grant(
                claim.grant(draft ->
                    draft.terms =
                        new Terms(draft.terms.notBefore(), draft.terms.notAfter(), 1, List.of()))));
    Meeting meeting = new Meeting();
    try (ConsentLedger ledger = running.as(World.OPERATOR, RetryPolicy.standard(), meeting);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = claim.openRelease();
      var other = claim.openRelease();
      var first = threads.submit(() -> (LedgerOutcome<?>) ledger.openRelease(one));
      var second = threads.submit(() -> (LedgerOutcome<?>) ledger.openRelease(other));
      List<LedgerOutcome<?>> outcomes = List.of(first.get(), second.get());

      assertThat(outcomes).filteredOn(LedgerOutcome.Committed.class::isInstance).hasSize(1);
      assertThat(outcomes)
          .filteredOn(LedgerOutcome.Refused.class::isInstance)
          .singleElement()
          .satisfies(outcome -> assertThat(refusal(outcome)).isEqualTo(Code.CONSENT_USED_UP));
    }
  }

  private static Code refusal(LedgerOutcome<?> outcome) {
    assertThat(outcome).isInstanceOf(LedgerOutcome.Refused.class);
    return ((LedgerOutcome.Refused<?>) outcome).refusal().code();
  }

  /** Holds each writer's first transaction back until both are endorsed. */
  private static final class Meeting implements SubmissionJournal {
    private final CyclicBarrier both = new CyclicBarrier(2);
    private final Map<Thread, Boolean> met = new ConcurrentHashMap<>();

    @Override
    public void submitting(Transaction transaction, String objectId, String transactionId) {
      if (met.putIfAbsent(Thread.currentThread(), true) == null) {
        try {
          both.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
