package org.claimexchange.guard.answer;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * Where pulls stand: what has passed but was not handed out yet, and where the source goes on. A
 * page may be asked for again, and by the same pull only, also under its next session.
 */
final class PageBook<C> {
  /** So long may the next page be asked for. */
  static final Duration LIFE = Duration.ofMinutes(10);

  /** More are never kept: the oldest give way, so nobody fills the memory. */
  static final int MOST = 500;

  /** A place in a search. */
  record Place<C>(List<Resource> ready, Optional<C> next, int count) {
    Place {
      ready = List.copyOf(ready);
    }
  }

  private record Kept<C>(Place<C> place, String pull, Instant until) {}

  private final Map<String, Kept<C>> kept = new LinkedHashMap<>();
  private final SecureRandom random;
  private final Clock clock;

  PageBook(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  synchronized String keep(String pull, Place<C> place) {
    var now = clock.instant();
    var oldest = kept.values().iterator();
    while (oldest.hasNext() && (oldest.next().until().isBefore(now) || kept.size() >= MOST)) {
      oldest.remove();
    }
    var bits = new byte[16];
    random.nextBytes(bits);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    kept.put(token, new Kept<>(place, pull, now.plus(LIFE)));
    return token;
  }

  /** The place that a token stands for; empty if it is gone, or another pull's. */
  synchronized Optional<Place<C>> find(String pull, String token) {
    return Optional.ofNullable(kept.get(token))
        .filter(found -> found.pull().equals(pull))
        .filter(found -> !found.until().isBefore(clock.instant()))
        .map(Kept::place);
  }
}
