package org.claimexchange.verifier.signature;

/** What can be wrong with a signature. */
public enum SignatureDefect {
  /** there is none. */
  MISSING,
  /** cannot be read, or is not in the one form (DER, canonical JSON). */
  MALFORMED,
  /** an algorithm that is not taken, or one that does not fit the key. */
  ALGORITHM,
  /** lacks what its profile demands, or has what it forbids. */
  PROFILE,
  /** does not cover all of the file. */
  COVERAGE,
  /** is not over these bytes, or not by this key. */
  SIGNATURE,
  /** the signer's certificate leads to no trusted root, or was not valid at signing time. */
  CERTIFICATE,
  /** the time stamp is not over this signature, or not by an authority. */
  TIMESTAMP,
  /** what it says of itself and what the document says of it differ. */
  STATEMENT
}
