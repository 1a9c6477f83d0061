package org.claimexchange.server.vault;

import java.security.SecureRandom;
import java.util.Base64;

/** Opaque ids and tokens. */
public final class Ids {
  private final SecureRandom random;

  /** Ids from this source of randomness. */
  public Ids(SecureRandom random) {
    this.random = random;
  }

  /** An id: 128 random bits, base64url, 22 characters. */
  public String id() {
    return bits(16);
  }

  /** A secret token: 256 random bits, base64url, 43 characters. */
  public String token() {
    return bits(32);
  }

  private String bits(int bytes) {
    byte[] bits = new byte[bytes];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
