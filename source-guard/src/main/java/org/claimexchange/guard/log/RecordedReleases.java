package org.claimexchange.guard.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.release.ReleaseState;

/**
 * Releases as the ledger's transactions tell them: give it the writes of each that took effect, in
 * their order, then ask. The keys are those of {@code docs/architecture.md}, composite as Fabric
 * makes them.
 */
public final class RecordedReleases implements LedgerReleases {
  private static final String RELEASE = "release";
  private static final String CONSENT = "consent";

  private record Opened(ReleaseState first, Instant at) {}

  private final Map<String, Opened> releases = new HashMap<>();
  private final Map<String, Instant> withdrawn = new HashMap<>();

  /**
   * Takes one transaction.
   *
   * @param time its timestamp
   * @param writes what it wrote in the contract's state, by key
   * @throws MalformedJsonException if a release or consent is not what the contract writes
   */
  public void take(Instant time, Map<String, String> writes) {
    writes.forEach((key, value) -> {
      String[] parts = key.split("\u0000", -1);
      // A composite key begins and ends with the separator.
      if (parts.length != 4 || !parts[0].isEmpty() || value.isEmpty()) {
        return;
      }
      byte[] json = value.getBytes(StandardCharsets.UTF_8);
      if (parts[1].equals(RELEASE)) {
        var state = CanonicalJson.read(json, ReleaseState.class);
        releases.putIfAbsent(parts[2], new Opened(state, time));
      } else if (parts[1].equals(CONSENT)) {
        var state = CanonicalJson.read(json, ConsentState.class);
        if (state.status() == ConsentStatus.REVOKED) {
          withdrawn.putIfAbsent(parts[2], time);
        }
      }
    });
  }

  @Override
  public Optional<LedgerRelease> find(String release) {
    return Optional.ofNullable(releases.get(release))
        .map(opened ->
            new LedgerRelease(
                opened.first().body(),
                opened.at(),
                Optional.ofNullable(withdrawn.get(opened.first().consent()))));
  }
}
