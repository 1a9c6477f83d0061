package org.claimexchange.server.job;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds steps that wait and that the scheduler has lost sight of, and hands them to it again: a net
 * below all the others.
 */
final class StepSweep {
  private final JdbcClient jdbc;
  private final StepQueue queue;

  StepSweep(JdbcClient jdbc, StepQueue queue) {
    this.jdbc = jdbc;
    this.queue = queue;
  }

  private record Lost(String step, String object) {}

  /** Looks once. */
  void sweep() {
    List<Lost> lost =
        jdbc.sql(
                """
                select s.step, s.object from step s where s.status = 'WAITING'
                and s.changed_at < now() - interval '5 seconds' and not exists
                (select 1 from scheduled_tasks t
                where t.task_name = 'step' and t.task_instance = s.step || '/' || s.object)
                limit 1000
                """)
            .query((r, n) -> new Lost(r.getString(1), r.getString(2)))
            .list();
    lost.forEach(one -> queue.again(Step.ofLabel(one.step()), one.object()));
  }
}
