package org.claimexchange.model.transaction;

import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;

/** The grantor said no. Called by the operator. */
public record Refuse(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "refuse";

  /**
   * What stands in the block.
   *
   * @param request id of the request
   */
  public record Open(String request) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   */
  public record Hidden(Proven<Participant> caller) {
    @Override
    public String toString() {
      return "Refuse.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
