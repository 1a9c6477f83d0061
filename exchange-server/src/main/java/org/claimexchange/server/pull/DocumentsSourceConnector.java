package org.claimexchange.server.pull;

import java.time.Clock;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;

/**
 * Asks a source for its own documents over HTTP: token, evidence, session, the list, then each file
 * that is not here yet.
 */
public final class DocumentsSourceConnector implements SourceConnector {
  private final SourceDoor door;
  private final PullLimits limits;
  private final Clock clock;

  /**
   * @param door how sources are reached over HTTP
   */
  public DocumentsSourceConnector(SourceDoor door, PullLimits limits, Clock clock) {
    this.door = door;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public PullOutcome pull(PullOrder order, PullSink sink) throws InterruptedException {
    try {
      SourceSession session = door.session(order);
      DocumentList list = list(session.documents(), order);
      var intake = new DocumentIntake(order, list, sink, limits, clock);
      intake.take(session::document);
      return intake.outcome(session.shown());
    } catch (PullException e) {
      return e.outcome();
    } catch (SourceSession.RefusedException e) {
      return new PullOutcome.Refused(e.refusal());
    }
  }

  /** Reads a source's list, which must be of this release. */
  static DocumentList list(byte[] json, PullOrder order) throws PullException {
    try {
      DocumentList list = CanonicalJson.read(json, DocumentList.class);
      if (!list.release().equals(order.release())) {
        throw new PullException(PullProblem.NOT_AS_ANNOUNCED, "a list of another release");
      }
      return list;
    } catch (MalformedJsonException e) {
      throw new PullException(PullProblem.MALFORMED, "the list of files cannot be read");
    }
  }

  /** Fetches the bytes of one file. */
  @FunctionalInterface
  interface Fetch {
    byte[] bytes(SourceDocument document)
        throws PullException, SourceSession.RefusedException, InterruptedException;
  }
}
