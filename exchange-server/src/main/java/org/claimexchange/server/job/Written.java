package org.claimexchange.server.job;

import java.time.Instant;
import org.claimexchange.model.transaction.LedgerRefusal;

/** What a ledger's outcome means for a step. */
public sealed interface Written<S> {
  /**
   * It stands on the ledger.
   *
   * @param state what stands there
   * @param transactionId id of the transaction
   * @param block number of its block
   * @param at its timestamp
   */
  record Committed<S>(S state, String transactionId, long block, Instant at)
      implements Written<S> {}

  /**
   * The contract refuses, and would again.
   *
   * @param refusal why
   */
  record Refused<S>(LedgerRefusal refusal) implements Written<S> {}

  /**
   * To be written again: nothing was heard, or something passing stood in the way.
   *
   * @param result what the step answers
   */
  record Later<S>(StepResult result) implements Written<S> {}

  /**
   * A register changed while the transaction was made, or a clock is off: not the claim's fault.
   */
  public static boolean passing(LedgerRefusal.Code code) {
    return switch (code) {
      case CLOCK_SKEW, NOT_INITIALIZED, REGISTER_CHANGED, NOT_IN_REGISTER -> true;
      case MALFORMED,
          CALLER_NOT_REGISTERED,
          CALLER_NOT_ALLOWED,
          ALREADY_INITIALIZED,
          PARTICIPANT_NOT_ACTIVE,
          ID_TAKEN,
          DIGEST_MISMATCH,
          NOT_FOUND,
          NO_APPROVAL,
          REQUEST_CLOSED,
          SCOPE_WIDER_THAN_REQUEST,
          WRONG_RECIPIENT,
          WRONG_SUBJECT,
          WRONG_GRANTOR,
          NO_RELATION,
          TEMPLATE_NOT_REGISTERED,
          ALGORITHM_NOT_SUPPORTED,
          TOKEN_INVALID,
          TOKEN_EXPIRED,
          NONCE_MISMATCH,
          NONCE_SPENT,
          IDENTITY_INVALID,
          SIGNATURE_INVALID,
          CONSENT_REVOKED,
          CONSENT_EXPIRED,
          CONSENT_USED_UP,
          PART_NOT_GRANTED,
          DEADLINE_PASSED,
          RECEIPT_INVALID,
          DELIVERY_ERASED,
          DELIVERY_SUPERSEDED,
          CHANGE_NOT_ALLOWED,
          ATTESTATION_INVALID,
          WRONG_WITNESS,
          STANDING_NOT_ASKED,
          NOTICE_MISSING,
          OBJECTION_RESOLVED,
          ANSWER_INVALID ->
          false;
    };
  }
}
