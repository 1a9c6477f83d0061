package org.claimexchange.server.release;

import ca.uhn.fhir.context.FhirContext;
import java.security.SecureRandom;
import java.time.Clock;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.pull.FhirSourceConnector;
import org.claimexchange.server.pull.PullLimits;
import org.claimexchange.server.pull.SourceConnector;
import org.claimexchange.server.register.ParticipantDirectory;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.vault.ExchangeKeys;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts releases and pulls together. */
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {
  @Bean
  ReleaseTable releaseTable(JdbcClient jdbc, SealedBytes sealed, Clock clock) {
    return new ReleaseTable(jdbc, sealed, clock);
  }

  @Bean
  FhirReader fhirReader(FhirContext fhir, ExchangeProperties properties) {
    return new FhirReader(fhir, (int) properties.pull().maxPage().toBytes());
  }

  @Bean
  SourceConnector sourceConnector(
      ExchangeKeys keys,
      FhirReader reader,
      ExchangeProperties properties,
      Clock clock,
      SecureRandom random) {
    PullLimits limits =
        new PullLimits(
            (int) properties.pull().maxPage().toBytes(),
            properties.pull().maxTotal().toBytes(),
            properties.pull().maxPages(),
            properties.pull().timeout());
    return new FhirSourceConnector(keys.client(), reader, limits, clock, random);
  }

  @Bean
  ReleasePreparation releasePreparation(
      ReleaseTable table,
      RequestTable requests,
      StepQueue queue,
      SecureRandom random,
      ExchangeProperties properties,
      Clock clock) {
    return new ReleasePreparation(
        table, requests, queue, random, properties.pull().waiting(), clock);
  }

  @Bean
  ClaimEnd claimEnd(
      ReleaseTable table,
      RequestTable requests,
      StepTable steps,
      Story story,
      Vault vault,
      TransactionTemplate transaction,
      Clock clock) {
    return new ClaimEnd(table, requests, steps, story, vault, transaction, clock);
  }

  @Bean
  OpenReleaseWork openReleaseWork(
      ReleaseTable table,
      RequestTable requests,
      Covers covers,
      Registers registers,
      LedgerWrites writes,
      StepQueue queue,
      Story story,
      Progress progress,
      TransactionTemplate transaction,
      ClaimEnd end) {
    return new OpenReleaseWork(
        table, requests, covers, registers, writes, queue, story, progress, transaction, end);
  }

  @Bean
  PullWork pullWork(
      ReleaseTable table,
      RequestTable requests,
      Covers covers,
      ParticipantDirectory directory,
      SourceConnector connector,
      ConsentLedger ledger,
      StepQueue queue,
      Story story,
      Progress progress,
      ClaimEnd end,
      TransactionTemplate transaction,
      ExchangeProperties properties,
      Clock clock) {
    return new PullWork(
        table,
        requests,
        covers,
        directory,
        connector,
        ledger,
        queue,
        story,
        progress,
        end,
        transaction,
        properties.operator().id(),
        clock);
  }
}
