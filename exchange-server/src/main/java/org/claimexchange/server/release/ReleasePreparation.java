package org.claimexchange.server.release;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.server.consent.StoredConsent;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.request.RequestTable;

/** Prepares the release of a consent that was just granted, with the id made with the request. */
public final class ReleasePreparation {
  private final ReleaseTable table;
  private final RequestTable requests;
  private final StepQueue queue;
  private final SecureRandom random;
  private final Duration waiting;
  private final Clock clock;

  ReleasePreparation(
      ReleaseTable table,
      RequestTable requests,
      StepQueue queue,
      SecureRandom random,
      Duration waiting,
      Clock clock) {
    this.table = table;
    this.requests = requests;
    this.queue = queue;
    this.random = random;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** Prepares it and asks for it, in the caller's transaction. */
  public void prepare(StoredConsent consent) {
    String request = consent.statement().request();
    String release = requests.find(request).orElseThrow().release();
    Instant until = clock.instant().plus(waiting);
    Instant end = consent.openings().terms().value().notAfter();
    // The ledger's times are whole to the second here, so that both sides write them alike.
    Instant deadline = Instant.ofEpochSecond((until.isBefore(end) ? until : end).getEpochSecond());
    List<String> sources =
        consent.openings().parts().stream().map(part -> part.value().source()).toList();
    table.add(
        new ReleaseBody(
            ReleaseBody.TYPE,
            release,
            consent.statement().consent(),
            consent.statement().parts(),
            deadline,
            List.of(),
            Salt.fresh(random)),
        request,
        sources,
        deadline);
    queue.add(Step.OPEN_RELEASE, release, request);
  }
}
