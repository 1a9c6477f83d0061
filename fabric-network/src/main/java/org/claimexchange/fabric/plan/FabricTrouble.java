package org.claimexchange.fabric.plan;

/**
 * Something that whoever starts the network can mend; the message is one sentence that says how.
 */
public final class FabricTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A sentence for whoever starts the network. */
  public FabricTrouble(String sentence) {
    super(sentence);
  }
}
