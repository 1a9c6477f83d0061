package org.claimexchange.server.feed;

import java.time.Clock;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The feed's rows. One row says where the feed ends; whoever appends locks it until its database
 * transaction ends, so numbers have no gaps and the chain no fork, however many servers append.
 */
final class FeedTable {
  /** An entry has up to 1.5 MB, most have a few KB. */
  private static final int LINES_AT_ONCE = 16;

  private final JdbcClient jdbc;
  private final Clock clock;

  FeedTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Where the feed ends.
   *
   * @param number of the last entry; 0 before the first
   * @param digest what the next one names
   */
  record Head(long number, Digest digest) {}

  Head head() {
    return head("select number, digest from feed_head");
  }

  private Head head(String sql) {
    return jdbc.sql(sql)
        .query((row, n) -> new Head(row.getLong(1), new Digest(row.getString(2))))
        .single();
  }

  /** Puts an entry at the end. Runs in the caller's transaction. */
  void append(SealedContent content) {
    Head end = head("select number, digest from feed_head for update");
    FeedEntry entry = content.at(end.number() + 1, end.digest());
    Digest digest = entry.digest();
    jdbc.sql("insert into feed (number, transaction_id, line, digest, at) values (?, ?, ?, ?, ?)")
        .params(
            entry.number(),
            entry.transactionId(),
            CanonicalJson.writeText(entry),
            digest.value(),
            Times.utc(clock.instant()))
        .update();
    jdbc.sql("update feed_head set number = ?, digest = ?")
        .params(entry.number(), digest.value())
        .update();
  }

  /** The next few entries between two numbers, both included, in order. */
  List<String> lines(long from, long to) {
    return jdbc.sql(
            "select line from feed where number between ? and ? order by number limit "
                + LINES_AT_ONCE)
        .params(from, to)
        .query((row, n) -> row.getString(1))
        .list();
  }
}
