package org.claimexchange.server.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ids of assertions that were used, for all instances of the server. */
final class SpentAssertions {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final Clock clock;

  SpentAssertions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Spends an id.
   *
   * @return whether it was fresh
   */
  boolean spend(String client, String jti, Instant expires) {
    jdbc.sql("delete from spent_assertion where expires_at < ?")
        .param(Times.utc(clock.instant().minus(KEPT)))
        .update();
    return jdbc.sql(
                """
                insert into spent_assertion (client, jti, expires_at) values (?, ?, ?)
                on conflict do nothing
                """)
            .params(client, jti, Times.utc(expires))
            .update()
        == 1;
  }
}
