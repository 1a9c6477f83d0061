package org.claimexchange.agent.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.source.Joined;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Resource;

/** All files about one person, judged as one. */
final class JudgedFiles {
  /** What each file repeats: it says who and when, and is joined at the exchange. */
  private static final Set<String> FRAME =
      Set.of("Patient", "Encounter", "Organization", "Coverage");

  /** More than these of one record are believed by nobody. */
  private static final int MOST_VERSIONS = 16;

  private final ScopeFilter filter;
  private final Part part;
  private final Part framed;
  private final PersonId person;
  private final Set<String> granted;
  private final Set<String> rightful;

  JudgedFiles(ScopeFilter filter, List<ReadFile> files, Part part, PersonId person) {
    this.filter = filter;
    this.part = part;
    this.person = person;
    List<Resource> all = Joined.of(files.stream().map(ReadFile::mapped).toList()).resources();
    this.framed = framed(part);
    this.granted = kept(all, framed);
    this.rightful = kept(all, everything(part));
  }

  /**
   * What a grant lets through. Where files contradict each other about a record, the filter would
   * believe neither and so not see what either says of other records; here each is believed in its
   * turn, and only what passes every time passes.
   */
  private Set<String> kept(List<Resource> all, Part grant) {
    Map<String, List<Resource>> byKey = new LinkedHashMap<>();
    all.forEach(one -> byKey.computeIfAbsent(ReadFile.key(one), key -> new ArrayList<>()).add(one));
    int versions = byKey.values().stream().mapToInt(List::size).max().orElse(0);
    if (versions == 0 || versions > MOST_VERSIONS) {
      return Set.of();
    }
    Set<String> kept = new HashSet<>(byKey.keySet());
    for (int i = 0; i < versions; i++) {
      int version = i;
      List<Resource> one =
          byKey.values().stream()
              .map(them -> them.get(Math.min(version, them.size() - 1)))
              .toList();
      kept.retainAll(
          filter.filter(one, grant, person).kept().stream()
              .map(ReadFile::key)
              .collect(Collectors.toSet()));
    }
    return kept;
  }

  /** The visit goes with any part, as at the guard: nobody could place a record without it. */
  private static Part framed(Part part) {
    return part.categories().isEmpty()
        ? part
        : with(
            part,
            Stream.concat(part.categories().stream(), Stream.of(Category.VISIT.code()))
                .distinct()
                .toList(),
            part.protectedKinds(),
            part.protectedBills());
  }

  /** The same visits with every tick: what this holds back is not the person's to grant here. */
  private static Part everything(Part part) {
    return with(
        part,
        Arrays.stream(Category.values()).map(Category::code).toList(),
        List.of(ProtectedKind.values()),
        true);
  }

  private static Part with(
      Part part, List<String> categories, List<ProtectedKind> kinds, boolean bills) {
    return new Part(
        part.source(), part.visits(), part.period(), part.visitKinds(), categories, kinds, bills);
  }

  /** Whether a file may go untouched. */
  boolean passesWhole(ReadFile file) {
    return granted.contains(ReadFile.key(file.itself()))
        && file.records().stream().allMatch(this::mayTravel);
  }

  private boolean mayTravel(Resource record) {
    String key = ReadFile.key(record);
    boolean bill =
        !ReadFile.isBill(record)
            || granted.contains(key)
            || CategoriesOf.resource(record).stream()
                .noneMatch(category -> part.categories().contains(category.code()));
    return rightful.contains(key) && bill;
  }

  /**
   * What passes of a file that does not pass whole.
   *
   * @param kept minimised copies; none where they would tell nothing
   * @param withheld how many records stay behind
   */
  record Partly(List<Resource> kept, int withheld) {}

  /** What of a file may go, without what goes with others as it is. */
  Partly partOf(ReadFile file, Set<ReadFile> whole) {
    Set<String> elsewhere =
        whole.stream()
            .flatMap(other -> other.records().stream())
            .filter(record -> !FRAME.contains(record.fhirType()))
            .map(ReadFile::key)
            .collect(Collectors.toSet());
    String itself = ReadFile.key(file.itself());
    List<Resource> may =
        file.mapped().resources().stream()
            .filter(resource -> !resource.fhirType().equals("Binary"))
            .filter(resource -> !ReadFile.key(resource).equals(itself))
            .filter(resource ->
                ReadFile.serves(resource)
                    || (granted.contains(ReadFile.key(resource))
                        && !elsewhere.contains(ReadFile.key(resource))))
            .toList();
    List<Resource> kept = filter.filter(may, framed, person).kept();
    if (!tellsAnything(kept)) {
      return new Partly(List.of(), file.records().size());
    }
    long records = kept.stream().filter(resource -> !ReadFile.serves(resource)).count();
    return new Partly(kept, file.records().size() - (int) records);
  }

  /**
   * A person and a visit alone are a frame around nothing, unless the visit is what was granted.
   */
  private boolean tellsAnything(List<Resource> kept) {
    boolean visit =
        part.categories().contains(Category.VISIT.code())
            && kept.stream().anyMatch(resource -> resource.fhirType().equals("Encounter"));
    return visit
        || kept.stream()
            .anyMatch(
                resource -> !ReadFile.serves(resource) && !FRAME.contains(resource.fhirType()));
  }

  /** Codes of what resources tell. */
  static Set<String> categories(Stream<Resource> resources) {
    return resources
        .flatMap(resource -> CategoriesOf.resource(resource).stream())
        .map(Category::code)
        .collect(Collectors.toSet());
  }
}
