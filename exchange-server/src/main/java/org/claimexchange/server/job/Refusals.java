package org.claimexchange.server.job;

import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.register.RegisterLevels;

/**
 * What a refusal of the contract means here. Not every one is the claim's fault: what was shown may
 * be older than the ledger's registers, because the regulator has changed one and its entries have
 * not come yet.
 */
public final class Refusals {
  private final RegisterLevels levels;

  Refusals(RegisterLevels levels) {
    this.levels = levels;
  }

  /** What a refusal means. */
  public enum Meaning {
    /** The contract would refuse again. */
    FINAL,
    /** To be tried again: a register changed while it was made, or a clock is off. */
    PASSING,
    /**
     * To be tried again once the registers' entries have come, however long that takes. Also where
     * no peer says whether they have.
     */
    ENTRIES_BEHIND
  }

  /** The rows from which what is shown is going to be made. */
  public RegisterLevels.Rows rows() {
    return levels.rows();
  }

  /**
   * What a refusal means.
   *
   * @param code why the contract refuses
   * @param shown the rows as they were before what was shown was made of them
   */
  public Meaning of(LedgerRefusal.Code code, RegisterLevels.Rows shown) {
    return switch (kind(code)) {
      case CLAIM -> Meaning.FINAL;
      case PASSING -> Meaning.PASSING;
      case NOT_STANDING -> behind(shown) ? Meaning.ENTRIES_BEHIND : Meaning.PASSING;
      case NOT_SHOWN -> behind(shown) ? Meaning.ENTRIES_BEHIND : Meaning.FINAL;
    };
  }

  private boolean behind(RegisterLevels.Rows shown) {
    try {
      return !levels.behind(shown).isEmpty();
    } catch (LedgerUnavailableException e) {
      // Not known, so nothing is concluded from the refusal.
      return true;
    }
  }

  private enum Kind {
    /** Judged by entries that stand. */
    CLAIM,
    PASSING,
    /** What was shown is in no register as it stands now: the operator's fault or the time's. */
    NOT_STANDING,
    /** Something was not shown, which may only be missing here. */
    NOT_SHOWN
  }

  private static Kind kind(LedgerRefusal.Code code) {
    return switch (code) {
      case CLOCK_SKEW, NOT_INITIALIZED, REGISTER_CHANGED -> Kind.PASSING;
      case CALLER_NOT_REGISTERED, NOT_IN_REGISTER -> Kind.NOT_STANDING;
      case NO_RELATION -> Kind.NOT_SHOWN;
      case MALFORMED,
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
          Kind.CLAIM;
    };
  }
}
