package org.claimexchange.server.register;

import java.util.Arrays;
import java.util.List;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;

/** The rows' versions held against the ledger's. */
final class StoredLevels implements RegisterLevels {
  private final ConsentLedger ledger;
  private final RegisterTable table;

  StoredLevels(ConsentLedger ledger, RegisterTable table) {
    this.ledger = ledger;
    this.table = table;
  }

  @Override
  public Rows rows() {
    return new Rows(table.versions());
  }

  @Override
  public List<Behind> behind(Rows rows) {
    return Arrays.stream(RegisterName.values())
        .map(name -> new Behind(name, rows.of(name), onLedger(name)))
        .filter(one -> one.ledger() > one.here())
        .toList();
  }

  private long onLedger(RegisterName name) {
    return ledger.register(name).map(RegisterState::version).orElse(0L);
  }
}
