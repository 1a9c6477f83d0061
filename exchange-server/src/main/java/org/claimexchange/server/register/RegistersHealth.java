package org.claimexchange.server.register;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.server.health.SparingLook;
import org.claimexchange.server.register.RegisterLevels.Behind;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/**
 * Whether the registers' entries are level with the ledger. Down while they are behind: the
 * contract refuses what is shown under old roots, so nothing new can be written. Steps wait for
 * them, and go on by themselves.
 */
final class RegistersHealth implements HealthIndicator {
  private final RegisterLevels levels;
  private final Map<String, Told> files;
  private final SparingLook sparing;

  /**
   * @param files what is told of the files that are configured, by the names of the details
   */
  RegistersHealth(RegisterLevels levels, Map<String, Told> files, Clock clock) {
    this.levels = levels;
    this.files = Map.copyOf(files);
    this.sparing = new SparingLook(clock, this::look);
  }

  @Override
  public Health health() {
    return sparing.health();
  }

  private Health look() {
    Health.Builder health = Health.unknown();
    try {
      List<Behind> behind = levels.behind(levels.rows());
      health.status(behind.isEmpty() ? "UP" : "DOWN");
      behind.forEach(one ->
          health.withDetail(
              CanonicalJson.tree(one.register()).asText(),
              "version %d here, %d on the ledger: the regulator's handover is awaited"
                  .formatted(one.here(), one.ledger())));
    } catch (LedgerUnavailableException | DataAccessException e) {
      // Its own words may name hosts.
      health.withDetail("level", "not known: ledger or database does not answer");
    }
    files.forEach((name, told) -> health.withDetail(name, told.sentence()));
    return health.build();
  }
}
