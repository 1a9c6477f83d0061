package org.claimexchange.server.consent;

import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.disclosure.Salt;

/**
 * What of a consent rests sealed. It hides itself from logs.
 *
 * @param statement what was signed
 * @param openings the values behind it
 * @param text the text that was shown
 * @param proof token, key and signature
 * @param proofSalt hides the proof on the ledger
 * @param approval id of the approval that covers it
 */
public record StoredConsent(
    ConsentStatement statement,
    ConsentOpenings openings,
    String text,
    GrantorProof proof,
    Salt proofSalt,
    String approval) {
  /** The consent as its recipients get it. */
  public ConsentFile file() {
    return new ConsentFile(ConsentFile.TYPE, statement, openings, text, proof, proofSalt);
  }

  @Override
  public String toString() {
    return "StoredConsent[" + statement.consent() + "]";
  }
}
