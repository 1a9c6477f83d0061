package org.claimexchange.samples.hospital;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceAndListParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Read and search of one resource type. Every search names a person, a visit or an id: nobody lists
 * a hospital's patients. The same parameters serve all types; each type's own FHIR name of {@code
 * date} and {@code encounter} is understood as well. Any other parameter is refused.
 */
public final class RecordProvider implements IResourceProvider {
  private final Class<? extends Resource> resourceType;
  private final String typeName;
  private final RecordStore store;
  private final FhirContext fhir;
  private final Chains chains;

  RecordProvider(Class<? extends Resource> resourceType, RecordStore store, FhirContext fhir) {
    this.resourceType = resourceType;
    this.typeName = resourceType.getSimpleName();
    this.store = store;
    this.fhir = fhir;
    this.chains = new Chains(store);
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return resourceType;
  }

  /** One record by its id. */
  @Read
  public IBaseResource read(@IdParam IdType id) {
    return store
        .byId(typeName, id.getIdPart())
        .map(found -> fhir.newJsonParser().parseResource(resourceType, found.json()))
        .orElseThrow(() -> new ResourceNotFoundException("no such record"));
  }

  /** The matching records, newest first. */
  @Search
  public IBundleProvider search(
      @OptionalParam(name = "_id") @Nullable TokenParam id,
      @OptionalParam(name = "identifier") @Nullable TokenOrListParam identifier,
      @OptionalParam(
              name = "patient",
              chainWhitelist = {"", "identifier"})
          @Nullable ReferenceAndListParam patient,
      @OptionalParam(
              name = "subject",
              chainWhitelist = {"", "identifier"})
          @Nullable ReferenceAndListParam subject,
      @OptionalParam(
              name = "beneficiary",
              chainWhitelist = {"", "identifier"})
          @Nullable ReferenceAndListParam beneficiary,
      @OptionalParam(
              name = "encounter",
              chainWhitelist = {"", "identifier", "date", "class"})
          @Nullable ReferenceAndListParam encounter,
      @OptionalParam(
              name = "context",
              chainWhitelist = {"", "identifier", "date", "class"})
          @Nullable ReferenceAndListParam context,
      @OptionalParam(name = "category") @Nullable TokenOrListParam category,
      @OptionalParam(name = "type") @Nullable TokenOrListParam type,
      @OptionalParam(name = "class") @Nullable TokenOrListParam kind,
      @OptionalParam(name = "code") @Nullable TokenOrListParam code,
      @OptionalParam(name = "date") @Nullable DateRangeParam date,
      @OptionalParam(name = "recorded-date") @Nullable DateRangeParam recordedDate,
      @OptionalParam(name = "authoredon") @Nullable DateRangeParam authoredOn,
      @OptionalParam(name = "effective-time") @Nullable DateRangeParam effectiveTime,
      @OptionalParam(name = "occurrence") @Nullable DateRangeParam occurrence,
      @OptionalParam(name = "created") @Nullable DateRangeParam created,
      @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam lastUpdated) {
    var people = Stream.of(patient, subject, beneficiary).filter(Objects::nonNull).toList();
    var visits = Stream.of(encounter, context).filter(Objects::nonNull).toList();
    var matches = named(id, identifier, people, visits);
    matches = withToken(matches, "identifier", identifier);
    matches = withToken(matches, "category", category);
    matches = withToken(matches, "type", type);
    matches = withToken(matches, "class", kind);
    matches = withToken(matches, "code", code);
    for (var asked :
        Stream.of(date, recordedDate, authoredOn, effectiveTime, occurrence, created).toList()) {
      var range = TimeRange.of(asked);
      matches = matches.filter(found -> range.touches(found.start(), found.end()));
    }
    var updated = TimeRange.of(lastUpdated);
    matches = matches.filter(f -> updated.touches(f.lastUpdated(), f.lastUpdated()));
    var newestFirst = Comparator.comparing(StoredRecord::start).reversed();
    return new RecordBundle(
        matches.sorted(newestFirst.thenComparing(StoredRecord::id)).toList(), fhir);
  }

  /** The records of those that are named: persons first, else visits, else ids. */
  private Stream<StoredRecord> named(
      @Nullable TokenParam id,
      @Nullable TokenOrListParam identifier,
      List<ReferenceAndListParam> people,
      List<ReferenceAndListParam> visits) {
    if (!people.isEmpty()) {
      return ofPeople(people, visits)
          .filter(found -> id == null || found.id().equals(id.getValue()));
    }
    if (!visits.isEmpty() && visits.stream().allMatch(Chains::nameVisits)) {
      return visits.stream()
          .flatMap(asked -> chains.visits(asked, List.of()).stream())
          .flatMap(visit -> store.ofEncounter(typeName, visit).stream())
          .distinct();
    }
    if (visits.isEmpty() && id != null) {
      return store.byId(typeName, id.getValue()).stream();
    }
    if (visits.isEmpty() && identifier != null) {
      return identifier.getValuesAsQueryTokens().stream()
          .flatMap(
              t -> store.withIdentifier(typeName, textOf(t.getSystem()), t.getValue()).stream())
          .distinct();
    }
    throw new InvalidRequestException(
        "a search names a patient, an encounter, an identifier or an _id");
  }

  private Stream<StoredRecord> ofPeople(
      List<ReferenceAndListParam> people, List<ReferenceAndListParam> visits) {
    var ids = new HashSet<>(chains.patients(people.getFirst()));
    people.forEach(asked -> ids.retainAll(chains.patients(asked)));
    var matches = ids.stream().flatMap(one -> store.ofPatient(typeName, one).stream());
    var theirVisits =
        ids.stream().flatMap(one -> store.ofPatient("Encounter", one).stream()).toList();
    for (var asked : visits) {
      var wanted = chains.visits(asked, theirVisits);
      matches = matches.filter(found -> found.encounters().stream().anyMatch(wanted::contains));
    }
    return matches;
  }

  private static Stream<StoredRecord> withToken(
      Stream<StoredRecord> records, String parameter, @Nullable TokenOrListParam asked) {
    if (asked == null) {
      return records;
    }
    List<TokenParam> any = asked.getValuesAsQueryTokens();
    return records.filter(found ->
        any.stream().anyMatch(t -> found.has(parameter, textOf(t.getSystem()), t.getValue())));
  }

  private static String textOf(@Nullable String text) {
    return text == null ? "" : text;
  }
}
