package org.claimexchange.server.push;

import java.time.Clock;
import org.apache.coyote.ContinueResponseTiming;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.job.Refusals;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.pull.PullLimits;
import org.claimexchange.server.release.DocumentTable;
import org.claimexchange.server.release.ReleaseProofs;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.vault.Ids;
import org.claimexchange.server.vault.SealedBytes;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the agents' way in together. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {
  private static final int MEGABYTE = 1 << 20;

  @Bean
  PushTable pushTable(JdbcClient jdbc, SealedBytes sealed, Ids ids, Clock clock) {
    return new PushTable(jdbc, sealed, ids, clock);
  }

  @Bean
  PushSessions pushSessions(
      ReleaseTable releases,
      ReleaseProofs proofs,
      Covers covers,
      PushTable table,
      TransactionTemplate transaction,
      Refusals refusals) {
    return new PushSessions(releases, proofs, covers, table, transaction, refusals);
  }

  /** An agent that asks before it sends a large file is told to go on when the file is read. */
  @Bean
  TomcatConnectorCustomizer askedBeforeSent() {
    return connector ->
        connector.setProperty(
            "continueResponseTiming", ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
  }

  /** Two of the largest files at once, whoever sends them. */
  @Bean
  PushLoad pushLoad(PullLimits limits) {
    return new PushLoad(2 * (limits.documentBytes() / MEGABYTE + 1));
  }

  @Bean
  Pushes pushes(
      ReleaseTable releases,
      DocumentTable documents,
      PushTable table,
      DocumentReader reader,
      StepQueue queue,
      TransactionTemplate transaction,
      PullLimits limits,
      Clock clock) {
    return new Pushes(releases, documents, table, reader, queue, transaction, limits, clock);
  }
}
