package org.claimexchange.verifier.blocks;

/** What became of the signatures of one transaction. */
public enum SigningVerdict {
  /** no roots were given. */
  NOT_CHECKED,
  /** creator and endorsers signed, each under a trusted root. */
  HOLDS,
  /** the creator's certificate leads to no trusted root of its organization, or it did not sign. */
  CREATOR,
  /** the regulator and one of operator and sources did not both endorse it. */
  ENDORSEMENT
}
