package org.claimexchange.server.release;

import java.security.SecureRandom;
import java.time.Clock;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.Refusals;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.pull.SourceConnector;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.vault.PersonTags;
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
  DocumentTable documentTable(
      JdbcClient jdbc, SealedBytes sealed, PersonTags tags, ReleaseTable releases) {
    return new DocumentTable(jdbc, sealed, tags, releases);
  }

  @Bean
  ReleaseProofs releaseProofs(ReleaseTable table, Covers covers, ConsentLedger ledger) {
    return new ReleaseProofs(table, covers, ledger);
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
      DocumentTable documents,
      DocumentReader reader,
      RequestTable requests,
      Covers covers,
      SourceConnector connector,
      ReleaseProofs proofs,
      StepQueue queue,
      Story story,
      Progress progress,
      ClaimEnd end,
      Refusals refusals,
      TransactionTemplate transaction,
      Clock clock) {
    return new PullWork(
        table,
        documents,
        reader,
        requests,
        covers,
        connector,
        proofs,
        queue,
        story,
        progress,
        end,
        refusals,
        transaction,
        clock);
  }
}
