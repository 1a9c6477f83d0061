package org.claimexchange.model.register;

import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;

/**
 * One leaf of a register: known to the regulator and to whom it hands it, never on the ledger in
 * clear.
 */
public sealed interface RegisterEntry
    permits Participant, IdentityProvider, Approval, TextTemplate, Relation {
  /** Id of the entry, unique in its register. */
  String id();

  /** Whether it counts. */
  EntryStatus status();

  /** Fresh with every change, so that a leaf cannot be guessed. */
  Salt salt();

  /** The register that it belongs to. */
  RegisterName register();

  /**
   * The leaf of the Merkle tree: SHA-256 over 0x00 and the canonical form (RFC 9162, section
   * 2.1.1).
   */
  default Digest leaf() {
    byte[] json = CanonicalJson.write(this);
    var hash = Digest.sha256();
    hash.update((byte) 0);
    return Digest.ofHash(hash.digest(json));
  }
}
