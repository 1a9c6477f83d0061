package org.claimexchange.agent.judge;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.scope.WholeFiles;
import org.claimexchange.fhir.source.Joined;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Resource;

/** All files about one person, judged as one. */
final class JudgedFiles {
  /** What each file repeats: it says who and when, and is joined at the exchange. */
  private static final Set<String> FRAME =
      Set.of("Patient", "Encounter", "Organization", "Coverage");

  private final ScopeFilter filter;
  private final WholeFiles wholeFiles;
  private final Part part;
  private final Part framed;
  private final PersonId person;

  JudgedFiles(ScopeFilter filter, List<ReadFile> files, Part part, PersonId person) {
    this.filter = filter;
    this.part = part;
    this.framed = WholeFiles.withVisit(part);
    this.person = person;
    List<Resource> all = Joined.of(files.stream().map(ReadFile::mapped).toList()).resources();
    this.wholeFiles = WholeFiles.of(filter, all, part, person);
  }

  /** Whether a file may go untouched. */
  boolean passesWhole(ReadFile file) {
    return wholeFiles.mayTravel(file.itself(), file.mapped().resources());
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
                    || (wholeFiles.passes(resource) && !elsewhere.contains(ReadFile.key(resource))))
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
