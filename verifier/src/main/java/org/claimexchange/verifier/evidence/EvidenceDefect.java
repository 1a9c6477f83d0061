package org.claimexchange.verifier.evidence;

/** What can be wrong with an endorsed read, in the order in which it is checked. */
public enum EvidenceDefect {
  /** cannot be parsed, or holds bytes that nothing protects. */
  MALFORMED,
  /** an endorser's certificate does not lead to its organization's root, or is no peer's. */
  CERTIFICATE_CHAIN,
  /** the endorsers do not make up the required organizations. */
  ENDORSEMENT_POLICY,
  /** an endorser's signature does not fit payload and identity. */
  SIGNATURE,
  /** the answer belongs to another proposal. */
  PROPOSAL_HASH,
  /** another channel. */
  CHANNEL,
  /** another chaincode. */
  CHAINCODE,
  /** another function of the contract. */
  FUNCTION,
  /** the answer is not tagged as evidence: it may be the answer of a write. */
  TAG,
  /** the transaction would have written: it was endorsed and held back. */
  WRITES,
  /** the contract refused. */
  STATUS,
  /** the transaction would have set an event, as only writes do. */
  EVENT,
  /** the answer is about another object than was asked for. */
  OBJECT,
  /** not the nonce that was issued. */
  NONCE,
  /** made for another participant. */
  FOR_WHOM,
  /** too old, or from the future. */
  TIME,
  /** the state in the answer does not hold up what the function says. */
  CONTENT
}
