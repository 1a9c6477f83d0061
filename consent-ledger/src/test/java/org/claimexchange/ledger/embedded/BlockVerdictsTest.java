package org.claimexchange.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which Fabric's validator finds things out decides which code a block carries. */
final class BlockVerdictsTest {
  private static final long BLOCK = 7;

  private final StateStore state = new StateStore();
  private final Envelope envelope;
  private final ParsedTransaction transaction;

  BlockVerdictsTest(@TempDir Path folder) throws InvalidProtocolBufferException {
    envelope =
        new GeneratedLedger(folder)
            .transaction(
                "授权",
                GeneratedLedger.effect("consent/1", "x"),
                List.of(Organizations.EXCHANGE, Organizations.REGULATOR));
    transaction = ParsedTransaction.parse(envelope).orElseThrow();
  }

  @Test
  void anIdThatAnEarlierBlockHoldsIsADuplicateEvenWhereEndorsementsAreMissing() {
    BlockVerdicts verdicts = verdicts(Set.of(transaction.transactionId()));

    assertThat(verdicts.judge(checked(TxValidationCode.ENDORSEMENT_POLICY_FAILURE)))
        .isEqualTo(TxValidationCode.DUPLICATE_TXID);
    assertThat(verdicts.judge(checked(TxValidationCode.VALID)))
        .isEqualTo(TxValidationCode.DUPLICATE_TXID);
  }

  @Test
  void aBadSignatureIsFoundBeforeTheIdIsLookedUp() {
    BlockVerdicts verdicts = verdicts(Set.of(transaction.transactionId()));

    assertThat(verdicts.judge(checked(TxValidationCode.BAD_CREATOR_SIGNATURE)))
        .isEqualTo(TxValidationCode.BAD_CREATOR_SIGNATURE);
  }

  @Test
  void anUnsoundTransactionTakesNoIdFromASoundOneOfItsBlock() {
    BlockVerdicts verdicts = verdicts(Set.of());

    assertThat(verdicts.judge(checked(TxValidationCode.ENDORSEMENT_POLICY_FAILURE)))
        .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    assertThat(verdicts.judge(checked(TxValidationCode.VALID))).isEqualTo(TxValidationCode.VALID);
  }

  @Test
  void ofTwoSoundOnesOfOneBlockTheSecondIsADuplicateEvenIfTheFirstCameTooLate() {
    write("consent/1", BLOCK - 1, false);
    BlockVerdicts verdicts = verdicts(Set.of());

    assertThat(verdicts.judge(checked(TxValidationCode.VALID)))
        .isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    assertThat(verdicts.judge(checked(TxValidationCode.VALID)))
        .isEqualTo(TxValidationCode.DUPLICATE_TXID);
  }

  @Test
  void aDeletionOfWhatWasNotThereConflictsWithinItsBlockAndNotAfter() {
    write("consent/1", BLOCK, true);

    assertThat(verdicts(Set.of()).judge(checked(TxValidationCode.VALID)))
        .isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    assertThat(
            new BlockVerdicts(new VersionCheck(state), id -> false, BLOCK + 1)
                .judge(checked(TxValidationCode.VALID)))
        .isEqualTo(TxValidationCode.VALID);
  }

  private BlockVerdicts verdicts(Set<String> onLedger) {
    return new BlockVerdicts(new VersionCheck(state), onLedger::contains, BLOCK);
  }

  /** The transaction, which read {@code consent/1} as absent, as the check before found it. */
  private CheckedEnvelope checked(TxValidationCode code) {
    KVRWSet read = KVRWSet.newBuilder().addReads(KVRead.newBuilder().setKey("consent/1")).build();
    return new CheckedEnvelope(envelope, code, Optional.of(transaction), read);
  }

  private void write(String key, long block, boolean deleted) {
    state.write(
        ByteString.copyFromUtf8(key),
        new Version(block, 0),
        deleted,
        ByteString.EMPTY,
        "before",
        Timestamp.getDefaultInstance());
  }
}
