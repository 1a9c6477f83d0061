package org.claimexchange.server.setup;

import io.grpc.ManagedChannel;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.server.feed.Feed;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The ledger: a real network's peer, or the embedded network. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
  /** Name of the operator's client at the embedded network. */
  static final String OPERATOR_CLIENT = "exchange";

  @Bean
  SubmissionJournal submissionJournal(
      JdbcClient jdbc, Feed feed, PlatformTransactionManager transactions) {
    return new DatabaseJournal(jdbc, feed, transactions);
  }

  /** Holds when no ledger is configured. */
  static final class EmbeddedLedger implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return Binder.get(context.getEnvironment())
          .bind("exchange.ledger.endpoints", Bindable.listOf(String.class))
          .orElse(List.of())
          .isEmpty();
    }
  }

  /** Holds when a ledger is configured. */
  static final class NetworkConfigured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !new EmbeddedLedger().matches(context, metadata);
    }
  }

  /** The embedded network. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(EmbeddedLedger.class)
  static class Embedded {
    /** Depends on the tables: the network holds its height against what the database remembers. */
    @Bean(destroyMethod = "close")
    EmbeddedNetwork embeddedNetwork(
        EmbeddedStart.Started started, DataSource database, FlywayMigrationInitializer tables) {
      started.migrated().complete(database);
      try {
        return started.network().orElseThrow().join();
      } catch (CompletionException e) {
        throw new IllegalStateException("the embedded ledger does not start", e.getCause());
      }
    }

    @Bean(destroyMethod = "close")
    ConsentLedger consentLedger(
        EmbeddedNetwork network, ExchangeProperties properties, SubmissionJournal journal) {
      NetworkIdentity operator = network.issueClient(properties.ledger().mspId(), OPERATOR_CLIENT);
      return LedgerSettings.connect(network, operator, journal);
    }

    @Bean
    CityLedger cityLedger(
        EmbeddedNetwork network, ExchangeProperties properties, SubmissionJournal journal) {
      return new EmbeddedCityLedger(network, properties.ledger().mspId(), journal);
    }
  }

  /** A real network. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(NetworkConfigured.class)
  static class Real {
    @Bean
    RealLedger realLedger(ExchangeProperties properties, Clock clock) {
      return RealLedgerReader.read(properties, clock);
    }

    /** The one connection, for all callers. */
    @Bean(destroyMethod = "shutdown")
    ManagedChannel peerChannel(RealLedger ledger) throws GeneralSecurityException {
      return ledger.peers().open();
    }

    @Bean(destroyMethod = "close")
    ConsentLedger consentLedger(
        ManagedChannel channel, RealLedger ledger, SubmissionJournal journal) {
      return GatewayLedger.connect(channel, ledger.settings(), journal);
    }

    @Bean
    @Conditional(SampleCityConfiguration.Wanted.class)
    CityLedger cityLedger(ManagedChannel channel, RealLedger ledger, SubmissionJournal journal) {
      return new RealCityLedger(ledger, ledger.regulator().orElseThrow(), channel, journal);
    }
  }
}
