package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.List;

/**
 * One consent.
 *
 * @param consent its id, the number on the receipt
 * @param grantedAt timestamp of its grant; of its withdrawal, where it never stood
 * @param insurer who asked; empty where the feed does not tell
 * @param state where it stands
 * @param steps all that happened, oldest first; empty where all consents are listed
 */
public record ConsentStory(
    String consent, Instant grantedAt, String insurer, StoryState state, List<StoryStep> steps) {
  public ConsentStory {
    steps = List.copyOf(steps);
  }

  @Override
  public String toString() {
    return "ConsentStory[" + consent + "]";
  }
}
