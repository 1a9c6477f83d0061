package org.claimexchange.server.regulator;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import javax.sql.DataSource;
import org.claimexchange.server.regulator.sample.SampleCase;
import org.claimexchange.server.regulator.sample.SampleCases;
import org.claimexchange.server.regulator.sample.SampleLedger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.context.ConfigurableApplicationContext;

/** Database, ledger and console of the tests, started once and stopped at the end. */
final class ConsoleWorld implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres database;
  private final SampleLedger ledger;
  private final SampleCases cases = new SampleCases();
  private final ConfigurableApplicationContext application;

  private ConsoleWorld() throws Exception {
    folder = Files.createTempDirectory("console-world");
    database = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("database")).start();
    ledger = SampleLedger.start(folder.resolve("ledger"), Clock.systemUTC(), new SecureRandom());
    application =
        ConsoleApplication.start(ledger, cases, database.getPostgresDatabase(), Clock.systemUTC());
  }

  /** A case, handed over as an honest operator would. */
  SampleCase kept(SampleCase one) {
    cases.keep(one);
    return one;
  }

  SampleLedger ledger() {
    return ledger;
  }

  SampleCases cases() {
    return cases;
  }

  DataSource database() {
    return database.getPostgresDatabase();
  }

  <T> T bean(Class<T> type) {
    return application.getBean(type);
  }

  String url(String path) {
    return "http://localhost:"
        + application.getEnvironment().getRequiredProperty("local.server.port")
        + path;
  }

  @Override
  public void close() throws Exception {
    application.close();
    ledger.close();
    database.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Hands the one world to every test that asks for it. */
  static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ConsoleWorld.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(ConsoleWorld.class))
          .computeIfAbsent(ConsoleWorld.class, _ -> start(), ConsoleWorld.class);
    }

    private static ConsoleWorld start() {
      try {
        return new ConsoleWorld();
      } catch (Exception e) {
        throw new IllegalStateException("the tests' world did not start", e);
      }
    }
  }
}
