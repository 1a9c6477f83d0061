package org.claimexchange.samples.hospital;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fault that is switched on now, if any. */
final class Faults {
  private @Nullable Fault current;
  private int left;

  synchronized void set(Fault fault) {
    current = fault;
    left = fault.times();
  }

  synchronized void clear() {
    current = null;
  }

  synchronized Optional<Fault> current() {
    return Optional.ofNullable(current);
  }

  /** The fault that hits a request to the path; counts it. */
  synchronized Optional<Fault> take(String path) {
    var fault = current;
    if (fault == null || !path.startsWith(fault.path())) {
      return Optional.empty();
    }
    if (fault.times() > 0 && --left == 0) {
      current = null;
    }
    return Optional.of(fault);
  }
}
