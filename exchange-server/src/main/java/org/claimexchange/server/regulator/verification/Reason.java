package org.claimexchange.server.regulator.verification;

/** Why a check did not hold, or was not made. What it is about goes with it as facts. */
public enum Reason {
  /** expected digest, found digest. */
  DIGEST_DIFFERS,
  /** an opening is missing, left over or opens another digest. */
  OPENINGS_DIFFER,
  /** id of the template. */
  TEMPLATE_UNKNOWN,
  /** no fact. */
  WIDER_THAN_REQUEST,
  /** what cannot be read. */
  MALFORMED,
  /** the algorithm's name. */
  ALGORITHM_UNKNOWN,
  /** the issuer. */
  ISSUER_UNKNOWN,
  /** the key's id. */
  KEY_UNKNOWN,
  /** the key's id. */
  KEY_NOT_IN_FORCE,
  /** what the signature is over. */
  SIGNATURE_WRONG,
  /** the audience. */
  AUDIENCE_UNKNOWN,
  /** the acr found. */
  LOGIN_TOO_WEAK,
  /** time of the token, time of the transaction. */
  TOKEN_NOT_OF_THAT_TIME,
  /** no fact. */
  NONCE_DIFFERS,
  /** no fact. */
  OTHER_PERSON,
  /** no fact. */
  RELATION_MISSING,
  /** id of the entry. */
  NOT_IN_REGISTER,
  /** name of the register. */
  ROOT_DIFFERS,
  /** the insurer. */
  APPROVAL_MISSING,
  /** id of what stands on the ledger, or was handed over, alone. */
  NOT_ON_BOTH_SIDES,
  /** id of the release or delivery. */
  PART_NOT_GRANTED,
  /** uses granted, releases opened. */
  USED_TOO_OFTEN,
  /** id of the delivery. */
  RECEIPT_MISSING,
  /** id of the delivery. */
  RECEIPT_OF_ANOTHER_PACKAGE,
  /** no fact. */
  WITHDRAWAL_MISSING,
  /** the ledger's reason. */
  EVIDENCE_REFUSED,
  /** no fact. */
  EVIDENCE_NOT_ENDORSED,
  /** the defect, what was expected, what was found. */
  EVIDENCE_DEFECT,
  /** no fact. */
  EVIDENCE_OF_ANOTHER_STATE
}
