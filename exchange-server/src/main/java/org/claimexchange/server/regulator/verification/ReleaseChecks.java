package org.claimexchange.server.regulator.verification;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.claimexchange.server.regulator.casefile.CaseFile;
import org.claimexchange.server.regulator.casefile.DeliveryFile;
import org.claimexchange.server.regulator.casefile.ReleaseFile;
import org.claimexchange.server.regulator.trace.Trace;

/** Whether releases and deliveries are those on the ledger, and stay inside what was granted. */
final class ReleaseChecks {
  private final CaseFile file;
  private final Trace trace;

  ReleaseChecks(CaseFile file, Trace trace) {
    this.file = file;
    this.trace = trace;
  }

  /** Every release on the ledger was handed over, and the other way round; none is too wide. */
  Verdict releases() {
    int uses = file.consent().openings().terms().value().uses();
    if (trace.releases().size() > uses) {
      return Verdict.fails(
          Reason.USED_TOO_OFTEN, Integer.toString(uses), Integer.toString(trace.releases().size()));
    }
    Map<String, ReleaseFile> kept = keptReleases();
    Set<String> alone =
        kept.values().stream()
            .filter(ReleaseFile::opened)
            .map(one -> one.body().release())
            .collect(Collectors.toCollection(HashSet::new));
    for (Trace.Release release : trace.releases()) {
      ReleaseFile one = kept.get(release.state().release());
      if (one == null) {
        return Verdict.fails(Reason.NOT_ON_BOTH_SIDES, release.state().release());
      }
      alone.remove(release.state().release());
      if (!one.body().digest().matches(release.state().body())) {
        return Verdict.fails(
            Reason.DIGEST_DIFFERS, release.state().body().value(), one.body().digest().value());
      }
      if (!file.consent().statement().parts().containsAll(one.body().parts())
          || !one.body().consent().equals(file.id())) {
        return Verdict.fails(Reason.PART_NOT_GRANTED, release.state().release());
      }
    }
    return verdict(alone, trace.releases().size());
  }

  /** Every delivery on the ledger was handed over and holds no part that was not released. */
  Verdict deliveries() {
    Map<String, ReleaseFile> releases = keptReleases();
    Map<String, DeliveryFile> kept = keptDeliveries();
    Set<String> alone =
        kept.values().stream()
            .filter(DeliveryFile::recorded)
            .map(one -> one.body().delivery())
            .collect(Collectors.toCollection(HashSet::new));
    int seen = 0;
    for (Trace.Release release : trace.releases()) {
      ReleaseFile under = releases.get(release.state().release());
      for (Trace.Delivery delivery : release.deliveries()) {
        seen++;
        DeliveryFile one = kept.get(delivery.state().delivery());
        if (one == null || under == null) {
          return Verdict.fails(Reason.NOT_ON_BOTH_SIDES, delivery.state().delivery());
        }
        alone.remove(delivery.state().delivery());
        if (!one.body().digest().matches(delivery.state().body())) {
          return Verdict.fails(
              Reason.DIGEST_DIFFERS, delivery.state().body().value(), one.body().digest().value());
        }
        if (!under.body().parts().containsAll(one.body().parts())) {
          return Verdict.fails(Reason.PART_NOT_GRANTED, delivery.state().delivery());
        }
      }
    }
    return verdict(alone, seen);
  }

  private static Verdict verdict(Set<String> alone, int seen) {
    if (!alone.isEmpty()) {
      return Verdict.fails(Reason.NOT_ON_BOTH_SIDES, alone.iterator().next());
    }
    return seen == 0 ? new Verdict.NothingToCheck() : Verdict.holds(Integer.toString(seen));
  }

  private Map<String, ReleaseFile> keptReleases() {
    return file.releases().stream()
        .collect(Collectors.toMap(one -> one.body().release(), Function.identity()));
  }

  /** What was delivered, by id. */
  Map<String, DeliveryFile> keptDeliveries() {
    return file.releases().stream()
        .map(ReleaseFile::deliveries)
        .flatMap(List::stream)
        .collect(Collectors.toMap(one -> one.body().delivery(), Function.identity()));
  }
}
