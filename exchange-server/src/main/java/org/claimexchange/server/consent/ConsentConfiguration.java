package org.claimexchange.server.consent;

import java.security.SecureRandom;
import java.time.Clock;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequests;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.vault.PersonTags;
import org.claimexchange.server.vault.SealedBytes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts what grantors do together. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {
  @Bean
  ConsentTable consentTable(JdbcClient jdbc, SealedBytes sealed, PersonTags tags, Clock clock) {
    return new ConsentTable(jdbc, sealed, tags, clock);
  }

  @Bean
  Covers covers(ConsentTable table, Registers registers) {
    return new Covers(table, registers);
  }

  @Bean
  ConsentViews consentViews(
      ConsentTable table,
      DataRequests requests,
      Registers registers,
      ClaimProgress.Teller progress,
      Story story,
      Clock clock) {
    return new ConsentViews(table, requests, registers, progress, story, clock);
  }

  @Bean
  Consents consents(
      ConsentTable table,
      RequestTable requestTable,
      DataRequests requests,
      Registers registers,
      ConsentViews views,
      StepQueue queue,
      Story story,
      TransactionTemplate transaction,
      SecureRandom random,
      ExchangeProperties properties) {
    return new DurableConsents(
        table,
        requestTable,
        requests,
        registers,
        views,
        queue,
        story,
        transaction,
        random,
        properties.request().answerWait());
  }

  @Bean
  GrantWork grantWork(
      ConsentTable table,
      DataRequests requests,
      Registers registers,
      Covers covers,
      LedgerWrites writes,
      AfterGrant after,
      Progress progress,
      TransactionTemplate transaction) {
    return new GrantWork(table, requests, registers, covers, writes, after, progress, transaction);
  }

  @Bean
  WithdrawWork withdrawWork(
      ConsentTable table,
      Registers registers,
      ConsentLedger ledger,
      LedgerWrites writes,
      AfterGrant after,
      TransactionTemplate transaction) {
    return new WithdrawWork(table, registers, ledger, writes, after, transaction);
  }

  @Bean
  ObserveWithdrawalWork observeWithdrawalWork(
      ConsentTable table, ConsentLedger ledger, AfterGrant after, TransactionTemplate transaction) {
    return new ObserveWithdrawalWork(table, ledger, after, transaction);
  }

  @Bean
  ExpireWork expireWork(
      ConsentTable table, AfterGrant after, TransactionTemplate transaction, Clock clock) {
    return new ExpireWork(table, after, transaction, clock);
  }

  @Bean
  WithdrawalWatch withdrawalWatch(
      ConsentLedger ledger,
      ConsentTable table,
      StepQueue queue,
      JdbcClient jdbc,
      TransactionTemplate transaction) {
    return new WithdrawalWatch(ledger, table, queue, jdbc, transaction);
  }

  @Bean
  RefuseWork refuseWork(
      RequestTable requests,
      Registers registers,
      LedgerWrites writes,
      StepTable steps,
      Story story,
      TransactionTemplate transaction) {
    return new RefuseWork(requests, registers, writes, steps, story, transaction);
  }
}
