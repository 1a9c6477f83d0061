package org.claimexchange.benchmarks;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * The signatures of one grant that is endorsed by two organizations, in the order in which they
 * come up. What the patient's device and the identity provider sign is made before; the signature
 * of a block is shared by all of its grants, and so left out.
 */
enum GrantSignatures {
  CLIENT_PROPOSAL("the client signs its proposal", 1, 0, 0),
  PROPOSAL_CHECK("the peers check the proposal's creator, once for all in this process", 0, 1, 0),
  TOKENS("two peers' contract checks ID token and identity", 0, 4, 0),
  STATEMENT("two peers' contract checks the statement, with a key made for it alone", 0, 0, 2),
  ENDORSEMENTS("two peers sign their endorsement", 2, 0, 0),
  CLIENT_TRANSACTION("the client signs the transaction", 1, 0, 0),
  VALIDATION("creator and two endorsements are checked for the block", 0, 3, 0),
  COMMIT_STATUS("the client signs its question for the commit, the peer checks it", 1, 1, 0);

  /** All that one grant makes. */
  static final int MADE = sum(GrantSignatures::made);

  /** All that one grant checks with keys that were seen before. */
  static final int CHECKED = sum(GrantSignatures::checked);

  /** All that one grant checks with a key never seen before. */
  static final int FIRST_SEEN = sum(GrantSignatures::firstSeen);

  private final String what;
  private final int made;
  private final int checked;
  private final int firstSeen;

  GrantSignatures(String what, int made, int checked, int firstSeen) {
    this.what = what;
    this.made = made;
    this.checked = checked;
    this.firstSeen = firstSeen;
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

  int firstSeen() {
    return firstSeen;
  }

  private static int sum(ToIntFunction<GrantSignatures> count) {
    return Arrays.stream(values()).mapToInt(count).sum();
  }
}
