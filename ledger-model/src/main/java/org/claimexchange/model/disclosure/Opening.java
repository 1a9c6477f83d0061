package org.claimexchange.model.disclosure;

import java.security.SecureRandom;
import java.util.List;

/**
 * A value with the salt that hides it. On the ledger, and in what is signed, stands only {@link
 * #digest()}: SHA-256 over the canonical JSON array {@code [salt, name, value]}, after the
 * disclosures of SD-JWT (RFC 9901, section 4.2).
 *
 * @param salt 128 fresh random bits
 * @param name what the value is, so that a digest of one thing cannot be shown as another
 * @param value the value itself
 */
public record Opening<T>(Salt salt, String name, T value) {
  /** Hides a value behind a fresh salt. */
  public static <T> Opening<T> of(SecureRandom random, String name, T value) {
    return new Opening<>(Salt.fresh(random), name, value);
  }

  /** What may be seen by everybody. */
  public Digest digest() {
    return Digest.ofCanonical(List.of(salt, name, value));
  }

  /** Whether this opens the given digest under the given name. */
  public boolean opens(String expectedName, Digest expected) {
    return name.equals(expectedName) && digest().matches(expected);
  }

  @Override
  public String toString() {
    return "Opening[" + name + "]";
  }
}
