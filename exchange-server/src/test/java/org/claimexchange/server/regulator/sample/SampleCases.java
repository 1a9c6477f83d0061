package org.claimexchange.server.regulator.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.claimexchange.fhir.quality.QualityScore;
import org.claimexchange.server.consent.ConsentStanding;
import org.claimexchange.server.regulator.casefile.CaseFile;
import org.claimexchange.server.regulator.casefile.CaseFiles;
import org.claimexchange.server.regulator.casefile.CaseLine;
import org.claimexchange.server.regulator.casefile.CaseSearch;
import org.claimexchange.server.regulator.casefile.DayCount;
import org.claimexchange.server.regulator.casefile.StandingCount;

/** What an operator hands over of some cases; a test may hand over something else instead. */
public final class SampleCases implements CaseFiles {
  private record Kept(CaseFile file, Instant grantedAt) {}

  private final Map<String, Kept> kept = new TreeMap<>();

  /** Keeps a case as an honest operator would. */
  public void keep(SampleCase one) {
    kept.put(one.id(), new Kept(one.file(), one.grantedAt()));
  }

  /** Hands over something else. */
  public void replace(CaseFile file, Instant grantedAt) {
    kept.put(file.id(), new Kept(file, grantedAt));
  }

  /** Hands over nothing any more. */
  public void lose(String consent) {
    kept.remove(consent);
  }

  @Override
  public Optional<CaseFile> find(String consent) {
    return Optional.ofNullable(kept.get(consent)).map(Kept::file);
  }

  @Override
  public Optional<String> consentOfRequest(String request) {
    return kept.values().stream()
        .map(Kept::file)
        .filter(file -> file.request().request().equals(request))
        .map(CaseFile::id)
        .findFirst();
  }

  @Override
  public List<CaseLine> search(CaseSearch search) {
    return kept.values().stream()
        .filter(one ->
            search.insurer().isEmpty() || one.file().request().insurer().equals(search.insurer()))
        .filter(one ->
            !one.grantedAt().isBefore(search.from()) && one.grantedAt().isBefore(search.to()))
        .map(one ->
            new CaseLine(
                one.file().id(),
                one.file().request().insurer(),
                one.grantedAt(),
                standing(one.file())))
        .limit(search.limit())
        .toList();
  }

  @Override
  public List<DayCount> countsSince(Instant from) {
    List<DayCount> counts = new ArrayList<>();
    for (Kept one : kept.values()) {
      LocalDate day = one.grantedAt().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
      counts.add(new DayCount(day, one.file().request().insurer(), 1));
    }
    return counts;
  }

  @Override
  public List<StandingCount> countsByStanding() {
    return kept.values().stream()
        .map(one -> standing(one.file()))
        .distinct()
        .map(standing ->
            new StandingCount(
                standing,
                kept.values().stream().filter(one -> standing(one.file()) == standing).count()))
        .toList();
  }

  private static ConsentStanding standing(CaseFile file) {
    if (!file.withdrawal().isEmpty()) {
      return ConsentStanding.WITHDRAWN;
    }
    return file.releases().isEmpty() ? ConsentStanding.ACTIVE : ConsentStanding.USED;
  }

  @Override
  public List<QualityScore> qualityBySource() {
    return List.of(
        new QualityScore("hospital-2", 3, 1, 4, 86), new QualityScore("hospital-1", 5, 0, 2, 98));
  }
}
