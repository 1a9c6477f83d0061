package org.claimexchange.server.register;

import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;

/**
 * A change of a register on its way to the ledger.
 *
 * @param name which register
 * @param version the version that it makes
 * @param root the root that it makes
 * @param place where the entry stands
 * @param entry the new entry
 */
record PendingChange(
    RegisterName name, long version, Digest root, int place, RegisterEntry entry) {}
