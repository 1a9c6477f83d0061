package org.claimexchange.server.job;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The saved ids of transactions, and whether their fate is known. */
final class SubmissionTable {
  private final JdbcClient jdbc;

  SubmissionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A transaction whose fate nobody has noted.
   *
   * @param transactionId its id
   * @param at when its id was saved, just before it was handed in, by the database's clock
   * @param age how long ago that was, by the same clock: those of two servers may differ
   */
  record Open(String transactionId, Instant at, Duration age) {}

  /** Those whose fate nobody has noted, oldest first. */
  List<Open> open(String function, String object) {
    return jdbc.sql(
            """
            select transaction_id, at, extract(epoch from clock_timestamp() - at) from submission
            where function = ? and object = ? and not settled order by at
            """)
        .params(function, object)
        .query((r, n) ->
            new Open(
                r.getString(1),
                r.getObject(2, OffsetDateTime.class).toInstant(),
                Duration.ofMillis((long) (r.getDouble(3) * 1000))))
        .list();
  }

  /** This one's fate is known. */
  void settled(String transactionId) {
    jdbc.sql("update submission set settled = true where transaction_id = ?")
        .param(transactionId)
        .update();
  }

  /** What it was to write stands: none of the others can take effect any more. */
  void settled(String function, String object) {
    jdbc.sql(
            "update submission set settled = true where function = ? and object = ? and not"
                + " settled")
        .params(function, object)
        .update();
  }
}
