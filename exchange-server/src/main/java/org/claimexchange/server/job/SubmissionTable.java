package org.claimexchange.server.job;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The saved ids of transactions, and whether their fate is known. */
final class SubmissionTable {
  private final JdbcClient jdbc;

  SubmissionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Ids whose fate nobody has noted, oldest first. */
  List<String> open(String function, String object) {
    return jdbc.sql(
            """
            select transaction_id from submission
            where function = ? and object = ? and not settled order by at
            """)
        .params(function, object)
        .query((r, n) -> r.getString(1))
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
            "update submission set settled = true where function = ? and object = ? and not settled")
        .params(function, object)
        .update();
  }
}
