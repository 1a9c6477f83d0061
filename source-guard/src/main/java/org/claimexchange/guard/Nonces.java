package org.claimexchange.guard;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.evidence.NonceGrant;

/** Nonces that this source issued and nobody has used yet. Each is taken once. */
final class Nonces {
  /** A session ends with its nonce, so both last as long. */
  private static final Duration LIFE = ReleaseGuard.SESSION;

  /** More are never outstanding: the oldest give way, so nobody fills the memory. */
  static final int MOST = 10_000;

  private final Map<String, Instant> outstanding = new LinkedHashMap<>();
  private final SecureRandom random;
  private final Clock clock;

  Nonces(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  synchronized NonceGrant issue() {
    Instant now = clock.instant();
    Iterator<Instant> oldest = outstanding.values().iterator();
    while (oldest.hasNext() && (oldest.next().isBefore(now) || outstanding.size() >= MOST)) {
      oldest.remove();
    }
    String nonce = random128(random);
    outstanding.put(nonce, now.plus(LIFE));
    return new NonceGrant(nonce, now.plus(LIFE));
  }

  /**
   * Uses a nonce: until when it counts, where it was issued here, is fresh and was not used before.
   */
  synchronized Optional<Instant> take(String nonce) {
    return Optional.ofNullable(outstanding.remove(nonce))
        .filter(until -> !until.isBefore(clock.instant()));
  }

  static String random128(SecureRandom random) {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
