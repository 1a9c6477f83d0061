package org.claimexchange.model.feed;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Both sides of one transaction, as they were handed to the peers.
 *
 * @param type {@value #TYPE}
 * @param transactionId id of the ledger's transaction, the same as the entry's
 * @param function name of the contract's function
 * @param open what stands in the block
 * @param hidden what does not: bodies, openings, proofs, entries of the registers
 */
public record FeedContent(
    String type, String transactionId, String function, JsonNode open, JsonNode hidden) {
  /** The type and version. */
  public static final String TYPE = "claimexchange/feed-content/v1";

  /**
   * @throws IllegalArgumentException if the type is another
   */
  public FeedContent {
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException("expected content of type " + TYPE);
    }
  }

  @Override
  public String toString() {
    return "FeedContent[" + function + "]";
  }
}
