package org.claimexchange.samples.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.guard.CategoryTypes;
import org.claimexchange.guard.GuardSession;
import org.claimexchange.guard.answer.Batch;
import org.claimexchange.guard.answer.GuardedAnswers;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guard sees one page of one type at a time, the exchange all that was pulled; both must let
 * the same records through, for every person and every stay of the sample hospitals.
 */
class GuardJudgesAsTheExchangeTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final int PAGE = 40;
  private static final List<String> ALL =
      Arrays.stream(Category.values()).map(Category::code).toList();

  private final GuardedAnswers<Integer> guard =
      new GuardedAnswers<>(event -> {}, Clock.systemUTC(), new SecureRandom());

  private final Map<Resource, String> texts = new IdentityHashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"hospital-1", "hospital-2"})
  void bothLetTheSameRecordsThrough(String hospital) throws Exception {
    var config =
        new HospitalConfig(
            hospital,
            hospital,
            0,
            0,
            "classpath:" + hospital + ".ndjson.gz",
            new HospitalConfig.Client("none", Path.of("none")),
            null,
            null);
    var store = RecordStore.read(config.openData(), new ObjectMapper());
    var records = new StoreRecords(store, FHIR);
    var all = everything(store);
    int compared = 0;

    for (Person person : people(all)) {
      for (Part part : parts(hospital, person, all)) {
        var exchange = new TreeSet<String>();
        new ScopeFilter()
            .filter(all, part, person.id()).kept().stream()
                .filter(kept -> CategoryTypes.of(ALL).contains(kept.fhirType()))
                .forEach(kept -> exchange.add(key(kept)));

        assertThat(passed(records, all, part, person)).as(part.visits() + "").isEqualTo(exchange);
        compared += exchange.size();
      }
    }

    assertThat(compared).as("records that both let through").isGreaterThan(500);
  }

  /** What the guard lets through, a page of a type at a time, whomever the records are about. */
  private TreeSet<String> passed(StoreRecords records, List<Resource> all, Part part, Person person)
      throws Exception {
    var digest = Digest.of(new byte[] {1});
    var session = new GuardSession("exchange", "release", digest, part, person, Instant.now());
    var byType = new LinkedHashMap<String, List<Resource>>();
    all.forEach(r -> byType.computeIfAbsent(r.fhirType(), t -> new ArrayList<>()).add(r));
    var passed = new TreeSet<String>();
    for (var type : byType.entrySet()) {
      if (!CategoryTypes.of(part.categories()).contains(type.getKey())) {
        continue;
      }
      var mine = mine(type.getValue(), records.patientIds(person));
      for (int from = 0; from < mine.size(); from += PAGE) {
        var page = mine.subList(from, Math.min(from + PAGE, mine.size()));
        var source =
            new GuardedAnswers.Source<Integer>(
                records, next -> new Batch<>(List.of(), Optional.empty()), "http://here");
        guard
            .search(new Batch<>(page, Optional.<Integer>empty()), Optional.of(200), source, session)
            .getEntry()
            .forEach(entry -> passed.add(key(entry.getResource())));
      }
    }
    return passed;
  }

  /** Fewer of the others' records: some of them, so that they are tried, without taking minutes. */
  private List<Resource> mine(List<Resource> all, Set<String> ids) {
    int[] others = {0};
    return all.stream().filter(r -> isOf(r, ids) || others[0]++ < PAGE).toList();
  }

  private boolean isOf(Resource resource, Set<String> ids) {
    var json = texts.getOrDefault(resource, "");
    return ids.stream().anyMatch(json::contains);
  }

  private List<Resource> everything(RecordStore store) {
    var all = new ArrayList<Resource>();
    for (var found : store.everything()) {
      var resource = (Resource) FHIR.newJsonParser().parseResource(found.json());
      texts.put(resource, found.json());
      all.add(resource);
    }
    return all;
  }

  private static List<Person> people(List<Resource> all) {
    return all.stream()
        .filter(Patient.class::isInstance)
        .flatMap(p -> ((Patient) p).getIdentifier().stream())
        .flatMap(id ->
            Arrays.stream(IdSystem.values())
                .filter(system -> system.uri().equals(id.getSystem()))
                .map(system -> new Person(new PersonId(system, id.getValue()), "某人")))
        .toList();
  }

  /** Named stays, one at a time, with and without what is protected; a year; fewer categories. */
  private static List<Part> parts(String source, Person person, List<Resource> all) {
    var ids =
        all.stream()
            .filter(Patient.class::isInstance)
            .filter(p ->
                ((Patient) p)
                    .getIdentifier().stream()
                        .anyMatch(i -> person.id().number().equals(i.getValue())))
            .map(p -> "Patient/" + p.getIdElement().getIdPart())
            .collect(Collectors.toSet());
    var numbers =
        all.stream()
            .filter(Encounter.class::isInstance)
            .map(Encounter.class::cast)
            .filter(visit -> ids.contains(visit.getSubject().getReference()))
            .flatMap(visit -> visit.getIdentifier().stream())
            .map(id -> id.getValue())
            .filter(number -> number.startsWith("ZY"))
            .limit(3)
            .toList();
    var year = new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
    var parts = new ArrayList<Part>();
    for (var number : numbers) {
      var one = List.of(number);
      parts.add(new Part(source, one, year, List.of(), ALL, List.of(), false));
      parts.add(new Part(source, one, year, List.of(), ALL, List.of(ProtectedKind.values()), true));
      parts.add(
          new Part(source, one, year, List.of(), List.of("visit", "invoice"), List.of(), false));
    }
    parts.add(
        new Part(source, List.of(), year, List.of(VisitKind.values()), ALL, List.of(), false));
    parts.add(new Part(source, List.of(), year, List.of(), ALL, List.of(), false));
    return parts;
  }

  private static String key(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }
}
