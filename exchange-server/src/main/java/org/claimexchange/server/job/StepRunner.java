package org.claimexchange.server.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Carries out steps, one attempt at a time, and decides what comes of it. */
public final class StepRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
  private static final Duration LONGEST_UNSETTLED = Duration.ofSeconds(30);

  /** What is wrong for longer than this does not pass by itself so soon: the log warns. */
  private static final Duration QUIET = Duration.ofMinutes(5);

  private final StepTable table;
  private final Supplier<List<StepWork>> works;
  private final StepEnds ends;
  private final Clock clock;
  private final RandomGenerator random;

  StepRunner(
      StepTable table,
      Supplier<List<StepWork>> works,
      StepEnds ends,
      Clock clock,
      RandomGenerator random) {
    this.table = table;
    this.works = works;
    this.ends = ends;
    this.clock = clock;
    this.random = random;
  }

  /** One attempt at what the scheduler hands over. */
  CompletionHandler<Void> execute(TaskInstance<Void> instance) {
    String[] key = instance.getId().split("/", 2);
    Step step = Step.ofLabel(key[0]);
    String object = key[1];
    Optional<Instant> again = table.begin(step, object).flatMap(this::attempt);
    ends.ended(instance.getId());
    return again
        .<CompletionHandler<Void>>map(due -> (done, task) -> task.reschedule(done, due))
        .orElse((done, task) -> task.remove());
  }

  /** Runs, and says when to run again; empty where it ended. */
  private Optional<Instant> attempt(StepRun run) {
    MDC.put("claim", run.request());
    try {
      return decide(run, result(run));
    } finally {
      MDC.remove("claim");
    }
  }

  private StepResult result(StepRun run) {
    try {
      return work(run.step()).run(run);
    } catch (LedgerUnavailableException e) {
      return StepResult.unsettled("ledger: no peer answers");
    } catch (RuntimeException e) {
      // The message may hold what must not be in a log; the class and the place are enough.
      LOG.warn("step {} failed: {} at {}", run.step().label(), e.getClass().getName(), place(e));
      return StepResult.again(e.getClass().getSimpleName() + " at " + place(e));
    }
  }

  private Optional<Instant> decide(StepRun run, StepResult result) {
    return switch (result) {
      case StepResult.Done() -> {
        table.end(run, StepStatus.DONE, "");
        LOG.info("step {} done, attempt {}", run.step().label(), run.attempt());
        yield Optional.empty();
      }
      case StepResult.Again(String problem, Optional<Duration> pause) ->
          run.attempt() >= run.step().maxAttempts()
              ? giveUp(run, problem)
              : Optional.of(again(run, problem, pause));
      case StepResult.Unsettled(String problem) -> Optional.of(unsettled(run, problem));
      case StepResult.Dead(String problem) -> giveUp(run, problem);
    };
  }

  private Instant again(StepRun run, String problem, Optional<Duration> pause) {
    Duration wait = pause.orElseGet(() -> run.step().pauseAfter(run.attempt()));
    Instant due = dueAfter(wait);
    table.again(run, problem, due);
    LOG.info("step {} again in {}: {}", run.step().label(), wait, problem);
    return due;
  }

  /** What comes back by itself is asked for often enough to be noticed soon. */
  private Instant unsettled(StepRun run, String problem) {
    Duration ownPause = run.step().pauseAfter(run.attempt());
    Duration wait = ownPause.compareTo(LONGEST_UNSETTLED) > 0 ? LONGEST_UNSETTLED : ownPause;
    Instant due = dueAfter(wait);
    Instant since = table.unsettled(run, problem, due);
    Duration waited = Duration.between(since, clock.instant());
    if (waited.compareTo(QUIET) < 0) {
      LOG.info("step {} asks again in {}: {}", run.step().label(), wait, problem);
    } else {
      LOG.warn(
          "step {} has been waiting since {}, asks again in {}: {}",
          run.step().label(),
          since,
          wait,
          problem);
    }
    return due;
  }

  /** Up to a fifth more, so that many steps that failed together do not come back together. */
  private Instant dueAfter(Duration wait) {
    return clock.instant().plus(wait).plusMillis(random.nextLong(wait.toMillis() / 5 + 1));
  }

  private Optional<Instant> giveUp(StepRun run, String problem) {
    // First what follows from it, which may be repeated: ended first, a crash between would lose
    // it.
    work(run.step()).gaveUp(run, problem);
    table.end(run, StepStatus.DEAD, problem);
    LOG.error("step {} given up after {}: {}", run.step().label(), run.attempt(), problem);
    return Optional.empty();
  }

  private StepWork work(Step step) {
    Map<Step, StepWork> byStep = new EnumMap<>(Step.class);
    works.get().forEach(work -> byStep.put(work.step(), work));
    StepWork work = byStep.get(step);
    if (work == null) {
      throw new IllegalStateException("nobody carries out " + step);
    }
    return work;
  }

  private static String place(RuntimeException e) {
    for (StackTraceElement element : e.getStackTrace()) {
      if (element.getClassName().startsWith("org.claimexchange")) {
        return element.getFileName() + ":" + element.getLineNumber();
      }
    }
    return "unknown";
  }
}
