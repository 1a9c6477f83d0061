package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.scope.RecordType.Role;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which of a source's own files may go as they are: those of which nothing is held back. All files
 * of a part are judged as one, so that a protected line in one of them holds back the bill in
 * another.
 *
 * <p>Where files contradict each other about a record, the filter would believe neither and so not
 * see what either says of other records; here each is believed in its turn, and only what passes
 * every time passes.
 */
public final class WholeFiles {
  /** More than these of one record are believed by nobody. */
  private static final int MOST_VERSIONS = 16;

  private final Set<String> granted;
  private final Set<String> rightful;
  private final Part part;

  private WholeFiles(Set<String> granted, Set<String> rightful, Part part) {
    this.granted = granted;
    this.rightful = rightful;
    this.part = part;
  }

  /**
   * Judges.
   *
   * @param all the records of all files; what two files tell otherwise stands in it twice
   * @param part what was granted at this source
   * @param subject whom the records must be about
   */
  public static WholeFiles of(
      ScopeFilter filter, Collection<? extends Resource> all, Part part, PersonId subject) {
    Map<String, List<Resource>> byKey = new LinkedHashMap<>();
    all.forEach(
        one -> byKey.computeIfAbsent(References.key(one), key -> new ArrayList<>()).add(one));
    return new WholeFiles(
        passing(filter, byKey, withVisit(part), subject),
        passing(filter, byKey, withAllCategories(part), subject),
        part);
  }

  private static Set<String> passing(
      ScopeFilter filter, Map<String, List<Resource>> byKey, Part grant, PersonId subject) {
    int versions = byKey.values().stream().mapToInt(List::size).max().orElse(0);
    if (versions == 0 || versions > MOST_VERSIONS) {
      return Set.of();
    }
    Set<String> passing = new HashSet<>(byKey.keySet());
    for (int i = 0; i < versions; i++) {
      int version = i;
      List<Resource> one =
          byKey.values().stream()
              .map(them -> them.get(Math.min(version, them.size() - 1)))
              .toList();
      try {
        passing.retainAll(filter.judge(Answer.of(one), grant, subject).passing());
      } catch (MalformedAnswerException e) {
        throw new IllegalStateException("records in memory are not read", e);
      }
    }
    return passing;
  }

  /**
   * The same part with the visit: it goes with any part, as at the guard, since nobody could place
   * a record without it.
   */
  public static Part withVisit(Part part) {
    return part.categories().isEmpty()
        ? part
        : with(
            part,
            Stream.concat(part.categories().stream(), Stream.of(Category.VISIT.code()))
                .distinct()
                .toList(),
            part.protectedBills());
  }

  /**
   * The same visits and kinds of protection with every category: what this holds back must not go
   * in a file either, whatever the file's own record says. Bills are looked at by themselves.
   */
  private static Part withAllCategories(Part part) {
    return with(part, Arrays.stream(Category.values()).map(Category::code).toList(), true);
  }

  private static Part with(Part part, List<String> categories, boolean bills) {
    return new Part(
        part.source(),
        part.visits(),
        part.period(),
        part.visitKinds(),
        categories,
        part.protectedKinds(),
        bills);
  }

  /** Whether a record was granted; the visit is, with any part. */
  public boolean passes(Resource record) {
    return granted.contains(References.key(record));
  }

  /**
   * Whether a file may go whose own record speaks for all of it, as the mappers write it: with the
   * categories and labels of all that the file tells.
   *
   * @param itself the file's own record
   * @param records all that the file tells
   */
  public boolean mayTravel(Resource itself, Collection<? extends Resource> records) {
    return passes(itself) && records.stream().allMatch(this::mayTravelWithin);
  }

  /**
   * Whether a file may go of which nothing speaks for all, such as a Bundle that a source wrote:
   * every record must have been granted.
   *
   * @param records all that the file tells
   */
  public boolean mayTravel(Collection<? extends Resource> records) {
    return !records.isEmpty() && records.stream().allMatch(this::passes);
  }

  private boolean mayTravelWithin(Resource record) {
    return rightful.contains(References.key(record))
        && (!isBill(record) || passes(record) || !isOfGrantedCategory(record));
  }

  private static boolean isBill(Resource record) {
    return RecordType.of(record.fhirType()).filter(type -> type.role() == Role.BILL).isPresent();
  }

  private boolean isOfGrantedCategory(Resource record) {
    return CategoriesOf.resource(record).stream()
        .anyMatch(category -> part.categories().contains(category.code()));
  }

  @Override
  public String toString() {
    return "WholeFiles[" + granted.size() + " records granted]";
  }
}
