package org.claimexchange.server.vault;

import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Keys that live outside the database and its backups, so that destroying one erases what it locks,
 * wherever copies of that lie. What is made here is on disk before the call returns.
 */
public interface Vault {
  /**
   * The key of this name, made if there is none.
   *
   * @throws VaultException if it cannot be kept
   */
  SecretKey keyFor(KeyName name);

  /** The key of this name; empty once destroyed. */
  Optional<SecretKey> find(KeyName name);

  /** Destroys a key for good; nothing happens where there is none. */
  void destroy(KeyName name);
}
