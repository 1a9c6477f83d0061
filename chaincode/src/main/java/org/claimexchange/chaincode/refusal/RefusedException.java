package org.claimexchange.chaincode.refusal;

import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * The contract refuses. The sentence says what was expected and what was found, and nothing about a
 * person: it goes to the caller and to the peers' logs.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  /**
   * @param code why, for programs
   * @param sentence why, for people
   */
  public RefusedException(Code code, String sentence) {
    super(sentence);
    this.code = code;
  }

  /** Refuses unless the condition holds. */
  public static void unless(boolean holds, Code code, String sentence) {
    if (!holds) {
      throw new RefusedException(code, sentence);
    }
  }

  /** Why, for programs. */
  public Code code() {
    return code;
  }

  /** As it goes back to the caller. */
  public LedgerRefusal refusal() {
    return new LedgerRefusal(code, String.valueOf(getMessage()));
  }
}
