package org.claimexchange.server.setup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database of the embedded set-up; a configured one is Spring Boot's to connect. */
@Configuration(proxyBeanMethods = false)
@Conditional(DatabaseConfiguration.NoneConfigured.class)
class DatabaseConfiguration {
  /** Holds when no database is configured. */
  static final class NoneConfigured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return context.getEnvironment().getProperty("spring.datasource.url", "").isBlank();
    }
  }

  @Bean(destroyMethod = "close")
  EmbeddedDatabase embeddedDatabase(EmbeddedStart.Started started) {
    try {
      return started.database().orElseThrow().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the embedded database does not start", e.getCause());
    }
  }

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(EmbeddedDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(24);
    config.setMinimumIdle(4);
    config.setPoolName("exchange");
    return new HikariDataSource(config);
  }

  /**
   * Nobody else works on this database: what a killed server had begun is begun anew at once, not
   * only when its heartbeat is missed.
   */
  @Bean
  InitializingBean abandonedSteps(JdbcClient jdbc, FlywayMigrationInitializer tables) {
    return () ->
        jdbc.sql(
                """
                update scheduled_tasks set picked = false, picked_by = null,
                last_heartbeat = null, version = version + 1 where picked
                """)
            .update();
  }
}
