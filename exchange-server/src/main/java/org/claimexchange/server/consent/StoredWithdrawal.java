package org.claimexchange.server.consent;

import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.disclosure.Salt;

/**
 * What of a withdrawal rests sealed. It hides itself from logs.
 *
 * @param statement what was signed
 * @param proof token, key and signature
 * @param proofSalt hides the proof on the ledger
 */
public record StoredWithdrawal(WithdrawalStatement statement, GrantorProof proof, Salt proofSalt) {
  @Override
  public String toString() {
    return "StoredWithdrawal[…]";
  }
}
