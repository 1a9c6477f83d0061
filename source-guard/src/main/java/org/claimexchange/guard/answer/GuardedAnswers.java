package org.claimexchange.guard.answer;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.claimexchange.guard.GuardException;
import org.claimexchange.guard.GuardRefusal;
import org.claimexchange.guard.GuardSession;
import org.claimexchange.guard.log.GuardEvent;
import org.claimexchange.guard.log.GuardLog;
import org.claimexchange.guard.log.RequestKind;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * The one engine behind both forms of the guard: says what may be asked, limits what is answered,
 * and writes each decision down before the answer leaves. Nothing is asked for but reads and
 * searches of one type.
 *
 * @param <C> how the source's system names a page
 */
public final class GuardedAnswers<C> {
  /** How many entries a page has, where the request does not say it, and at most. */
  private static final int USUAL_PAGE = 50;

  private static final int LARGEST_PAGE = 200;

  /** So many pages of the source are looked through for one page that leaves. */
  private static final int MOST_BATCHES = 200;

  /**
   * The source's own system, for one request.
   *
   * @param records what it knows
   * @param more brings its further pages
   * @param base address of the FHIR interface, without a slash at the end
   */
  public record Source<C>(SourceRecords records, Function<C, Batch<C>> more, String base) {}

  private final AnswerScope scope = new AnswerScope();
  private final PageBook<C> pages;
  private final GuardLog log;

  /**
   * @param log where each decision goes
   */
  public GuardedAnswers(GuardLog log, Clock clock, SecureRandom random) {
    this.pages = new PageBook<>(random, clock);
    this.log = log;
  }

  /**
   * Whether a record may be read, before it is looked up.
   *
   * @throws GuardException if not
   */
  public void checkRead(String type, GuardSession session) throws GuardException {
    check(SearchRules.read(type, session), session, RequestKind.READ);
  }

  /**
   * Whether a search may be asked, before it is.
   *
   * @param parameters as they were sent, from address and form together
   * @throws GuardException if not
   */
  public void checkSearch(
      String type,
      Map<String, List<String>> parameters,
      SourceRecords records,
      GuardSession session)
      throws GuardException {
    check(
        SearchRules.search(type, parameters, session, records.patientIds(session.subject())),
        session,
        RequestKind.SEARCH);
  }

  /** Refuses whatever is neither a read nor a search of one type: writes, history, operations. */
  public GuardException otherRequest(GuardSession session) {
    return refused(GuardRefusal.OPERATION, session, RequestKind.OTHER);
  }

  /** The record that was read, if it may leave; else as if it were not there. */
  public Optional<Resource> read(
      Optional<Resource> found, SourceRecords records, GuardSession session) {
    var answer = found.stream().toList();
    var passed = scope.limit(answer, records, session);
    write(RequestKind.READ, session, passed.size(), answer.size());
    return passed.stream().findFirst();
  }

  /**
   * The first page of a search.
   *
   * @param first what the source answers
   * @param count entries a page, as asked for; empty for the usual number
   * @throws GuardException if too much had to be looked through
   */
  public Bundle search(
      Batch<C> first, Optional<Integer> count, Source<C> source, GuardSession session)
      throws GuardException {
    int size = Math.max(1, Math.min(count.orElse(USUAL_PAGE), LARGEST_PAGE));
    var passed = scope.limit(first.resources(), source.records(), session);
    var start = new PageBook.Place<>(passed, first.next(), size);
    return page(
        RequestKind.SEARCH, start, first.resources().size(), passed.size(), source, session);
  }

  /**
   * A further page; empty if the token is gone, or another pull's.
   *
   * @throws GuardException if too much had to be looked through
   */
  public Optional<Bundle> page(String token, Source<C> source, GuardSession session)
      throws GuardException {
    var place = pages.find(session.pull(), token);
    if (place.isEmpty()) {
      write(RequestKind.PAGE, session, 0, 0);
      return Optional.empty();
    }
    return Optional.of(page(RequestKind.PAGE, place.get(), 0, 0, source, session));
  }

  private Bundle page(
      RequestKind kind,
      PageBook.Place<C> place,
      int seenBefore,
      int passedBefore,
      Source<C> source,
      GuardSession session)
      throws GuardException {
    var ready = new ArrayList<>(place.ready());
    var next = place.next();
    int seen = seenBefore;
    int passed = passedBefore;
    // One more than the page holds: only then is there a next page, whatever was withheld.
    for (int batches = 1; ready.size() <= place.count() && next.isPresent(); batches++) {
      if (batches > MOST_BATCHES) {
        throw refused(GuardRefusal.TOO_COSTLY, session, kind);
      }
      var batch = source.more().apply(next.get());
      var kept = scope.limit(batch.resources(), source.records(), session);
      ready.addAll(kept);
      seen += batch.resources().size();
      passed += kept.size();
      next = batch.next();
    }
    int end = Math.min(place.count(), ready.size());
    Optional<String> token = Optional.empty();
    if (ready.size() > end) {
      var rest = ready.subList(end, ready.size());
      token =
          Optional.of(pages.keep(session.pull(), new PageBook.Place<>(rest, next, place.count())));
    }
    log.write(
        new GuardEvent.Answered(session.release(), session.partDigest(), kind, end, seen - passed));
    return new Page(List.copyOf(ready.subList(0, end)), token).bundle(source.base());
  }

  private void check(Optional<GuardRefusal> refusal, GuardSession session, RequestKind kind)
      throws GuardException {
    if (refusal.isPresent()) {
      throw refused(refusal.get(), session, kind);
    }
  }

  private GuardException refused(GuardRefusal refusal, GuardSession session, RequestKind kind) {
    log.write(
        new GuardEvent.Refused(session.release(), session.partDigest(), kind, refusal.toString()));
    return new GuardException(refusal);
  }

  private void write(RequestKind kind, GuardSession session, int passed, int seen) {
    log.write(
        new GuardEvent.Answered(
            session.release(), session.partDigest(), kind, passed, seen - passed));
  }
}
