package org.claimexchange.ledger.embedded;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the height where a test can see and change it. */
final class RememberingWitness implements HeightWitness {
  private final AtomicReference<Optional<LedgerHeight>> height =
      new AtomicReference<>(Optional.empty());

  @Override
  public Optional<LedgerHeight> load() {
    return height.get();
  }

  @Override
  public void save(LedgerHeight newHeight) {
    height.set(Optional.of(newHeight));
  }
}
