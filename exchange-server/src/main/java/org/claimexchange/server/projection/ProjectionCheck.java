package org.claimexchange.server.projection;

import java.util.List;
import java.util.Optional;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.ledger.LedgerBlocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds every row of the copy against all blocks of the ledger, read anew from the first one. */
final class ProjectionCheck {
  private static final int MOST_NAMED = 100;

  private final JdbcClient jdbc;
  private final ProjectionTable table;
  private final ConsentLedger ledger;
  private final TransactionTemplate transaction;

  ProjectionCheck(
      JdbcClient jdbc,
      ProjectionTable table,
      ConsentLedger ledger,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.table = table;
    this.ledger = ledger;
    this.transaction = transaction;
  }

  /**
   * What was found.
   *
   * @param block number of the last block that both were held against; -1 where nothing is copied
   * @param rows how many rows stand in the copy
   * @param differences each in a sentence, at most a hundred; none where both are equal
   */
  record Finding(long block, long rows, List<String> differences) {
    Finding {
      differences = List.copyOf(differences);
    }
  }

  /** Compares; nothing is taken into the copy meanwhile. */
  Finding compare() {
    return transaction.execute(status -> {
      table.lock();
      Optional<Checkpoint> checkpoint = table.checkpoint();
      replay(checkpoint);
      List<String> differences =
          jdbc.sql(
                  """
                  select coalesce(a.kind, b.kind) || ' ' || coalesce(a.id, b.id) || case
                  when a.id is null then ': on the ledger, not here'
                  when b.id is null then ': here, not on the ledger'
                  else ': another value on the ledger' end
                  from projection_state a
                  full outer join projection_again b on a.kind = b.kind and a.id = b.id
                  where a.id is null or b.id is null or (a.value, a.transaction_id, a.block, a.place)
                  is distinct from (b.value, b.transaction_id, b.block, b.place)
                  union all
                  select 'transaction ' || coalesce(a.transaction_id, b.transaction_id) || case
                  when a.transaction_id is null then ': on the ledger, not here'
                  when b.transaction_id is null then ': here, not on the ledger'
                  else ': logged otherwise' end
                  from projection_transaction a full outer join projection_logged b
                  on a.transaction_id = b.transaction_id
                  where (a.block, a.place, a.function, a.object)
                  is distinct from (b.block, b.place, b.function, b.object)
                  order by 1 limit ?
                  """)
              .param(MOST_NAMED)
              .query((r, n) -> r.getString(1))
              .list();
      long rows = jdbc.sql("select count(*) from projection_state").query(Long.class).single();
      return new Finding(checkpoint.map(Checkpoint::block).orElse(-1L), rows, differences);
    });
  }

  private void replay(Optional<Checkpoint> checkpoint) {
    jdbc.sql(
            """
            create temp table projection_again (kind text, id text, value bytea,
            transaction_id text, block bigint, place int, primary key (kind, id)) on commit drop
            """)
        .update();
    jdbc.sql(
            """
            create temp table projection_logged (block bigint, place int,
            transaction_id text primary key, function text, object text) on commit drop
            """)
        .update();
    if (checkpoint.isEmpty()) {
      return;
    }
    try (LedgerBlocks blocks = ledger.blocks(0)) {
      long last = checkpoint.get().block();
      for (long number = 0; number <= last && blocks.hasNext(); number++) {
        LedgerBlock block = blocks.next();
        block.writes().forEach(written -> replay(block.number(), written));
      }
    }
  }

  private void replay(long block, LedgerBlock.Written written) {
    for (LedgerBlock.Change change : written.changes()) {
      jdbc.sql("delete from projection_again where kind = ? and id = ?")
          .params(change.kind(), change.id())
          .update();
      if (!change.deleted()) {
        jdbc.sql("insert into projection_again values (?, ?, ?, ?, ?, ?)")
            .params(
                change.kind(),
                change.id(),
                change.value(),
                written.transactionId(),
                block,
                written.place())
            .update();
      }
    }
    jdbc.sql("insert into projection_logged values (?, ?, ?, ?, ?)")
        .params(
            block, written.place(), written.transactionId(), written.function(), written.object())
        .update();
  }
}
