package org.claimexchange.ledger.embedded;

import java.util.Optional;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * An envelope judged by all that does not depend on the state.
 *
 * @param envelope as it came
 * @param code {@code VALID}, or why not
 * @param transaction its content, where it could be read
 * @param readWriteSet its reads and writes; empty where it is not valid
 */
record CheckedEnvelope(
    Envelope envelope,
    TxValidationCode code,
    Optional<ParsedTransaction> transaction,
    KVRWSet readWriteSet) {

  /** By which id it can be asked for, if by any. */
  Optional<String> transactionId() {
    return transaction
        .map(ParsedTransaction::transactionId)
        .or(() -> TransactionHead.idIn(envelope));
  }

  static CheckedEnvelope invalid(Envelope envelope, TxValidationCode code) {
    return new CheckedEnvelope(envelope, code, Optional.empty(), KVRWSet.getDefaultInstance());
  }

  static CheckedEnvelope invalid(
      Envelope envelope, TxValidationCode code, ParsedTransaction transaction) {
    return new CheckedEnvelope(
        envelope, code, Optional.of(transaction), KVRWSet.getDefaultInstance());
  }
}
