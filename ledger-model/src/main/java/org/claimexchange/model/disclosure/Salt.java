package org.claimexchange.model.disclosure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * 128 fresh random bits, as base64url without padding (22 characters). It hides itself: a salt that
 * is known lets a value be guessed from its digest.
 *
 * @param value the text form
 */
public record Salt(@JsonValue String value) {
  private static final int LENGTH = 22;

  /**
   * @throws IllegalArgumentException if the text is not 22 characters of base64url
   */
  @JsonCreator
  public Salt {
    if (!Base64Url.isText(value, LENGTH)) {
      throw new IllegalArgumentException(
          "a salt is 22 characters of base64url, found " + value.length());
    }
  }

  /** A fresh salt. */
  public static Salt fresh(SecureRandom random) {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return new Salt(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  @Override
  public String toString() {
    return "Salt[…]";
  }
}
