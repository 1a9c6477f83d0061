package org.claimexchange.verifier.evidence;

import java.util.Locale;

/** What can be wrong with an endorsed read, and so the list of what is checked. */
public enum EvidenceDefect {
  /** cannot be parsed, or holds bytes that nothing protects. */
  MALFORMED("form", "the read is in its one form and holds nothing unknown"),
  /** an endorser's certificate does not lead to its organization's root, or is no peer's. */
  CERTIFICATE_CHAIN(
      "certificates", "each endorser is a peer whose certificate leads to its organization's root"),
  /** the endorsers do not make up the required organizations. */
  ENDORSEMENT_POLICY("policy", "the organizations that must endorse did, each once"),
  /** an endorser's signature does not fit payload and identity. */
  SIGNATURE("signatures", "each endorser signed this payload"),
  /** the answer belongs to another proposal. */
  PROPOSAL_HASH("proposal", "the payload answers this proposal"),
  /** another channel. */
  CHANNEL("channel", "it was asked on the expected channel"),
  /** another chaincode. */
  CHAINCODE("chaincode", "the expected chaincode answered"),
  /** another function of the contract. */
  FUNCTION("function", "the function is the one the file names, with one argument"),
  /** the answer is not tagged as evidence: it may be the answer of a write. */
  TAG("tag", "the answer is tagged as evidence, which no write ever is"),
  /** the transaction would have written: it was endorsed and held back. */
  WRITES("write-set", "the transaction would have written nothing"),
  /** the contract refused. */
  STATUS("status", "the contract answered and did not refuse"),
  /** the transaction would have set an event, as only writes do. */
  EVENT("event", "the transaction would have set no event"),
  /** the answer is about another object than was asked for. */
  OBJECT("object", "the answer is about the object that was asked for"),
  /** not the nonce that was issued. */
  NONCE("nonce", "the answer carries the nonce that was issued"),
  /** made for another participant. */
  FOR_WHOM("for-whom", "the answer was made for the expected participant"),
  /** too old, or from the future. */
  TIME("time", "the peers judged at the transaction's time, which is acceptable"),
  /** the state in the answer does not hold up what the function says. */
  CONTENT("content", "the state in the answer is what the function promises");

  private final String check;
  private final String sentence;

  EvidenceDefect(String check, String sentence) {
    this.check = check;
    this.sentence = sentence;
  }

  /** Name of the check that finds it, such as {@code write-set}. */
  public String check() {
    return check;
  }

  /** What holds when the check passes. */
  public String sentence() {
    return sentence;
  }

  /** Its own name for programs, such as {@code certificate-chain}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
