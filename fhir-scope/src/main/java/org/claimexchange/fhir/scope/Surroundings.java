package org.claimexchange.fhir.scope;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.scope.Link.Target;
import org.claimexchange.fhir.scope.RecordType.Role;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What must be known beside one answer, so that {@link ScopeFilter} judges the answer as it would
 * judge all that the source has: the person, the visits, what a record refers to, and of each
 * granted visit its bill and its diagnoses.
 */
public final class Surroundings {
  private static final List<String> BILL = List.of("ChargeItem", "Invoice", "ExplanationOfBenefit");

  /** Where the records come from; what it throws ends the search. */
  public interface Lookup {
    /** One record; empty where there is none. */
    Optional<Resource> record(String type, String id);

    /**
     * The person's visits that a part may grant: those with its numbers, or, where it names none,
     * those that touch its period. It may bring more than that: each is looked at.
     *
     * @param patient id of the person's Patient
     */
    List<Resource> visits(String patient, Part part);

    /**
     * The records of a type in one visit. It may bring more than that: each is looked at.
     *
     * @param type {@code Condition}, {@code ChargeItem}, {@code Invoice} or {@code
     *     ExplanationOfBenefit}
     * @param patient id of the person's Patient
     * @param visit id of the Encounter
     */
    List<Resource> ofVisit(String type, String patient, String visit);
  }

  private final ProtectedRecords protectedRecords = new ProtectedRecords();

  /**
   * Everything needed to judge an answer, the answer itself first.
   *
   * @param answer resources with ids
   * @param persons the person's Patients at the source
   */
  public Collection<Resource> complete(
      Collection<? extends Resource> answer,
      Collection<Patient> persons,
      Part part,
      PersonId subject,
      Lookup lookup) {
    var references = new References(subject);
    answer.forEach(references::learn);
    var reader = new FactsReader(references, protectedRecords, subject);
    return new Search(reader, persons, part, lookup).run(answer);
  }

  /** One search: what is known, and what is still to be looked at. */
  private static final class Search {
    private record Found(Resource resource, Facts facts) {}

    private final FactsReader reader;
    private final Collection<Patient> persons;
    private final Set<String> personKeys;
    private final Part part;
    private final Lookup lookup;
    private final Map<String, Resource> known = new LinkedHashMap<>();
    private final List<Resource> twice = new ArrayList<>();
    private final Map<String, Facts> facts = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> loadedVisits = new HashSet<>();
    private final ArrayDeque<Found> open = new ArrayDeque<>();
    private final Set<String> targets = new HashSet<>();

    Search(FactsReader reader, Collection<Patient> persons, Part part, Lookup lookup) {
      this.reader = reader;
      this.persons = persons;
      this.personKeys = persons.stream().map(References::key).collect(Collectors.toSet());
      this.part = part;
      this.lookup = lookup;
    }

    Collection<Resource> run(Collection<? extends Resource> answer) {
      answer.forEach(resource -> {
        var before = known.get(References.key(resource));
        if (before != null && !before.equalsDeep(resource)) {
          // The filter believes neither; it must see both.
          twice.add(resource);
        }
        add(resource);
      });
      if (open.stream().anyMatch(found -> needsVisits(found.facts()))) {
        persons.forEach(p -> lookup.visits(p.getIdElement().getIdPart(), part).forEach(this::add));
      }
      persons.forEach(this::add);
      while (!open.isEmpty()) {
        var round = List.copyOf(open);
        open.clear();
        round.forEach(found -> found.facts().visits().forEach(this::load));
        loadWholes();
        var granted = new GrantedVisits(part, facts, Map.of()).find();
        round.forEach(found -> expand(found.resource(), found.facts(), granted));
      }
      return Stream.concat(known.values().stream(), twice.stream()).toList();
    }

    private void add(Resource resource) {
      var type = RecordType.of(resource.fhirType());
      if (type.isEmpty()) {
        return;
      }
      var key = References.key(resource);
      if (known.putIfAbsent(key, resource) == null) {
        var read = reader.read(resource, type.get());
        facts.put(key, read);
        open.add(new Found(resource, read));
      }
    }

    /** What passes only where some visit does, or by its days. */
    private static boolean needsVisits(Facts f) {
      return f.type().role() == Role.PERSON
          || f.type().role() == Role.INSURANCE
          || (f.type().role() == Role.PERSONAL && f.visits().isEmpty());
    }

    /** A visit may be a part of another, which may be granted. */
    private void loadWholes() {
      int before;
      do {
        before = known.size();
        for (Facts f : List.copyOf(facts.values())) {
          if (f.type() == RecordType.ENCOUNTER && isSubjects(f)) {
            f.visits().forEach(this::load);
          }
        }
      } while (known.size() > before);
    }

    private void expand(Resource resource, Facts f, Set<String> granted) {
      if (f.type().role() == Role.PERSON || !isSubjects(f)) {
        return;
      }
      var visits =
          f.visits().stream()
              .flatMap(t -> t instanceof Target.Resource r ? Stream.of(r.key()) : Stream.of())
              .toList();
      boolean outside = !visits.isEmpty() && !granted.containsAll(visits);
      if (outside && !targets.contains(f.key()) && f.type().role() != Role.VISIT) {
        return;
      }
      for (Link link : f.links()) {
        load(link.target());
      }
      others(resource).forEach(this::load);
      visits.stream().filter(granted::contains).forEach(visit -> loadVisit(f.type(), visit));
    }

    private void loadVisit(RecordType type, String visit) {
      if (type == RecordType.DOCUMENT_REFERENCE) {
        loadOfVisit("Condition", visit);
      } else if (type.role() == Role.BILL) {
        BILL.forEach(piece -> loadOfVisit(piece, visit));
      }
    }

    private void loadOfVisit(String type, String visit) {
      if (loadedVisits.add(type + " of " + visit)) {
        var id = visit.substring(visit.indexOf('/') + 1);
        for (Patient person : persons) {
          lookup.ofVisit(type, person.getIdElement().getIdPart(), id).forEach(this::add);
        }
      }
    }

    private void load(Target target) {
      if (!(target instanceof Target.Resource resource) || isInstitution(resource.type())) {
        return;
      }
      targets.add(resource.key());
      if (!known.containsKey(resource.key())
          && RecordType.of(resource.type()).isPresent()
          && asked.add(resource.key())) {
        var id = resource.key().substring(resource.type().length() + 1);
        lookup.record(resource.type(), id).ifPresent(this::add);
      }
    }

    /** Doctors and hospitals are no records: their names pass with what names them. */
    private static boolean isInstitution(String type) {
      return type.equals("Organization")
          || type.equals("Practitioner")
          || type.equals("PractitionerRole")
          || type.equals("Location");
    }

    private boolean isSubjects(Facts f) {
      return f.type().subject().isEmpty()
          || (!f.subjects().isEmpty()
              && f.subjects().stream()
                  .allMatch(t ->
                      t instanceof Target.SubjectByNumber
                          || (t instanceof Target.Resource r && personKeys.contains(r.key()))));
    }

    /**
     * What a record leads to beside what it is about: its attachments, a visit's diagnoses, a
     * settlement's coverage.
     */
    private static Stream<Target> others(Resource resource) {
      Stream<String> addresses = Stream.of();
      if (resource instanceof DocumentReference document) {
        addresses = document.getContent().stream().flatMap(c -> address(c.getAttachment()));
      } else if (resource instanceof DiagnosticReport report) {
        addresses = report.getPresentedForm().stream().flatMap(Search::address);
      } else if (resource instanceof Encounter visit) {
        addresses =
            visit.getDiagnosis().stream()
                .map(diagnosis -> diagnosis.getCondition())
                .filter(Reference::hasReference)
                .map(Reference::getReference);
      } else if (resource instanceof ExplanationOfBenefit settlement) {
        addresses =
            settlement.getInsurance().stream()
                .map(insurance -> insurance.getCoverage())
                .filter(Reference::hasReference)
                .map(Reference::getReference);
      }
      return addresses.flatMap(Search::local);
    }

    private static Stream<String> address(Attachment attachment) {
      return attachment.hasUrl() && !attachment.hasData()
          ? Stream.of(attachment.getUrl())
          : Stream.of();
    }

    private static Stream<Target> local(String address) {
      return address.matches("(Binary|Condition|Coverage|Procedure)/[A-Za-z0-9.-]{1,64}")
          ? Stream.of(new Target.Resource(address))
          : Stream.of();
    }
  }

  /** {@code Type/id} of a resource. */
  public static String key(Resource resource) {
    return References.key(resource);
  }
}
