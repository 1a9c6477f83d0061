package org.claimexchange.server.register;

import java.util.List;
import java.util.Map;
import org.claimexchange.model.register.RegisterName;

/**
 * Whether the rows are level with the ledger. After the regulator has changed a register, and
 * before its entries have come, what is shown leads to a root that no longer stands.
 */
public interface RegisterLevels {
  /**
   * Versions of the registers at one moment.
   *
   * @param versions by register; none where there are no rows
   */
  record Rows(Map<RegisterName, Long> versions) {
    public Rows {
      versions = Map.copyOf(versions);
    }

    /** The version of one; 0 where there are no rows. */
    public long of(RegisterName name) {
      return versions.getOrDefault(name, 0L);
    }
  }

  /**
   * A register that stands newer on the ledger than here.
   *
   * @param register which
   * @param here the version of the rows
   * @param ledger the ledger's version
   */
  record Behind(RegisterName register, long here, long ledger) {}

  /** The rows as they are now. What is shown afterwards is at least of these versions. */
  Rows rows();

  /**
   * The registers that stand newer on the ledger than in these rows.
   *
   * @throws org.claimexchange.ledger.LedgerUnavailableException if no peer answers
   */
  List<Behind> behind(Rows rows);
}
