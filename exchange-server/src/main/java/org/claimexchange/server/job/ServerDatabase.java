package org.claimexchange.server.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.claimexchange.server.setup.EmbeddedDatabase;
import org.claimexchange.server.setup.ExchangeProperties;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The server's database, found by the server's own configuration, for commands beside it. */
public final class ServerDatabase {
  private ServerDatabase() {}

  /** Reads configuration as the server does, and nothing more. */
  private static final class Nothing {}

  /**
   * Finds it.
   *
   * @param data the data folder; as configured where empty
   * @throws NoDatabaseException if there is none
   */
  public static DataSource find(String data) {
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
      return source(context.getEnvironment());
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
}
