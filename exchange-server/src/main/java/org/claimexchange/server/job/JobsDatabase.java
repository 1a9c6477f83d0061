package org.claimexchange.server.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server's database, found by the server's own configuration, for a command beside it. */
final class JobsDatabase implements AutoCloseable {
  private final JdbcClient jdbc;
  private final StepTable steps;
  private final StepQueue queue;
  private final Story story;

  private JobsDatabase(DataSource source, Clock clock) {
    this.jdbc = JdbcClient.create(source);
    this.steps = new StepTable(jdbc, clock);
    SchedulerClient client = SchedulerClient.Builder.create(source).build();
    this.queue = new StepQueue(steps, () -> client, new StepEnds(), clock);
    this.story = new Story(jdbc);
  }

  /**
   * Finds it.
   *
   * @param data the data folder; as configured where empty
   * @throws NoDatabaseException if there is none
   */
  static JobsDatabase open(String data) {
    return new JobsDatabase(ServerDatabase.find(data), Clock.systemUTC());
  }

  StepTable steps() {
    return steps;
  }

  StepQueue queue() {
    return queue;
  }

  Story story() {
    return story;
  }

  /**
   * The request that an id belongs to.
   *
   * @throws IllegalArgumentException if it belongs to none
   */
  String requestOf(String id) {
    return jdbc.sql(
            """
            select id from data_request where id = :id or release = :id or delivery = :id
            union select request from consent where id = :id
            """)
        .param("id", id)
        .query(String.class)
        .optional()
        .orElseThrow(() -> new IllegalArgumentException("nothing here has the id " + id));
  }

  /** Where a request stands. */
  String standing(String request) {
    return jdbc.sql("select status || ' ' || reason from data_request where id = ?")
        .param(request)
        .query(String.class)
        .single()
        .strip();
  }

  @Override
  public void close() {
    // Connections are closed with each use.
  }
}
