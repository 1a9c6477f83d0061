package org.claimexchange.guard.proxy;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.claimexchange.guard.GuardSession;

/** What each session has learnt from the upstream, until it ends. */
final class Memories {
  private final Map<GuardSession, UpstreamRecords.Memory> bySession = new HashMap<>();
  private final Clock clock;

  Memories(Clock clock) {
    this.clock = clock;
  }

  synchronized UpstreamRecords.Memory of(GuardSession session) {
    var now = clock.instant();
    bySession.keySet().removeIf(other -> !now.isBefore(other.expiresAt()));
    return bySession.computeIfAbsent(session, unknown -> new UpstreamRecords.Memory());
  }
}
