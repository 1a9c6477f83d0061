package org.claimexchange.server.regulator.verification;

/** What is checked, in the order in which it is told. */
public enum Check {
  /** the statement's digest is the one on the ledger. */
  STATEMENT,
  /** every opening opens its digest in the statement, and none is missing or left over. */
  OPENINGS,
  /** the text shown is the one whose digest was signed. */
  TEXT,
  /** the text's template is registered. */
  TEMPLATE,
  /** the request's body is the one on the ledger, and the consent grants no more than it asks. */
  REQUEST,
  /** the grantor's proof is the one whose digest stands on the ledger. */
  PROOF,
  /** a key of a registered identity provider signed the token, for the patient's page, then. */
  TOKEN,
  /** the token commits to the grantor's key and to this statement. */
  NONCE,
  /** the provider's signed identity is the grantor. */
  IDENTITY,
  /** the grantor's key signed the statement. */
  SIGNATURE,
  /** the grantor is the subject, or is registered to act for them. */
  RELATION,
  /** the registers' roots, recomputed, are those on the ledger. */
  REGISTERS,
  /** recipients and sources stand in the participants' register. */
  PARTICIPANTS,
  /** an approval of the regulator covers the consent. */
  APPROVAL,
  /** each release on the ledger is the one handed over and covers granted parts only. */
  RELEASES,
  /** each delivery on the ledger is the one handed over and holds released parts only. */
  DELIVERIES,
  /** each receipt is signed with a registered key of a recipient and is about this package. */
  RECEIPTS,
  /** the withdrawal is signed by the grantor. */
  WITHDRAWAL,
  /** peers of several organizations sign, now, that the consent stands as shown. */
  EVIDENCE
}
