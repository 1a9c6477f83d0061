package org.claimexchange.fhir.scope;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.protection.Protection;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.VisitKind;

/**
 * What must be known of a resource to judge it; all judging is done on facts alone, so that the
 * resources themselves need not be held.
 *
 * @param key {@code Type/id}, or its {@code urn:uuid:}
 * @param type its row in the table of types
 * @param safe false where it is entered in error, or holds what changes its meaning and is not
 *     understood
 * @param subjects whom it is about
 * @param visits to which visits it says that it belongs; of an Encounter, of which it is a part
 * @param links its other references that tell what it is about; not those to who did, wrote or paid
 * @param categories the categories that it belongs to
 * @param protection what its own labels, codes and names say
 * @param ofNewborn whether only a newborn can have it
 * @param visitNumbers of an Encounter: its identifiers
 * @param days of an Encounter, its first to its last day; of a personal record, the day it was
 *     recorded
 * @param kind of an Encounter
 * @param person of a Patient, what it says of the person; else empty
 */
record Facts(
    String key,
    RecordType type,
    boolean safe,
    List<Link.Target> subjects,
    List<Link.Target> visits,
    List<Link> links,
    Set<Category> categories,
    Protection protection,
    boolean ofNewborn,
    List<String> visitNumbers,
    Optional<DateRange> days,
    Optional<VisitKind> kind,
    Optional<PersonFacts> person) {
  private static final String URN = "urn:uuid:";

  /**
   * The same record as it came another time with other content: about whom, what and how protected
   * is what either says. Safe where either is, so that one in error hides nothing of the other.
   */
  Facts and(Facts other) {
    var allCategories = EnumSet.noneOf(Category.class);
    allCategories.addAll(categories);
    allCategories.addAll(other.categories);
    return new Facts(
        key,
        type,
        safe || other.safe,
        both(subjects, other.subjects),
        both(visits, other.visits),
        both(links, other.links),
        allCategories,
        protection.and(other.protection),
        ofNewborn || other.ofNewborn,
        both(visitNumbers, other.visitNumbers),
        days.or(other::days),
        kind.or(other::kind),
        person.or(other::person));
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }

  /** Its id in copies. */
  String id() {
    return key.startsWith("urn:") ? key.replace(URN, "") : key.substring(key.indexOf('/') + 1);
  }

  /** {@code Type/id}: what references to its copy say. */
  String address() {
    return key.startsWith("urn:") ? type.fhirType() + "/" + id() : key;
  }
}
