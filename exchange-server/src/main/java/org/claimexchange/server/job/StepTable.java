package org.claimexchange.server.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of steps: where each stands. */
public final class StepTable {
  private static final String COLUMNS =
      "step, object, request, status, attempts, problem, due_at, changed_at, unsettled_since";

  private final JdbcClient jdbc;
  private final Clock clock;

  /** The table of this database. */
  public StepTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Adds a step; one that stands there already stays as it is. */
  boolean add(Step step, String object, String request, Instant due) {
    return jdbc.sql(
                """
                insert into step (step, object, request, status, due_at, changed_at)
                values (?, ?, ?, 'WAITING', ?, ?) on conflict do nothing
                """)
            .params(step.label(), object, request, utc(due), utc(clock.instant()))
            .update()
        == 1;
  }

  /** A step. */
  public Optional<StepRow> find(Step step, String object) {
    return jdbc.sql("select " + COLUMNS + " from step where step = ? and object = ?")
        .params(step.label(), object)
        .query(StepTable::row)
        .optional();
  }

  /** The steps of a request, in the order in which they were last changed. */
  public List<StepRow> ofRequest(String request) {
    return jdbc.sql("select " + COLUMNS + " from step where request = ? order by changed_at, step")
        .param(request)
        .query(StepTable::row)
        .list();
  }

  /** The steps that stand so, the latest first. */
  public List<StepRow> withStatus(StepStatus status, int limit) {
    return jdbc.sql(
            "select " + COLUMNS + " from step where status = ? order by changed_at desc limit ?")
        .params(status.name(), limit)
        .query(StepTable::row)
        .list();
  }

  /** Counts an attempt, and says which it is; empty if the step is not to be carried out. */
  Optional<StepRun> begin(Step step, String object) {
    return jdbc.sql(
            """
            update step set attempts = attempts + 1, changed_at = ?
            where step = ? and object = ? and status = 'WAITING' returning request, attempts
            """)
        .params(utc(clock.instant()), step.label(), object)
        .query((ResultSet r, int n) -> new StepRun(step, object, r.getString(1), r.getInt(2)))
        .optional();
  }

  /** The step ended so. */
  void end(StepRun run, StepStatus status, String problem) {
    jdbc.sql(
            """
            update step set status = ?, problem = ?, changed_at = ?, unsettled_since = null
            where step = ? and object = ? and status = 'WAITING'
            """)
        .params(status.name(), problem, utc(clock.instant()), run.step().label(), run.object())
        .update();
  }

  /** The step is to be tried again then. */
  void again(StepRun run, String problem, Instant due) {
    jdbc.sql(
            """
            update step set problem = ?, due_at = ?, changed_at = ?, unsettled_since = null
            where step = ? and object = ?
            """)
        .params(problem, utc(due), utc(clock.instant()), run.step().label(), run.object())
        .update();
  }

  /**
   * The step is to be asked for again then; what it waits for is not held against it.
   *
   * @return since when it has been waiting so
   */
  Instant unsettled(StepRun run, String problem, Instant due) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update step set problem = ?, due_at = ?, changed_at = ?, attempts = least(attempts, ?),
              unsettled_since = coalesce(unsettled_since, ?)
            where step = ? and object = ? returning unsettled_since
            """)
        .params(
            problem,
            utc(due),
            utc(now),
            run.step().maxAttempts() / 2,
            utc(now),
            run.step().label(),
            run.object())
        .query((r, n) -> r.getObject(1, OffsetDateTime.class).toInstant())
        .optional()
        .orElse(now);
  }

  /** What of a request is not done yet is not needed any more, these kinds of step excepted. */
  public int dropOpen(String request, List<Step> excepted) {
    return jdbc.sql(
            """
            update step set status = 'DROPPED', changed_at = :now
            where request = :request and status in ('WAITING', 'DEAD') and step not in (:excepted)
            """)
        .param("now", utc(clock.instant()))
        .param("request", request)
        .param("excepted", excepted.stream().map(Step::label).toList())
        .update();
  }

  /** A step that waits is due now. */
  boolean hurry(Step step, String object) {
    return jdbc.sql(
                "update step set due_at = ? where step = ? and object = ? and status = 'WAITING'")
            .params(utc(clock.instant()), step.label(), object)
            .update()
        == 1;
  }

  /** A step that has ended is forgotten, so that it can be asked for anew. */
  void forget(Step step, String object) {
    jdbc.sql("delete from step where step = ? and object = ? and status <> 'WAITING'")
        .params(step.label(), object)
        .update();
  }

  /** A dead step waits again, its attempts forgotten. */
  boolean revive(Step step, String object) {
    return jdbc.sql(
                """
                update step set status = 'WAITING', attempts = 0, due_at = :now, changed_at = :now,
                  unsettled_since = null
                where step = :step and object = :object and status = 'DEAD'
                """)
            .param("now", utc(clock.instant()))
            .param("step", step.label())
            .param("object", object)
            .update()
        == 1;
  }

  private static StepRow row(ResultSet r, int n) throws SQLException {
    return new StepRow(
        Step.ofLabel(r.getString(1)),
        r.getString(2),
        r.getString(3),
        StepStatus.valueOf(r.getString(4)),
        r.getInt(5),
        r.getString(6),
        r.getObject(7, OffsetDateTime.class).toInstant(),
        r.getObject(8, OffsetDateTime.class).toInstant(),
        Optional.ofNullable(r.getObject(9, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
