package org.claimexchange.server.pull;

import java.util.function.Function;

/** Asks each source in its own way. */
public final class SourceConnectors implements SourceConnector {
  private final Function<String, SourceKind> kinds;
  private final SourceConnector fhir;
  private final SourceConnector documents;
  private final SourceConnector sftp;
  private final SourceConnector agent;

  /**
   * @param kinds the kind of each participant
   */
  public SourceConnectors(
      Function<String, SourceKind> kinds,
      SourceConnector fhir,
      SourceConnector documents,
      SourceConnector sftp,
      SourceConnector agent) {
    this.kinds = kinds;
    this.fhir = fhir;
    this.documents = documents;
    this.sftp = sftp;
    this.agent = agent;
  }

  @Override
  public PullOutcome pull(PullOrder order, PullSink sink) throws InterruptedException {
    return of(order).pull(order, sink);
  }

  @Override
  public void taken(PullOrder order, PullOutcome.Pulled pulled) throws InterruptedException {
    of(order).taken(order, pulled);
  }

  private SourceConnector of(PullOrder order) {
    return switch (kinds.apply(order.source())) {
      case FHIR -> fhir;
      case DOCUMENTS -> documents;
      case SFTP -> sftp;
      case AGENT -> agent;
    };
  }
}
