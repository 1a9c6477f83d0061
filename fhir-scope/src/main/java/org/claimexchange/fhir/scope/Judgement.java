package org.claimexchange.fhir.scope;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.protection.Protection;
import org.claimexchange.fhir.scope.Link.Target;
import org.claimexchange.fhir.scope.RecordType.Role;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;

/**
 * Decides, from facts alone, which resources pass. Serving resources are only cleared here; whether
 * one passes is seen when what refers to it is written.
 */
final class Judgement {
  private final Map<String, Facts> facts = new LinkedHashMap<>();
  private final Set<String> ambiguous;
  private final Part part;
  private final PersonId subject;
  private final Set<Category> categories = EnumSet.noneOf(Category.class);
  private final Map<String, DropReason> dropped = new HashMap<>();
  private final Set<String> persons = new HashSet<>();

  private Judgement(List<Facts> all, Set<String> ambiguous, Part part, PersonId subject) {
    all.forEach(f -> facts.put(f.key(), f));
    this.ambiguous = ambiguous;
    this.part = part;
    this.subject = subject;
    part.categories().forEach(code -> Category.ofCode(code).ifPresent(categories::add));
  }

  /** The reason of each resource that does not pass, by its key; the rest passes or serves. */
  static Map<String, DropReason> of(
      List<Facts> all, Set<String> ambiguous, Part part, PersonId subject) {
    var judgement = new Judgement(all, ambiguous, part, subject);
    judgement.judge();
    return judgement.dropped;
  }

  private void judge() {
    dropUnsafe();
    dropAmbiguous(RecordType.PATIENT::equals);
    dropWrongPatients();
    dropOtherPersons();
    spreadOtherPersons();
    dropMisfiled();
    dropAmbiguous(type -> true);
    var visits = new GrantedVisits(part, facts, dropped).find();
    dropOutsideVisits(visits);
    var protections = new ProtectionSpread(facts).compute();
    var bills = new Bills(facts, dropped, protections, part, visits);
    var broken = bills.broken();
    for (Facts f : facts.values()) {
      if (!dropped.containsKey(f.key()) && f.type().role() != Role.PERSON) {
        reason(f, protections, broken).ifPresent(reason -> dropped.put(f.key(), reason));
      }
    }
    dropPersonWithoutRecords();
  }

  private void dropUnsafe() {
    for (Facts f : facts.values()) {
      if (!f.safe()) {
        dropped.put(f.key(), DropReason.NOT_SAFE_TO_READ);
      }
    }
  }

  /** They stay among the facts: what one of them says of others, such as a protection, counts. */
  private void dropAmbiguous(Predicate<RecordType> which) {
    for (String key : ambiguous) {
      var f = facts.get(key);
      if (f != null && which.test(f.type())) {
        dropped.putIfAbsent(key, DropReason.AMBIGUOUS);
      }
    }
  }

  private void dropWrongPatients() {
    var right =
        facts.values().stream()
            .filter(f -> !dropped.containsKey(f.key()))
            .filter(f -> f.person().filter(p -> p.isSubject() && !p.contradicts()).isPresent())
            .toList();
    boolean agree =
        right.stream()
            .flatMap(f -> f.person().stream())
            .allMatch(
                p -> right.stream().flatMap(o -> o.person().stream()).allMatch(p::agreesWith));
    if (agree) {
      right.forEach(f -> persons.add(f.key()));
    }
    for (Facts f : facts.values()) {
      f.person()
          .filter(p -> !persons.contains(f.key()))
          .ifPresent(p ->
              dropped.putIfAbsent(
                  f.key(),
                  p.isSubject() ? DropReason.PERSON_CONTRADICTS : DropReason.OTHER_PERSON));
    }
  }

  private void dropOtherPersons() {
    for (Facts f : facts.values()) {
      boolean aboutSomeone = !f.type().subject().isEmpty();
      boolean right = !f.subjects().isEmpty() && f.subjects().stream().allMatch(this::isPerson);
      if (aboutSomeone && !right) {
        dropped.putIfAbsent(f.key(), DropReason.OTHER_PERSON);
      }
    }
  }

  /** What refers to another person, or to a record about one, is not only about this person. */
  private void spreadOtherPersons() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Facts f : facts.values()) {
        if (!dropped.containsKey(f.key()) && f.links().stream().anyMatch(l -> isOther(f, l))) {
          dropped.put(f.key(), DropReason.OTHER_PERSON);
          changed = true;
        }
      }
    }
  }

  private boolean isOther(Facts holder, Link link) {
    if (link.target() instanceof Target.Unknown unknown) {
      return isPersonType(unknown.type());
    }
    if (!(link.target() instanceof Target.Resource target)) {
      return persons.isEmpty();
    }
    if (isPersonType(target.type())) {
      return !persons.contains(target.key());
    }
    var reason = dropped.get(target.key());
    boolean about = reason == DropReason.OTHER_PERSON || reason == DropReason.PERSON_CONTRADICTS;
    // A line of an Invoice that is another person's breaks the bill, which says so itself.
    return about && holder.type() != RecordType.INVOICE;
  }

  private static boolean isPersonType(String type) {
    return type.equals("Patient")
        || type.equals("RelatedPerson")
        || type.equals("Person")
        || type.equals("Group");
  }

  private boolean isPerson(Target target) {
    if (target instanceof Target.Resource resource) {
      return persons.contains(resource.key());
    }
    return target instanceof Target.SubjectByNumber && !persons.isEmpty();
  }

  /** A code that only a newborn has, on someone who was no newborn any more. */
  private void dropMisfiled() {
    var birth = birth();
    for (Facts f : facts.values()) {
      if (f.ofNewborn() && !dropped.containsKey(f.key()) && birth.isPresent()) {
        var day = visitDay(f);
        if (day.isPresent() && day.get().isAfter(birth.get().plusYears(1))) {
          dropped.put(f.key(), DropReason.MISFILED);
        }
      }
    }
  }

  private Optional<LocalDate> birth() {
    return PersonFacts.birthOf(subject)
        .or(() ->
            persons.stream()
                .map(facts::get)
                .flatMap(f -> f == null ? Stream.empty() : f.person().stream())
                .flatMap(p -> p.birthDate().stream())
                .findFirst());
  }

  private Optional<LocalDate> visitDay(Facts f) {
    if (f.days().isPresent()) {
      return f.days().map(days -> days.from());
    }
    return f.visits().stream()
        .flatMap(target -> found(target).stream())
        .flatMap(visit -> visit.days().stream())
        .map(days -> days.from())
        .findFirst();
  }

  private Optional<Facts> found(Target target) {
    return target instanceof Target.Resource resource
        ? Optional.ofNullable(facts.get(resource.key()))
        : Optional.empty();
  }

  private void dropOutsideVisits(Set<String> visits) {
    for (Facts f : facts.values()) {
      if (!dropped.containsKey(f.key())) {
        outside(f, visits).ifPresent(reason -> dropped.put(f.key(), reason));
      }
    }
  }

  private Optional<DropReason> outside(Facts f, Set<String> visits) {
    return switch (f.type().role()) {
      case PERSON, SERVING, INSURANCE -> Optional.empty();
      case VISIT ->
          visits.contains(f.key()) ? Optional.empty() : Optional.of(DropReason.VISIT_NOT_GRANTED);
      case RECORD, BILL -> outside(Bills.visitsOf(f, facts), visits);
      case PERSONAL -> f.visits().isEmpty() ? outsideDays(f, visits) : outside(f.visits(), visits);
    };
  }

  private static Optional<DropReason> outside(List<Target> own, Set<String> visits) {
    if (own.isEmpty()) {
      return Optional.of(DropReason.NO_VISIT);
    }
    boolean granted =
        own.stream().allMatch(t -> t instanceof Target.Resource r && visits.contains(r.key()));
    return granted ? Optional.empty() : Optional.of(DropReason.VISIT_NOT_GRANTED);
  }

  /** Without a visit: recorded on a day of a granted visit, or, for a period, within it. */
  private Optional<DropReason> outsideDays(Facts f, Set<String> visits) {
    if (f.days().isEmpty()) {
      return Optional.of(DropReason.NO_VISIT);
    }
    LocalDate day = f.days().get().from();
    boolean inVisit =
        visits.stream()
            .flatMap(key -> found(new Target.Resource(key)).stream())
            .flatMap(visit -> visit.days().stream())
            .anyMatch(days -> days.contains(day));
    boolean inPeriod =
        part.visits().isEmpty() && !part.visitKinds().isEmpty() && part.period().contains(day);
    return inVisit || inPeriod ? Optional.empty() : Optional.of(DropReason.VISIT_NOT_GRANTED);
  }

  private Optional<DropReason> reason(Facts f, Map<String, Protection> all, Set<String> broken) {
    boolean serving = f.type().role() == Role.SERVING;
    if (!serving && !CategoriesOf.granted(f, categories)) {
      return Optional.of(DropReason.CATEGORY_NOT_GRANTED);
    }
    var protection = all.getOrDefault(f.key(), f.protection());
    if (protection.restricted()) {
      return Optional.of(DropReason.RESTRICTED);
    }
    boolean billMayGo = f.type().role() == Role.BILL && part.protectedBills();
    if (!billMayGo && !protection.grantedBy(part.protectedKinds())) {
      return Optional.of(DropReason.PROTECTED);
    }
    return broken.contains(f.key()) ? Optional.of(DropReason.BILL_NOT_WHOLE) : Optional.empty();
  }

  /** That someone is known at a source is told only by a record that was granted. */
  private void dropPersonWithoutRecords() {
    boolean any =
        facts.values().stream()
            .filter(f -> !dropped.containsKey(f.key()))
            .anyMatch(f ->
                switch (f.type().role()) {
                  case VISIT, RECORD, PERSONAL, BILL -> true;
                  case PERSON, INSURANCE, SERVING -> false;
                });
    if (!any) {
      facts.keySet().forEach(key -> dropped.putIfAbsent(key, DropReason.NOT_NEEDED));
    }
  }
}
