package org.claimexchange.server.setup;

import java.time.Clock;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the id of each transaction before it is handed in. */
final class DatabaseJournal implements SubmissionJournal {
  private final JdbcClient jdbc;
  private final Clock clock;

  DatabaseJournal(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void submitting(String function, String objectId, String transactionId) {
    jdbc.sql("insert into submission (transaction_id, function, object, at) values (?, ?, ?, ?)")
        .params(transactionId, function, objectId, Times.utc(clock.instant()))
        .update();
  }
}
