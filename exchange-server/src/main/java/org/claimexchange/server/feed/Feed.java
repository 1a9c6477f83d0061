package org.claimexchange.server.feed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Transaction;
import org.claimexchange.server.register.Regulators;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Both sides of every transaction that this exchange hands in, encrypted to the regulator's
 * registered certificate, numbered and chained. What was written here nobody reads back without the
 * regulator's key. Safe for use by several threads and several servers on one database.
 */
public final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final FeedTable table;
  private final FeedRecipients recipients;
  private final FeedSealer sealer;
  private final TransactionTemplate callers;

  /** The feed of this database, for the regulators of these registers. */
  public Feed(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Regulators regulators,
      SecureRandom random,
      Clock clock) {
    this.table = new FeedTable(jdbc, clock);
    this.recipients = new FeedRecipients(regulators, clock);
    this.sealer = new FeedSealer(random);
    this.callers =
        new TransactionTemplate(
            transactions,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_MANDATORY));
  }

  /**
   * Adds a transaction that is about to be handed in. Runs in the caller's database transaction and
   * holds the feed until that ends: do nothing slow after it.
   *
   * <p>Where no certificate is registered that can be encrypted to, two kinds go on without an
   * entry: changes of the registers, since they alone can mend that and are the regulator's own,
   * and withdrawals, which nobody may hold back. All else is refused.
   *
   * @throws FeedClosedException if the regulator could not read it and it is neither
   * @throws org.springframework.transaction.IllegalTransactionStateException if the caller has no
   *     database transaction
   */
  public void append(Transaction transaction, String transactionId) {
    callers.executeWithoutResult(status -> {
      Optional<SealedContent> content =
          recipients
              .of(transaction)
              .flatMap(recipient -> sealer.seal(transaction, transactionId, recipient));
      if (content.isPresent()) {
        table.append(content.get());
      } else if (goesOnWithoutEntry(transaction)) {
        LOG.warn(
            "{} {} goes to the ledger without an entry in the regulator's feed: {}",
            transaction.function(),
            transactionId,
            FeedClosedException.WHY);
      } else {
        LOG.error("{} is not handed in: {}", transaction.function(), FeedClosedException.WHY);
        throw new FeedClosedException();
      }
    });
  }

  /** The number of the last entry; 0 where there is none. */
  public long last() {
    return table.head().number();
  }

  /**
   * Writes the entries that are there now, one line each, a few at a time.
   *
   * @param from number of the first, from 1; nothing is written where it is not there yet
   * @throws IOException if they cannot be written
   */
  public void writeTo(long from, OutputStream out) throws IOException {
    long last = last();
    long next = from;
    while (next <= last) {
      List<String> lines = table.lines(next, last);
      if (lines.isEmpty()) {
        throw new IOException("the feed ends before its last entry, number " + last);
      }
      for (String line : lines) {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
      next += lines.size();
    }
  }

  private static boolean goesOnWithoutEntry(Transaction transaction) {
    return switch (transaction) {
      case Initialize _, ChangeRegister _, Revoke _ -> true;
      case RecordRequest _,
          Grant _,
          Refuse _,
          OpenRelease _,
          RecordDelivery _,
          RecordReceipt _,
          RecordErasure _,
          FileObjection _,
          ResolveObjection _ ->
          false;
    };
  }
}
