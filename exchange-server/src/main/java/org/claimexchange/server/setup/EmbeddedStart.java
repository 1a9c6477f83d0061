package org.claimexchange.server.setup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.claimexchange.ledger.embedded.ChaincodeLaunch;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.EmbeddedNetworkOptions;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts what is embedded before and beside the application: database and chaincode take seconds
 * each, and so does the application.
 */
public final class EmbeddedStart
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Binder binder = Binder.get(context.getEnvironment());
    ExchangeProperties properties = binder.bindOrCreate("exchange", ExchangeProperties.class);
    if (binder.bind("exchange.ledger.address", String.class).isBound()) {
      throw new WrongLedgerSettingsException(
          List.of("exchange.ledger.address is now exchange.ledger.endpoints, a list"));
    }
    if (properties.ledger().isEmbedded()) {
      noHalfOfARealLedger(binder);
    }
    BindResult<String> url = binder.bind("spring.datasource.url", String.class);
    SecureRandom random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    CompletableFuture<DataSource> migrated = new CompletableFuture<>();
    Started started =
        new Started(
            url.isBound()
                ? Optional.empty()
                : Optional.of(
                    inBackground(() -> EmbeddedDatabase.start(properties.dataFolder(), random))),
            properties.ledger().isEmbedded()
                ? Optional.of(
                    inBackground(
                        () -> EmbeddedNetwork.start(options(properties, clock, random, migrated))))
                : Optional.empty(),
            migrated);
    context.getBeanFactory().registerSingleton("embeddedStarted", started);
    context.getBeanFactory().registerSingleton("clock", clock);
    context.getBeanFactory().registerSingleton("secureRandom", random);
  }

  /** Who names a real ledger's files and no peer has slipped, and must not get made-up parties. */
  private static void noHalfOfARealLedger(Binder binder) {
    List<String> named =
        Stream.of(
                "exchange.ledger.tls-roots",
                "exchange.ledger.tls-certificate",
                "exchange.ledger.tls-key",
                "exchange.ledger.certificate",
                "exchange.ledger.key",
                "exchange.ledger.roots",
                "exchange.sample-city.regulator-certificate",
                "exchange.registers.file",
                "exchange.directory.file")
            .filter(name -> !binder.bind(name, String.class).orElse("").isBlank())
            .map(name ->
                name + " belongs to a real ledger, and exchange.ledger.endpoints names no peer")
            .toList();
    if (!named.isEmpty()) {
      throw new WrongLedgerSettingsException(named);
    }
  }

  private static EmbeddedNetworkOptions options(
      ExchangeProperties properties,
      Clock clock,
      SecureRandom random,
      CompletableFuture<DataSource> migrated) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ChaincodeLaunch chaincode =
        ChaincodeLaunch.ofJar(
            java, Path.of(properties.ledger().embedded().chaincodeJar()).toAbsolutePath());
    EmbeddedNetworkOptions options =
        EmbeddedNetworkOptions.of(
                properties.dataFolder().resolve("ledger"), chaincode, clock, random)
            .withNames(properties.ledger().channel(), properties.ledger().chaincode())
            .withHeightWitness(new DatabaseWitness(migrated));
    OptionalInt port = port(properties.ledger().embedded().tlsPort());
    return port.isPresent() ? options.withTlsPort(port.getAsInt()) : options;
  }

  private static OptionalInt port(int configured) {
    return configured < 0 ? OptionalInt.empty() : OptionalInt.of(configured);
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> start) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("embedded-start")
        .start(() -> {
          try {
            future.complete(start.get());
          } catch (RuntimeException e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  /**
   * What is being started.
   *
   * @param database the database; empty where one is configured
   * @param network the ledger network; empty where one is configured
   * @param migrated completed once the database has its tables
   */
  record Started(
      Optional<CompletableFuture<EmbeddedDatabase>> database,
      Optional<CompletableFuture<EmbeddedNetwork>> network,
      CompletableFuture<DataSource> migrated) {}
}
