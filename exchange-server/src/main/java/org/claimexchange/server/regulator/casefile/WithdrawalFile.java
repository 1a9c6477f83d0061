package org.claimexchange.server.regulator.casefile;

import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.WithdrawalStatement;

/**
 * A grantor's withdrawal. It hides itself from logs.
 *
 * @param statement what was signed
 * @param proof token, key and signature
 */
public record WithdrawalFile(WithdrawalStatement statement, GrantorProof proof) {
  @Override
  public String toString() {
    return "WithdrawalFile[" + statement.consent() + "]";
  }
}
