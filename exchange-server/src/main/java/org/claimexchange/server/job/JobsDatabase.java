package org.claimexchange.server.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.server.setup.EmbeddedDatabase;
import org.claimexchange.server.setup.ExchangeProperties;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server's database, found by the server's own configuration, for a command beside it. */
final class JobsDatabase implements AutoCloseable {
  private final JdbcClient jdbc;
  private final StepTable steps;
  private final StepQueue queue;
  private final Story story;

  private JobsDatabase(PGSimpleDataSource source, Clock clock) {
    this.jdbc = JdbcClient.create(source);
    this.steps = new StepTable(jdbc, clock);
    SchedulerClient client = SchedulerClient.Builder.create(source).build();
    this.queue = new StepQueue(steps, () -> client, new StepEnds(), clock);
    this.story = new Story(jdbc);
  }

  /** Reads configuration as the server does, and nothing more. */
  private static final class Nothing {}

  /**
   * Finds it.
   *
   * @param data the data folder; as configured where empty
   * @throws NoDatabaseException if there is none
   */
  static JobsDatabase open(String data) {
    Map<String, Object> overrides = new HashMap<>();
    overrides.put("logging.level.root", "error");
    if (!data.isEmpty()) {
      overrides.put("exchange.data", data);
    }
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Nothing.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .properties(overrides)
            .run(
                overrides.entrySet().stream()
                    .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                    .toArray(String[]::new))) {
      return new JobsDatabase(source(context.getEnvironment()), Clock.systemUTC());
    }
  }

  private static PGSimpleDataSource source(Environment environment) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    String url = environment.getProperty("spring.datasource.url", "");
    if (!url.isBlank()) {
      source.setUrl(url);
      source.setUser(environment.getProperty("spring.datasource.username", ""));
      source.setPassword(environment.getProperty("spring.datasource.password", ""));
      return source;
    }
    ExchangeProperties properties =
        Binder.get(environment).bindOrCreate("exchange", ExchangeProperties.class);
    EmbeddedDatabase database =
        embedded(properties)
            .orElseThrow(() ->
                new NoDatabaseException(
                    "no server runs with the data folder "
                        + properties.dataFolder()
                        + "; start it, or name the folder with --data"));
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  private static Optional<EmbeddedDatabase> embedded(ExchangeProperties properties) {
    try {
      return EmbeddedDatabase.running(properties.dataFolder());
    } catch (IOException e) {
      throw new NoDatabaseException("the data folder cannot be read: " + properties.dataFolder());
    }
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
