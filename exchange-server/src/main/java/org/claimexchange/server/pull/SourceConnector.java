package org.claimexchange.server.pull;

/**
 * How one kind of source is asked. A connector keeps nothing: what comes goes to the sink, and the
 * outcome says whether the source is done, wants to be asked again, or has failed.
 */
public interface SourceConnector {
  /**
   * Asks once. Blocks until the source has answered or a limit is reached; meant for a virtual
   * thread.
   *
   * @param order what, from whom, under which release
   * @param sink takes each answer as it comes; what it took is void unless the outcome is {@link
   *     PullOutcome.Pulled}
   */
  PullOutcome pull(PullOrder order, PageSink sink) throws InterruptedException;
}
