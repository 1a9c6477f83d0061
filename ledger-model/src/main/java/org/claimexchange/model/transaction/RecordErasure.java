package org.claimexchange.model.transaction;

import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;

/** A delivered package's key is destroyed. Called by the operator. */
public record RecordErasure(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "recordErasure";

  /**
   * What stands in the block.
   *
   * @param delivery id of the delivery
   */
  public record Open(String delivery) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   */
  public record Hidden(Proven<Participant> caller) {
    @Override
    public String toString() {
      return "RecordErasure.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
