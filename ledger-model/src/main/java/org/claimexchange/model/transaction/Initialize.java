package org.claimexchange.model.transaction;

import org.claimexchange.model.register.Participant;

/**
 * Sets up the registers, once: the first entry is the regulator's own. Called by that regulator.
 */
public record Initialize(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "initialize";

  /**
   * What stands in the block.
   *
   * @param id opaque id of the set-up
   */
  public record Open(String id) {}

  /**
   * What only the endorsing peers see.
   *
   * @param regulator place 0 of the participants' register
   */
  public record Hidden(Participant regulator) {
    @Override
    public String toString() {
      return "Initialize.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
