package org.claimexchange.server.register;

import java.util.List;
import org.claimexchange.model.register.Participant;

/** The regulators among the participants. */
@FunctionalInterface
public interface Regulators {
  /** All that are registered now, whatever their status; empty before the registers are set up. */
  List<Participant> regulators();
}
