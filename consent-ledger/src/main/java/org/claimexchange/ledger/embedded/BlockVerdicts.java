package org.claimexchange.ledger.embedded;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Judges the transactions of one block, one after another, in the order of Fabric's validator: form
 * and creator's signature, an id that an earlier block holds, chaincode and endorsement policy, an
 * id that a sound transaction of this block holds, versions. Commit and verification share it, so
 * that they cannot differ.
 */
final class BlockVerdicts {
  /** What Fabric finds out only after it has looked the id up. */
  private static final Set<TxValidationCode> FOUND_AFTER_THE_ID =
      EnumSet.of(
          TxValidationCode.BAD_RESPONSE_PAYLOAD,
          TxValidationCode.BAD_RWSET,
          TxValidationCode.INVALID_CHAINCODE,
          TxValidationCode.ILLEGAL_WRITESET,
          TxValidationCode.ENDORSEMENT_POLICY_FAILURE);

  private final VersionCheck versions;
  private final Predicate<String> isOnLedger;
  private final long number;
  private final Set<String> soundHere = new HashSet<>();

  /**
   * Begins a block.
   *
   * @param isOnLedger whether an earlier block holds a transaction of this id
   * @param number the block's number
   */
  BlockVerdicts(VersionCheck versions, Predicate<String> isOnLedger, long number) {
    this.versions = versions;
    this.isOnLedger = isOnLedger;
    this.number = number;
  }

  /** Judges the next one; whoever asks applies the writes of a valid one before the next. */
  TxValidationCode judge(CheckedEnvelope envelope) {
    TxValidationCode code = envelope.code();
    Optional<String> id = envelope.transactionId();
    if (id.isEmpty()) {
      return code;
    }
    String transactionId = id.get();
    boolean sound = code == TxValidationCode.VALID;
    if ((sound || FOUND_AFTER_THE_ID.contains(code)) && isOnLedger.test(transactionId)) {
      return TxValidationCode.DUPLICATE_TXID;
    }
    if (!sound) {
      return code;
    }
    return soundHere.add(transactionId)
        ? versions.judge(envelope.readWriteSet(), number)
        : TxValidationCode.DUPLICATE_TXID;
  }
}
