package org.claimexchange.server.register;

import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.Attestation;

/**
 * A change of a register on its way to the ledger.
 *
 * @param name which register
 * @param version the version that it makes
 * @param root the root that it makes
 * @param place where the entry stands
 * @param entry the new entry
 * @param attestation a source's word on it, one element where there is one
 */
record PendingChange(
    RegisterName name,
    long version,
    Digest root,
    int place,
    RegisterEntry entry,
    List<Attestation> attestation) {
  PendingChange {
    attestation = List.copyOf(attestation);
  }
}
