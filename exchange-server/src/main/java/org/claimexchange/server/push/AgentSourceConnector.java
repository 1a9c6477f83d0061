package org.claimexchange.server.push;

import java.time.Duration;
import java.util.List;
import org.claimexchange.server.pull.PullOrder;
import org.claimexchange.server.pull.PullOutcome;
import org.claimexchange.server.pull.PullProblem;
import org.claimexchange.server.pull.PullSink;
import org.claimexchange.server.pull.SourceConnector;

/** Asks nobody: looks whether a source's agent has ended what it sends. */
public final class AgentSourceConnector implements SourceConnector {
  private final PushTable table;

  /**
   * @param table what agents have sent
   */
  public AgentSourceConnector(PushTable table) {
    this.table = table;
  }

  @Override
  public PullOutcome pull(PullOrder order, PullSink sink) {
    return table
        .pushed(order.release(), order.number())
        .<PullOutcome>map(pushed ->
            PullOutcome.Pulled.of(
                pushed.push().list(), pushed.at(), List.of(pushed.push().evidence())))
        .orElseGet(() ->
            new PullOutcome.Later(
                sink.kept().isEmpty() ? PullProblem.NOT_HANDED_OVER : PullProblem.INCOMPLETE,
                Duration.ZERO));
  }
}
