package org.claimexchange.ledger.embedded;

import java.util.Optional;

/**
 * Remembers, outside the block file, how far the ledger had come. A file from which whole blocks
 * were cut off looks sound from within; only such a witness notices.
 *
 * <p>The network saves after a block is on disk and may skip heights when blocks come faster than
 * saves, so what is saved never runs ahead of the file.
 */
public interface HeightWitness {

  /** The last saved height, or empty for a ledger that has none yet. */
  Optional<LedgerHeight> load();

  /** Saves a height; calls come one at a time, with rising heights. */
  void save(LedgerHeight height);

  /** Remembers nothing: cut-off blocks go unnoticed. For tools and tests. */
  static HeightWitness none() {
    return new HeightWitness() {
      @Override
      public Optional<LedgerHeight> load() {
        return Optional.empty();
      }

      @Override
      public void save(LedgerHeight height) {
        // By its contract this witness remembers nothing.
      }
    };
  }
}
