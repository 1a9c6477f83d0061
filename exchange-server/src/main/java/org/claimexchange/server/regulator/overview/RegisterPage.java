package org.claimexchange.server.regulator.overview;

import java.time.Instant;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;

/**
 * One register: what the operator keeps of it and what the ledger says.
 *
 * @param name which
 * @param version how often it was changed, as the ledger says
 * @param changedAt when it was changed last, as the ledger says
 * @param onLedger the root on the ledger
 * @param recomputed the root that the entries make
 * @param entries what stands in it, in the order of its places
 */
public record RegisterPage(
    RegisterName name,
    long version,
    Instant changedAt,
    Digest onLedger,
    Digest recomputed,
    List<RegisterEntry> entries) {
  public RegisterPage {
    entries = List.copyOf(entries);
  }

  /** Whether the entries are those whose root stands on the ledger. */
  public boolean agrees() {
    return onLedger.matches(recomputed);
  }
}
