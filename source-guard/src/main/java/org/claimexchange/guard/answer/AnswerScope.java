package org.claimexchange.guard.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.scope.Surroundings;
import org.claimexchange.guard.GuardSession;
import org.claimexchange.model.consent.Part;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * Limits an answer to the session's part and person, by the same judgement as the exchange's own
 * ({@link ScopeFilter}): what passes is written anew, with granted elements and references only.
 */
final class AnswerScope {
  private final ScopeFilter filter = new ScopeFilter();
  private final Surroundings surroundings = new Surroundings();

  /**
   * What passes of an answer, in its order.
   *
   * @param answer resources with ids; none is changed
   */
  List<Resource> limit(List<Resource> answer, SourceRecords records, GuardSession session) {
    if (answer.isEmpty()) {
      return List.of();
    }
    var person = session.subject();
    var part = withVisits(session.part());
    var persons = persons(records, session);
    var all = surroundings.complete(answer, persons, part, person.id(), records);
    var kept = new HashMap<String, Resource>();
    filter.filter(all, part, person.id()).kept().forEach(r -> kept.put(Surroundings.key(r), r));
    var passed = new ArrayList<Resource>();
    var keys = new LinkedHashSet<String>();
    answer.forEach(resource -> keys.add(Surroundings.key(resource)));
    for (String key : keys) {
      var copy = kept.get(key);
      if (copy != null) {
        passed.add(copy);
      }
    }
    return passed;
  }

  private static List<Patient> persons(SourceRecords records, GuardSession session) {
    return records.patientIds(session.subject()).stream()
        .flatMap(id -> records.record("Patient", id).stream())
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .toList();
  }

  /**
   * Which visit it was goes with any part that grants something: without it, nobody could tell
   * later that a record belongs to a granted visit.
   */
  private static Part withVisits(Part part) {
    var visit = Category.VISIT.code();
    if (part.categories().isEmpty() || part.categories().contains(visit)) {
      return part;
    }
    var categories = new ArrayList<>(part.categories());
    categories.add(visit);
    return new Part(
        part.source(),
        part.visits(),
        part.period(),
        part.visitKinds(),
        categories,
        part.protectedKinds(),
        part.protectedBills());
  }
}
