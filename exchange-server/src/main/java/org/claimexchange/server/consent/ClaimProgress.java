package org.claimexchange.server.consent;

import java.util.List;

/**
 * How far what follows a consent has come; known to the packages that carry it out.
 *
 * @param steps the steps after the signature, in order
 * @param sources how each source is doing
 * @param used whether every use is used and nothing more will be handed out
 */
public record ClaimProgress(List<ProgressStep> steps, List<SourceProgress> sources, boolean used) {
  public ClaimProgress {
    steps = List.copyOf(steps);
    sources = List.copyOf(sources);
  }

  /** Tells it. */
  @FunctionalInterface
  public interface Teller {
    /** How far it has come. */
    ClaimProgress of(ConsentRow consent);
  }
}
