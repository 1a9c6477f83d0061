package org.claimexchange.server.register;

import java.util.List;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;

/** The registers as whole books, for whoever recomputes their roots. */
public interface RegisterBook {
  /**
   * Every entry of a register, whatever its status, in the order of its places, all with their ways
   * to one root.
   */
  List<Proven<RegisterEntry>> entries(RegisterName register);
}
