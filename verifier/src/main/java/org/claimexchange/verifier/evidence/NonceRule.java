package org.claimexchange.verifier.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Which nonce the answer must carry. */
public sealed interface NonceRule {

  /** Whether an answer with this nonce is taken. */
  boolean allows(String nonce);

  /**
   * The one that the verifier issued itself.
   *
   * @param nonce base64url, not empty
   */
  record Exactly(String nonce) implements NonceRule {

    /**
     * @throws IllegalArgumentException if there is none
     */
    public Exactly {
      if (nonce.isEmpty()) {
        throw new IllegalArgumentException("expected the nonce that was issued");
      }
    }

    @Override
    public boolean allows(String other) {
      return MessageDigest.isEqual(
          nonce.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "Exactly[…]";
    }
  }

  /** Who verifies issued none: only the time tells how fresh it is. */
  record NotIssued() implements NonceRule {
    @Override
    public boolean allows(String nonce) {
      return true;
    }
  }
}
