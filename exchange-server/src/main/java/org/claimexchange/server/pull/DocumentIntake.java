package org.claimexchange.server.pull;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.claimexchange.fhir.source.Problem;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.document.RefusedDocumentException;
import org.claimexchange.server.pull.DocumentsSourceConnector.Fetch;

/** Takes the files of a source's list, each once, whichever way they come. */
final class DocumentIntake {
  private static final int MOST_PROBLEMS = 5;

  private final PullOrder order;
  private final DocumentList list;
  private final PullSink sink;
  private final PullLimits limits;
  private final Clock clock;

  DocumentIntake(
      PullOrder order, DocumentList list, PullSink sink, PullLimits limits, Clock clock) {
    this.order = order;
    this.list = list;
    this.sink = sink;
    this.limits = limits;
    this.clock = clock;
  }

  /** Takes what is not here yet. */
  void take(Fetch fetch)
      throws PullException, SourceSession.RefusedException, InterruptedException {
    checkSizes();
    // A list replaces those before it, complete or not: else they would fill the house.
    sink.only(list.documents());
    Map<String, SourceDocument> kept = sink.kept();
    for (SourceDocument document : list.documents()) {
      SourceDocument before = kept.get(document.document());
      if (before == null) {
        takeOne(document, fetch.bytes(document));
      } else if (!before.equals(document)) {
        throw new PullException(
            PullProblem.NOT_AS_ANNOUNCED, said(document) + " is another than the one that came");
      }
      if (!clock.instant().isBefore(order.deadline())) {
        throw new PullException(PullProblem.DEADLINE_PASSED);
      }
    }
  }

  private void checkSizes() throws PullException {
    long all = 0;
    for (SourceDocument document : list.documents()) {
      all += Math.min(document.size(), Integer.MAX_VALUE);
      if (document.size() > limits.documentBytes() || all > limits.documentsBytes()) {
        throw new PullException(
            PullProblem.TOO_LARGE, said(document) + " is announced larger than agreed");
      }
    }
  }

  private void takeOne(SourceDocument document, byte[] bytes) throws PullException {
    if (bytes.length != document.size() || !Digest.of(bytes).equals(document.digest())) {
      throw new PullException(
          PullProblem.NOT_AS_ANNOUNCED, said(document) + " has another size or digest");
    }
    try {
      sink.document(document, bytes);
    } catch (RefusedDocumentException e) {
      throw new PullException(
          PullProblem.DOCUMENT_REFUSED,
          said(document)
              + ": "
              + e.problems().stream()
                  .limit(MOST_PROBLEMS)
                  .map(Problem::text)
                  .collect(Collectors.joining("; ")));
    }
  }

  /** What comes of it: all is here, or more is to come. */
  PullOutcome outcome(List<Evidence> shown) {
    if (!list.complete()) {
      return new PullOutcome.Later(PullProblem.INCOMPLETE, Duration.ZERO);
    }
    return PullOutcome.Pulled.of(list, clock.instant(), shown);
  }

  /** Names a file for the operator: by its place, since a name may say anything. */
  private String said(SourceDocument document) {
    return "file "
        + (list.documents().indexOf(document) + 1)
        + " of the list ("
        + document.format()
        + ")";
  }
}
