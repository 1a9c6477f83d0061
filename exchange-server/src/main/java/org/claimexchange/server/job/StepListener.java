package org.claimexchange.server.job;

/**
 * Is told how far a claim has come. Called by the thread that carries out the step: what it throws
 * ends the attempt, as any failure at that moment would.
 */
@FunctionalInterface
public interface StepListener {
  /** What has just become true of a milestone. */
  enum Moment {
    /** It happened, but nothing of it is noted in the database yet. */
    HAPPENED,
    /** It is noted, together with what follows from it. */
    NOTED
  }

  /**
   * A claim has come this far.
   *
   * @param milestone which
   * @param moment what of it
   * @param request id of the request
   */
  void reached(Milestone milestone, Moment moment, String request);
}
