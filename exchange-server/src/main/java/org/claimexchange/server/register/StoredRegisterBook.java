package org.claimexchange.server.register;

import java.util.List;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;

/** The registers' rows as they are now, read anew each time: nothing remembered is shown. */
final class StoredRegisterBook implements RegisterBook {
  private final RegisterTable table;

  StoredRegisterBook(RegisterTable table) {
    this.table = table;
  }

  @Override
  public List<Proven<RegisterEntry>> entries(RegisterName register) {
    return table.load(register).all(RegisterEntry.class);
  }
}
