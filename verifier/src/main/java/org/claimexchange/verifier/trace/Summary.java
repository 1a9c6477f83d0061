package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.Optional;
import org.claimexchange.model.consent.Terms;

/** What one line tells of a consent. */
final class Summary {
  private String insurer = "";
  private Optional<Terms> terms = Optional.empty();
  private int releases;
  private boolean withdrawn;

  void granted(String insurerName, Terms granted) {
    insurer = insurerName;
    terms = Optional.of(granted);
  }

  void released() {
    releases++;
  }

  void withdrawn() {
    withdrawn = true;
  }

  String insurer() {
    return insurer;
  }

  StoryState stateAt(Instant now) {
    if (withdrawn) {
      return StoryState.WITHDRAWN;
    }
    if (terms.isEmpty()) {
      return StoryState.UNKNOWN;
    }
    if (!now.isBefore(terms.get().notAfter())) {
      return StoryState.EXPIRED;
    }
    return releases >= terms.get().uses() ? StoryState.USED_UP : StoryState.ACTIVE;
  }
}
