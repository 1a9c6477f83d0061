package org.claimexchange.server.pull;

import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.fhir.query.FhirQuery;
import org.claimexchange.fhir.query.SourceQueries;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.PersonId;

/**
 * Asks a source that speaks FHIR R4: token, evidence, session, then each search of the part with
 * all its pages.
 */
public final class FhirSourceConnector implements SourceConnector {
  private final SourceDoor door;
  private final FhirReader reader;
  private final PullLimits limits;
  private final Clock clock;

  /**
   * @param door how sources are reached over HTTP
   */
  public FhirSourceConnector(SourceDoor door, FhirReader reader, PullLimits limits, Clock clock) {
    this.door = door;
    this.reader = reader;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public PullOutcome pull(PullOrder order, PullSink sink) throws InterruptedException {
    var tally = new Tally(sink);
    PersonId subject = order.subject().value().id();
    SourceSession session;
    try {
      session = door.session(order);
      for (FhirQuery query : SourceQueries.of(order.part().value(), subject)) {
        follow(query, session, tally, order);
      }
    } catch (PullException e) {
      return e.outcome();
    } catch (SourceSession.RefusedException e) {
      return new PullOutcome.Refused(e.refusal());
    }
    return new PullOutcome.Pulled(
        tally.pages, tally.bytes, tally.digest(), clock.instant(), session.shown());
  }

  private void follow(FhirQuery query, SourceSession session, Tally tally, PullOrder order)
      throws PullException, SourceSession.RefusedException, InterruptedException {
    Set<URI> seen = new HashSet<>();
    byte[] page = session.search(query);
    for (int count = 1; ; count++) {
      Optional<URI> next = take(query, page, tally);
      if (next.isEmpty()) {
        return;
      }
      if (count == limits.pagesPerQuery() || !seen.add(next.get())) {
        throw new PullException(PullProblem.ENDLESS_PAGES);
      }
      if (!clock.instant().isBefore(order.deadline())) {
        throw new PullException(PullProblem.DEADLINE_PASSED);
      }
      page = session.page(next.get());
    }
  }

  private Optional<URI> take(FhirQuery query, byte[] page, Tally tally) throws PullException {
    if (tally.bytes + page.length > limits.totalBytes()) {
      throw new PullException(PullProblem.TOO_LARGE);
    }
    try {
      Optional<URI> next = reader.readBundle(page).next();
      tally.add(query, page);
      return next;
    } catch (MalformedAnswerException e) {
      throw new PullException(
          e.defect() == MalformedAnswerException.Defect.TOO_LARGE
              ? PullProblem.TOO_LARGE
              : PullProblem.MALFORMED);
    }
  }

  /** What came so far. */
  private static final class Tally {
    private final PullSink sink;
    private final MessageDigest all = Digest.sha256();
    private int pages;
    private long bytes;

    Tally(PullSink sink) {
      this.sink = sink;
    }

    void add(FhirQuery query, byte[] page) {
      sink.page(query, page);
      all.update(Digest.of(page).bytes());
      pages++;
      bytes += page.length;
    }

    Digest digest() {
      return Digest.ofHash(all.digest());
    }
  }
}
