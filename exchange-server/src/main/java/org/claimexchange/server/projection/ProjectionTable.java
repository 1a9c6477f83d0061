package org.claimexchange.server.projection;

import java.util.Optional;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of the copy. Every method runs in its caller's transaction. */
final class ProjectionTable {
  /** The number of the lock under which the copy is changed, the same for all instances. */
  private static final long LOCK = 0x70726f6a656374L;

  private final JdbcClient jdbc;

  ProjectionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits until nobody else changes the copy, in this or another instance. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((r, n) -> true).single();
  }

  Optional<Checkpoint> checkpoint() {
    return jdbc.sql("select genesis, block, hash from projection_checkpoint")
        .query((r, n) -> new Checkpoint(r.getString(1), r.getLong(2), r.getString(3)))
        .optional();
  }

  void checkpoint(Checkpoint checkpoint) {
    jdbc.sql(
            """
            insert into projection_checkpoint (genesis, block, hash) values (?, ?, ?)
            on conflict (one) do update set block = excluded.block, hash = excluded.hash
            """)
        .params(checkpoint.genesis(), checkpoint.block(), checkpoint.hash())
        .update();
  }

  void take(long block, LedgerBlock.Written written, LedgerBlock.Change change) {
    if (change.deleted()) {
      jdbc.sql("delete from projection_state where kind = ? and id = ?")
          .params(change.kind(), change.id())
          .update();
      return;
    }
    jdbc.sql(
            """
            insert into projection_state
            (kind, id, value, transaction_id, block, place, changed_at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict (kind, id) do update set
            value = excluded.value, transaction_id = excluded.transaction_id,
            block = excluded.block, place = excluded.place, changed_at = excluded.changed_at
            """)
        .params(
            change.kind(),
            change.id(),
            change.value(),
            written.transactionId(),
            block,
            written.place(),
            Times.utc(written.at()))
        .update();
  }

  /** Not "on conflict": a transaction that comes twice is an error, and nothing is taken. */
  void log(long block, LedgerBlock.Written written) {
    jdbc.sql(
            """
            insert into projection_transaction
            (block, place, transaction_id, function, object, at) values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            block,
            written.place(),
            written.transactionId(),
            written.function(),
            written.object(),
            Times.utc(written.at()))
        .update();
  }

  /** Everything goes; what was asked of the copy stays. */
  void clear() {
    jdbc.sql("delete from projection_state").update();
    jdbc.sql("delete from projection_transaction").update();
    jdbc.sql("delete from projection_checkpoint").update();
  }
}
