package org.claimexchange.server.setup;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.claimexchange.ledger.embedded.HeightWitness;
import org.claimexchange.ledger.embedded.LedgerHeight;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers the embedded ledger's height in the database; waits for that to have its tables. */
final class DatabaseWitness implements HeightWitness {
  private final CompletableFuture<DataSource> migrated;

  DatabaseWitness(CompletableFuture<DataSource> migrated) {
    this.migrated = migrated;
  }

  @Override
  public Optional<LedgerHeight> load() {
    return jdbc()
        .sql("select height, header_hash from ledger_height")
        .query((r, n) -> new LedgerHeight(r.getLong(1), r.getString(2)))
        .optional();
  }

  @Override
  public void save(LedgerHeight height) {
    jdbc()
        .sql(
            """
            insert into ledger_height (height, header_hash) values (?, ?)
            on conflict (one) do update set
            height = excluded.height, header_hash = excluded.header_hash
            """)
        .params(height.height(), height.headerHash())
        .update();
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(migrated.join());
  }
}
