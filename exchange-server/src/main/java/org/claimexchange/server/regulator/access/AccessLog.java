package org.claimexchange.server.regulator.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.claimexchange.server.regulator.ConsolePart;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who of the regulator looked at whom, when and why. The database lets nobody change a row. */
@ConsolePart
public class AccessLog {
  /** How many lines one page holds. */
  public static final int PAGE = 50;

  private static final int SHORTEST_REASON = 4;
  private static final int LONGEST_REASON = 500;

  private final JdbcClient database;
  private final Clock clock;

  AccessLog(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whether these words can be taken as a reason: at least 4 characters, 500 at the most. */
  public static boolean takes(String reason) {
    int length = reason.strip().length();
    return length >= SHORTEST_REASON && length <= LONGEST_REASON;
  }

  /**
   * Records a look before it is granted.
   *
   * @throws IllegalArgumentException if there is no reason that can be taken
   */
  public Access record(String officer, String consent, Ground ground, String reason) {
    if (!takes(reason)) {
      throw new IllegalArgumentException(
          "a reason of " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters");
    }
    return database
        .sql(
            """
            INSERT INTO regulator_access (at, officer, consent, ground, reason)
            VALUES (?, ?, ?, ?, ?) RETURNING *
            """)
        .params(
            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
            officer,
            consent,
            ground.name(),
            reason.strip())
        .query((row, _) -> access(row))
        .single();
  }

  /** All looks at one consent, newest first. */
  public List<Access> of(String consent) {
    return database
        .sql("SELECT * FROM regulator_access WHERE consent = ? ORDER BY id DESC LIMIT 200")
        .param(consent)
        .query((row, _) -> access(row))
        .list();
  }

  /**
   * One page of all looks, newest first.
   *
   * @param before those with a smaller number than this
   */
  public List<Access> page(long before) {
    return database
        .sql("SELECT * FROM regulator_access WHERE id < ? ORDER BY id DESC LIMIT ?")
        .params(before, PAGE)
        .query((row, _) -> access(row))
        .list();
  }

  private static Access access(ResultSet row) throws SQLException {
    return new Access(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("officer"),
        row.getString("consent"),
        Ground.valueOf(row.getString("ground")),
        row.getString("reason"));
  }
}
