package org.claimexchange.server.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where steps are asked for. */
public final class StepQueue {
  /** The name of the one kind of task. */
  static final String TASK = "step";

  private final StepTable table;
  private final Supplier<? extends SchedulerClient> scheduler;
  private final StepEnds ends;
  private final Clock clock;

  StepQueue(
      StepTable table, Supplier<? extends SchedulerClient> scheduler, StepEnds ends, Clock clock) {
    this.table = table;
    this.scheduler = scheduler;
    this.ends = ends;
    this.clock = clock;
  }

  /** Asks for a step at once, as part of the caller's transaction. */
  public void add(Step step, String object, String request) {
    add(step, object, request, clock.instant());
  }

  /** Asks for a step at some time, as part of the caller's transaction. */
  public void add(Step step, String object, String request, Instant due) {
    if (table.add(step, object, request, due)) {
      scheduler.get().scheduleIfNotExists(instance(step, object), due);
      wakeAfterCommit();
    }
  }

  /**
   * Asks for a step at once, also where it was carried out before: for what may be asked anew after
   * a refusal. As part of the caller's transaction.
   */
  public void addAgain(Step step, String object, String request) {
    table.forget(step, object);
    add(step, object, request);
  }

  /** Hands a waiting step to the scheduler once more. */
  void again(Step step, String object) {
    table
        .find(step, object)
        .ifPresent(row -> scheduler.get().scheduleIfNotExists(instance(step, object), row.dueAt()));
    wakeAfterCommit();
  }

  /** A step that was asked for later is due now; asked for where it was not. */
  public void hurry(Step step, String object, String request) {
    Instant now = clock.instant();
    if (table.add(step, object, request, now)) {
      scheduler.get().scheduleIfNotExists(instance(step, object), now);
    } else if (table.hurry(step, object)) {
      scheduler.get().reschedule(instance(step, object), now);
    }
    wakeAfterCommit();
  }

  /**
   * Resumes a dead step.
   *
   * @return whether there was one
   */
  public boolean resume(Step step, String object) {
    boolean revived = table.revive(step, object);
    if (revived) {
      scheduler.get().scheduleIfNotExists(instance(step, object), clock.instant());
      wakeAfterCommit();
    }
    return revived;
  }

  /**
   * Waits until a step is not waiting any more.
   *
   * @return where it stands then; empty if the time is over before, or there is no such step
   */
  public Optional<StepRow> await(Step step, String object, Duration atMost) {
    ends.await(key(step, object), () -> ended(step, object), atMost);
    return table.find(step, object).filter(row -> row.status() != StepStatus.WAITING);
  }

  private boolean ended(Step step, String object) {
    return table
        .find(step, object)
        .map(row -> row.status() != StepStatus.WAITING)
        .orElse(Boolean.TRUE);
  }

  static String key(Step step, String object) {
    return step.label() + "/" + object;
  }

  private static TaskInstance<Void> instance(Step step, String object) {
    return new TaskInstance<>(TASK, key(step, object));
  }

  /** A task that is not committed yet is not seen: the scheduler is woken when it is. */
  private void wakeAfterCommit() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              wake();
            }
          });
    } else {
      wake();
    }
  }

  private void wake() {
    if (scheduler.get() instanceof Scheduler running) {
      running.triggerCheckForDueExecutions();
    }
  }
}
