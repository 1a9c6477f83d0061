package org.claimexchange.server.patient;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.claimexchange.server.provider.BuiltInProvider;
import org.claimexchange.server.provider.ProviderSettings;
import org.claimexchange.server.provider.SamplePerson;
import org.claimexchange.server.setup.EmbeddedDatabase;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.vault.FileVault;
import org.claimexchange.server.vault.Ids;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.web.Reference;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The page with its API, a real provider and a real database; requests, registers and the ledger
 * are {@link StandIn}s. The way through the real ledger is the server's own test.
 */
final class PageUnderTest implements AutoCloseable {
  private final EmbeddedDatabase database;
  private final BuiltInProvider provider;
  private final ConfigurableApplicationContext application;
  private final int port;
  final StandIn requests;
  final StandInConsents consents;

  private PageUnderTest(Path folder) throws Exception {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    port = freePort();
    database = EmbeddedDatabase.start(folder, random);
    provider =
        BuiltInProvider.start(
            new ProviderSettings(
                true,
                folder,
                freePort(),
                ProviderSettings.PAGE_CLIENT_ID,
                List.of(URI.create(page())),
                List.of(
                    new SamplePerson("li.xiuying", StandIn.MOTHER),
                    new SamplePerson("zhao.dayong", StandIn.STRANGER))),
            clock,
            random);
    requests =
        new StandIn(() -> provider, URI.create("http://localhost:" + port + "/insurer"), clock);
    consents = new StandInConsents(requests, clock);
    SpringApplication spring = new SpringApplication(Application.class);
    spring.setDefaultProperties(
        Map.of(
            "server.port",
            port,
            "exchange.public-url",
            "http://localhost:" + port,
            "spring.main.banner-mode",
            "off"));
    spring.addInitializers(beans(folder, clock, random));
    application = spring.run();
  }

  static PageUnderTest start(Path folder) throws Exception {
    return new PageUnderTest(folder);
  }

  /** The page's address. */
  String page() {
    return "http://localhost:" + port + "/h5/";
  }

  String link(String token) {
    return page() + "#/r/" + token;
  }

  BuiltInProvider provider() {
    return provider;
  }

  String password(String username) {
    return provider.logins().stream()
        .filter(login -> login.username().equals(username))
        .findFirst()
        .orElseThrow()
        .password();
  }

  @Override
  public void close() throws Exception {
    application.close();
    provider.close();
    database.close();
  }

  private ApplicationContextInitializer<GenericApplicationContext> beans(
      Path folder, Clock clock, SecureRandom random) {
    DataSource data =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    return context -> {
      JdbcClient jdbc = JdbcClient.create(data);
      tables(jdbc);
      context.registerBean(JdbcClient.class, () -> jdbc);
      context.registerBean(Clock.class, () -> clock);
      context.registerBean(SecureRandom.class, () -> random);
      context.registerBean(Ids.class, () -> new Ids(random));
      context.registerBean(
          SealedBytes.class,
          () -> new SealedBytes(new FileVault(folder.resolve("vault"), random), random));
      context.registerBean(StandIn.class, () -> requests);
      context.registerBean(StandInConsents.class, () -> consents);
    };
  }

  private static void tables(JdbcClient jdbc) {
    try (var in =
        PageUnderTest.class.getResourceAsStream("/db/migration/V10__patient_sessions.sql")) {
      String script = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      for (String statement : script.split(";")) {
        if (!statement.isBlank()) {
          jdbc.sql(statement).update();
        }
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The patient's side and the web around it, nothing else of the server. */
  @ImportAutoConfiguration({
    org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration
        .class,
    org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration.class,
    org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration.class,
    org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration.class,
    org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration
        .class,
    org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration.class,
    org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration
        .class,
    org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration
        .class
  })
  @ComponentScan(
      basePackageClasses = Reference.class,
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*ReferenceFilter"))
  @EnableConfigurationProperties(ExchangeProperties.class)
  @Import({
    PatientConfiguration.class,
    PageHosting.class,
    SessionApi.class,
    RequestApi.class,
    ConsentApi.class,
    PatientProblemAdvice.class
  })
  static class Application {}
}
