package org.claimexchange.model.disclosure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.claimexchange.model.json.CanonicalJson;

/**
 * A SHA-256 digest, as base64url without padding (43 characters).
 *
 * @param value the text form
 */
public record Digest(@JsonValue String value) {
  private static final int LENGTH = 43;

  /** With 256 bits in 43 characters, the last one ends in two bits of zero. */
  private static final String LAST = "AEIMQUYcgkosw048";

  /**
   * @throws IllegalArgumentException if the text is not 43 characters of base64url
   */
  @JsonCreator
  public Digest {
    if (!Base64Url.isText(value, LENGTH) || LAST.indexOf(value.charAt(LENGTH - 1)) < 0) {
      throw new IllegalArgumentException(
          "a digest is 43 characters of base64url, found " + value.length());
    }
  }

  /** The digest of some bytes. */
  public static Digest of(byte[] bytes) {
    return ofHash(sha256().digest(bytes));
  }

  /** The digest of a value's canonical form. */
  public static Digest ofCanonical(Object value) {
    return of(CanonicalJson.write(value));
  }

  /** A digest already computed, from its 32 bytes. */
  public static Digest ofHash(byte[] hash) {
    return new Digest(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return Base64.getUrlDecoder().decode(value);
  }

  /** Whether both are the same, in constant time. */
  public boolean matches(Digest other) {
    return MessageDigest.isEqual(bytes(), other.bytes());
  }

  /** A fresh SHA-256, for what is too large to hold. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
