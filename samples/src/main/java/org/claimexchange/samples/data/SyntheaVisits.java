package org.claimexchange.samples.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Synthea's encounters that are kept, and which hospital and department each belongs to. */
final class SyntheaVisits {
  /** One kept encounter. */
  record Visit(
      JsonNode encounter,
      String home,
      String kindName,
      String department,
      OffsetDateTime start,
      OffsetDateTime end) {}

  private final Map<String, Visit> visits = new LinkedHashMap<>();

  /**
   * Chooses: what lies after the last day, or within a stay that we wrote ourselves, is left out.
   */
  static SyntheaVisits choose(
      SyntheaFile file,
      Roster.Person person,
      List<Stay> stays,
      Translations translations,
      OffsetDateTime lastDay) {
    var chosen = new SyntheaVisits();
    for (var resource : file.resources()) {
      if (!resource.get("resourceType").asText().equals("Encounter")) {
        continue;
      }
      var start = ShanghaiTime.moved(resource.at("/period/start").asText(), person.shiftDays());
      var end = ShanghaiTime.moved(resource.at("/period/end").asText(), person.shiftDays());
      var kind = translations.named("enc", resource.at("/type/0/coding/0/code").asText());
      if (kind.isEmpty() || end.isAfter(lastDay) || within(start, end, stays)) {
        continue;
      }
      var home = person.homes().get(chosen.visits.size() % person.homes().size());
      var department = department(resource, kind.get(), translations);
      chosen.visits.put(
          resource.get("id").asText(),
          new Visit(resource, home, kindName(resource, kind.get()), department, start, end));
    }
    return chosen;
  }

  /** The kept visit behind a reference such as {@code urn:uuid:…}. */
  Optional<Visit> of(String reference) {
    return Optional.ofNullable(visits.get(reference.replace("urn:uuid:", "")));
  }

  private static String kindName(JsonNode encounter, Translations.Term kind) {
    return encounter.at("/class/code").asText().equals("IMP") ? "住院" : kind.chinese();
  }

  private static String department(
      JsonNode encounter, Translations.Term kind, Translations translations) {
    var reason = encounter.at("/reasonCode/0/coding/0/code").asText("");
    if (reason.isEmpty()) {
      return kind.department();
    }
    return translations
        .named("sct", reason)
        .map(Translations.Term::department)
        .filter(name -> !name.isEmpty())
        .orElse(kind.department());
  }

  private static boolean within(OffsetDateTime start, OffsetDateTime end, List<Stay> stays) {
    return stays.stream()
        .anyMatch(stay ->
            !ShanghaiTime.date(stay.start()).toInstant().isAfter(end.toInstant())
                && !ShanghaiTime.date(stay.end()).toInstant().isBefore(start.toInstant()));
  }
}
