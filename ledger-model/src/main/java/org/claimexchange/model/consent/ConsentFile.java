package org.claimexchange.model.consent;

import org.claimexchange.model.disclosure.Salt;

/**
 * A consent as its recipients get it: {@code consent.json} of the claim package. With it and the
 * ledger evidence anyone can see who agreed to what.
 *
 * @param type {@value #TYPE}
 * @param statement what was signed
 * @param openings the values behind it
 * @param text the text that was shown, whose SHA-256 is in {@code openings.shown}
 * @param proof token, key and signature
 * @param proofSalt opens the proof's digest on the ledger
 */
public record ConsentFile(
    String type,
    ConsentStatement statement,
    ConsentOpenings openings,
    String text,
    GrantorProof proof,
    Salt proofSalt) {
  /** The type and version. */
  public static final String TYPE = "claimexchange/consent-file/v1";

  /**
   * @throws IllegalArgumentException if the type is another
   */
  public ConsentFile {
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException("expected a file of type " + TYPE);
    }
  }

  @Override
  public String toString() {
    return "ConsentFile[…]";
  }
}
