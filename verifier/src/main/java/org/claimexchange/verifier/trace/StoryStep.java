package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.List;

/**
 * One transaction of a consent's story.
 *
 * @param function the contract's function
 * @param title the same in Chinese
 * @param time the transaction's timestamp
 * @param transaction its id
 * @param block number of its block
 * @param creator MSP id of the organization that handed it in
 * @param inFeed whether the feed tells the hidden side
 * @param facts what is told
 */
public record StoryStep(
    String function,
    String title,
    Instant time,
    String transaction,
    long block,
    String creator,
    boolean inFeed,
    List<Fact> facts) {
  public StoryStep {
    facts = List.copyOf(facts);
  }

  @Override
  public String toString() {
    return "StoryStep[" + function + "]";
  }
}
