package org.claimexchange.benchmarks;

/**
 * The signatures of one grant that is endorsed by two organizations, in the order in which they
 * come up. What the patient's device and the identity provider sign is made before; the signature
 * of a block is shared by all of its grants, and so left out.
 */
enum GrantSignatures {
  CLIENT_PROPOSAL("the client signs its proposal", 1, 0),
  PROPOSAL_CHECK("the peers check the proposal's creator, once for all in this process", 0, 1),
  TOKENS_AND_STATEMENT("two peers' contract checks ID token, identity and statement", 0, 6),
  ENDORSEMENTS("two peers sign their endorsement", 2, 0),
  CLIENT_TRANSACTION("the client signs the transaction", 1, 0),
  VALIDATION("creator and two endorsements are checked for the block", 0, 3),
  COMMIT_STATUS("the client signs its question for the commit, the peer checks it", 1, 1);

  /** All that one grant makes. */
  static final int MADE = sum(true);

  /** All that one grant checks. */
  static final int CHECKED = sum(false);

  private final String what;
  private final int made;
  private final int checked;

  GrantSignatures(String what, int made, int checked) {
    this.what = what;
    this.made = made;
    this.checked = checked;
  }

  String what() {
    return what;
  }

  int made() {
    return made;
  }

  int checked() {
    return checked;
  }

  private static int sum(boolean ofMade) {
    int sum = 0;
    for (GrantSignatures one : values()) {
      sum += ofMade ? one.made : one.checked;
    }
    return sum;
  }
}
