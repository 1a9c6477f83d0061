package org.claimexchange.samples.hospital;

import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceAndListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom and which visits a search names, by id or by chained parameters ({@code patient.identifier},
 * {@code encounter.identifier}, {@code encounter.date}, {@code encounter.class}; HL7 FHIR R4,
 * Search, chained parameters).
 */
final class Chains {
  private final RecordStore store;

  Chains(RecordStore store) {
    this.store = store;
  }

  /** Ids of the patients that are named: those that every repetition of the parameter names. */
  Set<String> patients(ReferenceAndListParam asked) {
    return all(asked, this::patientsOf);
  }

  /**
   * Ids of the visits that are named.
   *
   * @param among where to look, when only date or class tell
   */
  Set<String> visits(ReferenceAndListParam asked, List<StoredRecord> among) {
    return all(asked, reference -> visitsOf(reference, among));
  }

  /** Whether visits are named by id or number, so that no patient need be named. */
  static boolean nameVisits(@Nullable ReferenceAndListParam asked) {
    return asked != null
        && asked.getValuesAsQueryTokens().stream()
            .flatMap(any -> any.getValuesAsQueryTokens().stream())
            .allMatch(reference -> Set.of("", "identifier").contains(chain(reference)));
  }

  private static Set<String> all(
      ReferenceAndListParam asked, Function<ReferenceParam, Set<String>> find) {
    Set<String> common = null;
    for (var any : asked.getValuesAsQueryTokens()) {
      Set<String> found =
          any.getValuesAsQueryTokens().stream()
              .flatMap(reference -> find.apply(reference).stream())
              .collect(Collectors.toCollection(HashSet::new));
      if (common == null) {
        common = found;
      } else {
        common.retainAll(found);
      }
    }
    return common == null ? Set.of() : common;
  }

  private Set<String> patientsOf(ReferenceParam reference) {
    return switch (chain(reference)) {
      case "" -> Set.of(reference.getIdPart());
      case "identifier" -> ids(withIdentifier("Patient", reference.getValue()));
      default -> throw unknown();
    };
  }

  private Set<String> visitsOf(ReferenceParam reference, List<StoredRecord> among) {
    return switch (chain(reference)) {
      case "" -> Set.of(reference.getIdPart());
      case "identifier" -> ids(withIdentifier("Encounter", reference.getValue()));
      case "class" ->
          ids(among.stream().filter(visit -> visit.has("class", "", reference.getValue())));
      case "date" -> {
        var range = TimeRange.of(new DateRangeParam(new DateParam(reference.getValue())));
        yield ids(among.stream().filter(visit -> range.touches(visit.start(), visit.end())));
      }
      default -> throw unknown();
    };
  }

  private Stream<StoredRecord> withIdentifier(String type, String token) {
    int bar = token.indexOf('|');
    var system = bar < 0 ? "" : token.substring(0, bar);
    return store.withIdentifier(type, system, token.substring(bar + 1)).stream();
  }

  private static Set<String> ids(Stream<StoredRecord> records) {
    return records.map(StoredRecord::id).collect(Collectors.toSet());
  }

  private static String chain(ReferenceParam reference) {
    return reference.getChain() == null ? "" : reference.getChain();
  }

  private static InvalidRequestException unknown() {
    return new InvalidRequestException("this chain of search parameters is not supported");
  }
}
