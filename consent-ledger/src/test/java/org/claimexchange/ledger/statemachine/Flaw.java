package org.claimexchange.ledger.statemachine;

import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * What is wrong with a signature: the model does no cryptography, so it is told by whoever made it.
 */
enum Flaw {
  NONE(Code.MALFORMED),
  KEY_SWAPPED(Code.NONCE_MISMATCH),
  NONCE_OF_ANOTHER(Code.NONCE_MISMATCH),
  OTHER_PROVIDER_KEY(Code.TOKEN_INVALID),
  OTHER_CLIENT(Code.TOKEN_INVALID),
  OTHER_NONCE(Code.NONCE_MISMATCH),
  EXPIRED_TOKEN(Code.TOKEN_EXPIRED),
  WEAK_LOGIN(Code.TOKEN_INVALID),
  OTHER_PERSON(Code.WRONG_GRANTOR),
  /** The same person under another name: no flaw of a withdrawal or objection. */
  OTHER_NAME(Code.WRONG_GRANTOR),
  FORGED_SIGNATURE(Code.SIGNATURE_INVALID),
  FORGED_ANSWER(Code.ANSWER_INVALID),
  FORGED_RECEIPT(Code.RECEIPT_INVALID);

  private final Code code;

  Flaw(Code code) {
    this.code = code;
  }

  /** Why this is refused. */
  Code code() {
    return code;
  }
}
