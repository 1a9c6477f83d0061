package org.claimexchange.server.pull;

/**
 * How one kind of source is asked. A connector keeps nothing: what comes goes to the sink, and the
 * outcome says whether the source is done, wants to be asked again, or has failed.
 */
@FunctionalInterface
public interface SourceConnector {
  /**
   * Asks once. Blocks until the source has answered or a limit is reached; meant for a virtual
   * thread.
   *
   * @param order what, from whom, under which release
   * @param sink takes each answer as it comes
   */
  PullOutcome pull(PullOrder order, PullSink sink) throws InterruptedException;

  /**
   * What was pulled is kept for good: the source may be told so. Nothing depends on it, and a
   * source that cannot be told is not told.
   *
   * @param pulled the outcome, as {@link #pull} gave it
   */
  default void taken(PullOrder order, PullOutcome.Pulled pulled) throws InterruptedException {
    // Most sources learn it from the request itself.
  }
}
