package org.claimexchange.server.release;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Milestone;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.Refusals;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.pull.PullOrder;
import org.claimexchange.server.pull.PullOutcome;
import org.claimexchange.server.pull.SourceConnector;
import org.claimexchange.server.register.RegisterLevels;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.request.TaskReason;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks one source for its part; the last part to end asks for the package. */
final class PullWork implements StepWork {
  private final ReleaseTable table;
  private final DocumentTable documents;
  private final DocumentReader reader;
  private final RequestTable requests;
  private final Covers covers;
  private final SourceConnector connector;
  private final ReleaseProofs proofs;
  private final StepQueue queue;
  private final Story story;
  private final Progress progress;
  private final ClaimEnd end;
  private final Refusals refusals;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PullWork(
      ReleaseTable table,
      DocumentTable documents,
      DocumentReader reader,
      RequestTable requests,
      Covers covers,
      SourceConnector connector,
      ReleaseProofs proofs,
      StepQueue queue,
      Story story,
      Progress progress,
      ClaimEnd end,
      Refusals refusals,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.documents = documents;
    this.reader = reader;
    this.requests = requests;
    this.covers = covers;
    this.connector = connector;
    this.proofs = proofs;
    this.queue = queue;
    this.story = story;
    this.progress = progress;
    this.end = end;
    this.refusals = refusals;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Step step() {
    return Step.PULL;
  }

  @Override
  public StepResult run(StepRun run) {
    int dot = run.object().lastIndexOf('.');
    ReleaseRow release = table.find(run.object().substring(0, dot)).orElseThrow();
    PullRow pull = table.pulls(release.id()).get(Integer.parseInt(run.object().substring(dot + 1)));
    if (pull.status().ended() || release.status() != ReleaseRow.Status.OPEN) {
      collected(release);
      return StepResult.done();
    }
    RegisterLevels.Rows shown = refusals.rows();
    Cover cover = covers.of(release.consent());
    Opening<Part> part = cover.openings().parts().get(pull.part());
    PullOrder order =
        new PullOrder(
            pull.source(),
            part,
            pull.part(),
            cover.openings().subject(),
            release.id(),
            proofs.of(release),
            release.deadline());
    try {
      PullOutcome outcome = ask(pull, order);
      StepResult result = ended(release, pull, part.value(), outcome, shown);
      if (outcome instanceof PullOutcome.Pulled pulled) {
        connector.taken(order, pulled);
      }
      return result;
    } catch (ReleaseStoppedException e) {
      return StepResult.done();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return StepResult.again("interrupted", Duration.ofSeconds(1));
    }
  }

  private PullOutcome ask(PullRow pull, PullOrder order) throws InterruptedException {
    transaction.executeWithoutResult(status -> table.forgetPages(pull));
    return connector.pull(order, new PullKeeping(table, documents, reader, transaction, pull));
  }

  private StepResult ended(
      ReleaseRow release, PullRow pull, Part part, PullOutcome outcome, RegisterLevels.Rows shown) {
    return switch (outcome) {
      case PullOutcome.Pulled pulled -> came(release, pull, part, pulled);
      case PullOutcome.Later(var problem, Duration after) ->
          later(release, pull, problem.name(), after);
      case PullOutcome.Failed(var problem, String detail) ->
          failed(release, pull, problem.name(), detail);
      case PullOutcome.Refused(var refusal) -> refused(release, pull, refusal.code(), shown);
    };
  }

  private StepResult refused(
      ReleaseRow release, PullRow pull, LedgerRefusal.Code code, RegisterLevels.Rows shown) {
    return switch (refusals.of(code, shown)) {
      case FINAL -> {
        end.refused(release, code);
        yield StepResult.done();
      }
      case PASSING -> later(release, pull, code.name(), Duration.ZERO);
      case ENTRIES_BEHIND -> StepResult.entriesBehind(code);
    };
  }

  private StepResult came(ReleaseRow release, PullRow pull, Part part, PullOutcome.Pulled pulled) {
    progress.happened(Milestone.PULL, release.request());
    transaction.executeWithoutResult(status -> {
      requests.hold(release.request());
      if (!table.isUnended(pull) || isStopped(release)) {
        return;
      }
      table.came(
          pull,
          new StoredPull(pulled.pages(), pulled.digest(), pulled.retrievedAt(), pulled.shown()));
      story.tell(
          release.request(),
          Happening.of(Happening.Kind.HANDED_OUT, pull.source(), pulled.retrievedAt())
              .about(part.categories(), 0));
      sealWhenAllEnded(release);
    });
    collected(release);
    progress.noted(Milestone.PULL, release.request());
    return StepResult.done();
  }

  /** A withdrawal, or the operator, stopped it while the source was still answering. */
  private boolean isStopped(ReleaseRow release) {
    return table
        .find(release.id())
        .filter(now -> now.status() == ReleaseRow.Status.STOPPED)
        .isPresent();
  }

  private StepResult later(ReleaseRow release, PullRow pull, String problem, Duration after) {
    if (!clock.instant().isBefore(pull.waitingUntil())) {
      return failed(release, pull, problem, "");
    }
    transaction.executeWithoutResult(status -> table.change(pull, PullRow.Status.LATE, problem));
    return after.isZero() ? StepResult.again(problem) : StepResult.again(problem, after);
  }

  private StepResult failed(ReleaseRow release, PullRow pull, String problem, String detail) {
    transaction.executeWithoutResult(status -> {
      requests.hold(release.request());
      if (!table.isUnended(pull) || isStopped(release)) {
        return;
      }
      table.forget(pull);
      table.change(pull, PullRow.Status.FAILED, problem);
      story.tell(
          release.request(),
          Happening.of(Happening.Kind.SOURCE_FAILED, pull.source(), clock.instant())
              .saying(detail.isEmpty() ? problem : problem + ": " + detail));
      sealWhenAllEnded(release);
    });
    collected(release);
    return StepResult.done();
  }

  /** The last part to end asks for the package; the request's row is held meanwhile. */
  private void sealWhenAllEnded(ReleaseRow release) {
    List<PullRow> pulls = table.pulls(release.id());
    if (pulls.stream().allMatch(pull -> pull.status().ended())
        && pulls.stream().anyMatch(pull -> pull.status().complete())) {
      table.change(release.id(), ReleaseRow.Status.COLLECTED);
      queue.add(Step.SEAL, release.id(), release.request());
    }
  }

  /** Where every part has ended and nothing came, the claim ends. */
  private void collected(ReleaseRow release) {
    List<PullRow> pulls = table.pulls(release.id());
    if (pulls.stream().allMatch(pull -> pull.status() == PullRow.Status.FAILED)) {
      end.end(release, DataRequestStatus.FAILED, TaskReason.NO_SOURCE);
    }
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    int dot = run.object().lastIndexOf('.');
    ReleaseRow release = table.find(run.object().substring(0, dot)).orElseThrow();
    failed(
        release,
        table.pulls(release.id()).get(Integer.parseInt(run.object().substring(dot + 1))),
        "GIVEN_UP",
        "");
  }
}
