package org.claimexchange.server.setup;

import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.model.transaction.Transaction;
import org.claimexchange.server.feed.Feed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the id of each transaction and its entry in the regulator's feed before it is handed in,
 * both or neither, in a database transaction of its own: whatever becomes of its caller's, what was
 * handed in is in the feed.
 */
final class DatabaseJournal implements SubmissionJournal {
  private final JdbcClient jdbc;
  private final Feed feed;
  private final TransactionTemplate own;

  DatabaseJournal(JdbcClient jdbc, Feed feed, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.feed = feed;
    this.own =
        new TransactionTemplate(
            transactions,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
  }

  @Override
  public void submitting(Transaction transaction, String objectId, String transactionId) {
    own.executeWithoutResult(status -> {
      // By the database's clock, which is one for all servers and judges later how old it is.
      jdbc.sql(
              """
              insert into submission (transaction_id, function, object, at)
              values (?, ?, ?, clock_timestamp())
              """)
          .params(transactionId, transaction.function(), objectId)
          .update();
      // Last: from here to the end of this database transaction all others wait.
      feed.append(transaction, transactionId);
    });
  }
}
