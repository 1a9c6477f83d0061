package org.claimexchange.server.request;

import ca.uhn.fhir.context.FhirContext;
import java.security.SecureRandom;
import java.time.Clock;
import org.claimexchange.server.job.LedgerWrites;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.vault.Ids;
import org.claimexchange.server.vault.PersonTags;
import org.claimexchange.server.vault.SealedBytes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the intake of data requests together. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {
  @Bean
  RequestTable requestTable(JdbcClient jdbc, SealedBytes sealed, PersonTags tags, Clock clock) {
    return new RequestTable(jdbc, sealed, tags, clock);
  }

  @Bean
  DataRequests dataRequests(
      RequestTable table, Registers registers, ExchangeProperties properties, Clock clock) {
    return new StoredDataRequests(table, registers, properties.delivery().retentionDays(), clock);
  }

  @Bean
  TaskIntake taskIntake(
      FhirContext fhir,
      RequestTable table,
      Registers registers,
      StepQueue queue,
      Story story,
      Progress progress,
      TransactionTemplate transaction,
      ExchangeProperties properties,
      Ids ids,
      SecureRandom random,
      Clock clock) {
    TaskReader reader =
        new TaskReader(
            fhir,
            (int) properties.request().maxSize().toBytes(),
            (int) properties.request().maxValidity().toDays());
    return new TaskIntake(
        reader,
        table,
        registers,
        queue,
        story,
        progress,
        transaction,
        properties.request(),
        ids,
        random,
        clock);
  }

  @Bean
  TaskWriter taskWriter(
      FhirContext fhir,
      RequestTable table,
      TaskDetail.Source details,
      ExchangeProperties properties) {
    return new TaskWriter(
        fhir, table, details, properties.publicUrl().toString(), properties.operator().id());
  }

  @Bean
  RecordRequestWork recordRequestWork(
      RequestTable table,
      Registers registers,
      LedgerWrites writes,
      Story story,
      Progress progress,
      TransactionTemplate transaction,
      Clock clock) {
    return new RecordRequestWork(table, registers, writes, story, progress, transaction, clock);
  }

  @Bean
  CloseRequestWork closeRequestWork(
      RequestTable table,
      StepTable steps,
      Story story,
      TransactionTemplate transaction,
      Clock clock) {
    return new CloseRequestWork(table, steps, story, transaction, clock);
  }
}
