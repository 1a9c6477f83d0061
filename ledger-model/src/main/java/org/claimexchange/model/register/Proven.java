package org.claimexchange.model.register;

import org.claimexchange.model.disclosure.Digest;

/**
 * An entry with its way to the register's root: what shows that the regulator registered it,
 * without telling the ledger's readers which entry it is. Travels as transient data only.
 *
 * @param entry the entry
 * @param path its way to the root
 */
public record Proven<T extends RegisterEntry>(T entry, MerklePath path) {
  /** Whether the entry stands in the register with this root. */
  public boolean standsUnder(Digest root) {
    return root().matches(root);
  }

  /** The root that the entry leads to by its path. */
  public Digest root() {
    return path.rootFrom(entry.leaf());
  }
}
