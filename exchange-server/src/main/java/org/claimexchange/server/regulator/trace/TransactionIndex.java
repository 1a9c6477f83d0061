package org.claimexchange.server.regulator.trace;

import java.util.List;
import java.util.Optional;
import org.claimexchange.ledger.LedgerEvent;
import org.claimexchange.server.regulator.ConsolePart;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which transaction did what, as read from the ledger's blocks: what the ledger itself does not
 * answer when asked for a transaction. It holds nothing that the ledger does not; emptied, it fills
 * itself again.
 */
@ConsolePart
public class TransactionIndex {
  private final JdbcClient database;

  TransactionIndex(JdbcClient database) {
    this.database = database;
  }

  /** Takes in one write; a second time it changes nothing. */
  void take(LedgerEvent event) {
    database
        .sql(
            """
            INSERT INTO regulator_transaction (transaction_id, block, function, object)
            VALUES (?, ?, ?, ?) ON CONFLICT (transaction_id) DO NOTHING
            """)
        .params(event.transactionId(), event.block(), event.function(), event.object())
        .update();
  }

  /** The block to read on from: the last one seen, which may not have been read to its end. */
  long lastBlock() {
    return database
        .sql("SELECT coalesce(max(block), 0) FROM regulator_transaction")
        .query(Long.class)
        .single();
  }

  /** What a transaction did; empty where no such transaction was seen. */
  public Optional<LedgerEvent> find(String transactionId) {
    return database
        .sql(
            """
            SELECT function, object, transaction_id, block FROM regulator_transaction
            WHERE transaction_id = ?
            """)
        .param(transactionId)
        .query((row, _) ->
            new LedgerEvent(
                row.getString("function"),
                row.getString("object"),
                row.getString("transaction_id"),
                row.getLong("block")))
        .optional();
  }

  /** How many transactions called each function of the contract. */
  public List<FunctionCount> counts() {
    return database
        .sql(
            """
            SELECT function, count(*) AS number FROM regulator_transaction
            GROUP BY function ORDER BY function
            """)
        .query((row, _) -> new FunctionCount(row.getString("function"), row.getLong("number")))
        .list();
  }

  /**
   * Transactions of one function.
   *
   * @param function name of the contract's function
   * @param transactions how many
   */
  public record FunctionCount(String function, long transactions) {}
}
