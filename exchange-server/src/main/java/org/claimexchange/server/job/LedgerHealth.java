package org.claimexchange.server.job;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.server.health.SparingLook;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the ledger can be read and written, in plain words. Asks one peer for one register, which
 * is no transaction, at most once in a few seconds however often it is asked itself; of writes it
 * tells what the last ones found.
 */
final class LedgerHealth implements HealthIndicator {
  private final ConsentLedger ledger;
  private final LedgerPulse pulse;
  private final JdbcClient jdbc;
  private final SparingLook sparing;

  LedgerHealth(ConsentLedger ledger, LedgerPulse pulse, JdbcClient jdbc, Clock clock) {
    this.ledger = ledger;
    this.pulse = pulse;
    this.jdbc = jdbc;
    this.sparing = new SparingLook(clock, this::look);
  }

  @Override
  public Health health() {
    return sparing.health();
  }

  private Health look() {
    Optional<String> reading = unreadable();
    Optional<LedgerPulse.Trouble> writing = pulse.trouble();
    Health.Builder health =
        reading.isPresent() || writing.isPresent() ? Health.down() : Health.up();
    reading.ifPresent(reason -> health.withDetail("reading", reason));
    writing.ifPresent(trouble ->
        health
            .withDetail("writing", trouble.sentence())
            .withDetail("since", trouble.since().toString()));
    try {
      Waiting waiting = waiting();
      health.withDetail("waitingSteps", waiting.steps());
      waiting.since().ifPresent(since -> health.withDetail("waitingSince", since.toString()));
    } catch (DataAccessException e) {
      health.withDetail("waitingSteps", "not known: the database does not answer");
    }
    return health.build();
  }

  private Optional<String> unreadable() {
    try {
      ledger.register(RegisterName.PARTICIPANTS);
      return Optional.empty();
    } catch (LedgerUnavailableException e) {
      // Its own words may name hosts.
      return Optional.of("no peer of the ledger answers");
    }
  }

  /**
   * Steps that wait for the ledger, and go on by themselves.
   *
   * @param steps how many
   * @param since since when the oldest of them has been waiting
   */
  private record Waiting(long steps, Optional<Instant> since) {}

  private Waiting waiting() {
    return jdbc.sql(
            """
            select count(*), min(unsettled_since) from step
            where status = 'WAITING' and problem like 'ledger:%'
            """)
        .query((r, n) ->
            new Waiting(
                r.getLong(1),
                Optional.ofNullable(r.getObject(2, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)))
        .single();
  }
}
