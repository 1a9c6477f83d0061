package org.claimexchange.server.push;

import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.document.RefusedDocumentException;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.pull.PullLimits;
import org.claimexchange.server.release.DocumentTable;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseStoppedException;
import org.claimexchange.server.release.ReleaseTable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what agents send, under an open session alone. Nothing of a body is read before all that
 * can be said without it was said.
 */
final class Pushes {
  private static final int PIECE = 64 * 1024;
  private static final int WAKING = 20;
  private static final Duration BETWEEN = Duration.ofMillis(250);

  private final ReleaseTable releases;
  private final DocumentTable documents;
  private final PushTable table;
  private final DocumentReader reader;
  private final StepQueue queue;
  private final TransactionTemplate transaction;
  private final PullLimits limits;
  private final Clock clock;

  Pushes(
      ReleaseTable releases,
      DocumentTable documents,
      PushTable table,
      DocumentReader reader,
      StepQueue queue,
      TransactionTemplate transaction,
      PullLimits limits,
      Clock clock) {
    this.releases = releases;
    this.documents = documents;
    this.table = table;
    this.reader = reader;
    this.queue = queue;
    this.transaction = transaction;
    this.limits = limits;
    this.clock = clock;
  }

  /** The part that waits for this source; empty where there is none, or it is another's. */
  Optional<PullRow> awaited(String source, String release, int part) {
    return releases
        .find(release)
        .filter(row -> row.status() == ReleaseRow.Status.OPEN)
        .filter(row -> clock.instant().isBefore(row.deadline()))
        .stream()
        .flatMap(row -> releases.pulls(release).stream())
        .filter(pull -> pull.part() == part && pull.source().equals(source))
        .filter(pull -> !pull.status().ended() && clock.instant().isBefore(pull.waitingUntil()))
        .findFirst();
  }

  /** Whether a session is open, and of this source and part. */
  boolean isOpen(String source, PullRow pull, String session) {
    return table.isOpen(session, source, pull);
  }

  /**
   * What can be said of a file before its body is read; empty where the body is wanted.
   *
   * @param session as the header names it
   */
  Optional<PutOutcome> before(
      String source, PullRow pull, String session, SourceDocument document) {
    if (!table.isOpen(session, source, pull)
        || table.pushed(pull.release(), pull.part()).isPresent()) {
      return Optional.of(new PutOutcome.NotOpen());
    }
    Optional<PutOutcome> there = there(pull, document);
    if (there.isPresent()) {
      return there;
    }
    DocumentTable.Volume volume = documents.volume(pull);
    boolean fits =
        document.size() <= limits.documentBytes()
            && volume.bytes() + document.size() <= limits.documentsBytes()
            && volume.documents() < DocumentList.MOST;
    return fits ? Optional.empty() : Optional.of(new PutOutcome.TooLarge());
  }

  private Optional<PutOutcome> there(PullRow pull, SourceDocument document) {
    return documents.find(pull, document.document()).stream()
        .findFirst()
        .map(kept -> kept.equals(document) ? new PutOutcome.Taken() : new PutOutcome.Differs());
  }

  /** Reads a file's body, checks it and keeps it. */
  PutOutcome put(PullRow pull, SourceDocument document, InputStream body) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(document.size())];
    Instant end = clock.instant().plus(limits.documentTime());
    int count = 0;
    while (count < bytes.length) {
      int more = body.read(bytes, count, Math.min(PIECE, bytes.length - count));
      if (more < 0) {
        return new PutOutcome.NotAsAnnounced();
      }
      count += more;
      if (clock.instant().isAfter(end)) {
        return new PutOutcome.TooSlow();
      }
    }
    if (body.read() >= 0 || !Digest.of(bytes).equals(document.digest())) {
      return new PutOutcome.NotAsAnnounced();
    }
    try {
      reader.read(pull.source(), document, bytes);
    } catch (RefusedDocumentException e) {
      return new PutOutcome.Unreadable(e.problems());
    }
    return unlessStopped(
        () -> {
          if (!releases.holdAwaited(pull)
              || table.pushed(pull.release(), pull.part()).isPresent()) {
            return new PutOutcome.NotOpen();
          }
          return documents.keep(pull, document, bytes)
              ? new PutOutcome.Taken()
              : there(pull, document).orElseThrow();
        },
        new PutOutcome.NotOpen());
  }

  /** Ends a part with a list, for now or for good. */
  EndOutcome end(String source, PullRow pull, String session, DocumentList list)
      throws InterruptedException {
    EndOutcome outcome =
        unlessStopped(() -> ended(source, pull, session, list), new EndOutcome.NotOpen());
    if (outcome instanceof EndOutcome.Taken && list.complete()) {
      wake(pull, releases.find(pull.release()).orElseThrow().request());
    }
    return outcome;
  }

  private EndOutcome ended(String source, PullRow pull, String session, DocumentList list) {
    Optional<Evidence> evidence = table.evidence(session, source, pull);
    if (!releases.holdAwaited(pull) || evidence.isEmpty()) {
      return new EndOutcome.NotOpen();
    }
    Optional<PushTable.Pushed> before = table.pushed(pull.release(), pull.part());
    if (before.isPresent()) {
      return before.get().push().list().equals(list)
          ? new EndOutcome.Taken()
          : new EndOutcome.Missing(List.of());
    }
    List<String> missing = missing(pull, list);
    if (!missing.isEmpty()) {
      return new EndOutcome.Missing(missing);
    }
    // A list replaces those before it, complete or not.
    documents.only(pull, list.documents());
    if (list.complete()) {
      table.end(pull, new StoredPush(list, evidence.get()));
    }
    return new EndOutcome.Taken();
  }

  private List<String> missing(PullRow pull, DocumentList list) {
    Map<String, SourceDocument> kept = documents.byName(pull);
    return list.documents().stream()
        .filter(document -> !document.equals(kept.get(document.document())))
        .map(SourceDocument::document)
        .toList();
  }

  /** A step that is just looking may have looked too early: it is woken once it has ended. */
  private void wake(PullRow pull, String request) throws InterruptedException {
    String object = PullRow.stepObject(pull.release(), pull.part());
    for (int attempt = 0; attempt < WAKING; attempt++) {
      try {
        transaction.executeWithoutResult(status -> queue.hurry(Step.PULL, object, request));
        return;
      } catch (TaskInstanceCurrentlyExecutingException e) {
        Thread.sleep(BETWEEN);
      }
    }
  }

  private <T> T unlessStopped(Supplier<T> work, T stopped) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> work.get()));
    } catch (ReleaseStoppedException e) {
      return stopped;
    }
  }
}
