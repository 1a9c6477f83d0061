package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.protection.Protection;
import org.claimexchange.fhir.query.VisitClasses;
import org.claimexchange.fhir.scope.RecordType.Role;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Reads the facts of a resource in one walk over all of its elements. */
final class FactsReader {
  private static final int DEEPEST = 64;

  /** Who did, wrote, held or paid: not what a record is about. */
  private static final Set<String> ACTORS =
      Set.of(
          "performer",
          "actor",
          "recipient",
          "payor",
          "asserter",
          "recorder",
          "requester",
          "author",
          "individual",
          "informationSource",
          "insurer",
          "provider",
          "enterer",
          "issuer",
          "custodian",
          "serviceProvider",
          "resultsInterpreter",
          "location",
          "performingOrganization",
          "policyHolder",
          "subscriber",
          "authenticator",
          "participant",
          "managingOrganization",
          "generalPractitioner",
          "assigner",
          "payee",
          "facility",
          "coverage",
          "receiver",
          "collector");

  private final References references;
  private final ProtectedRecords protectedRecords;
  private final PersonId subject;

  /** Thousands of fee lines refer to one visit: it is held once. */
  private final Map<Link.Target, Link.Target> shared = new HashMap<>();

  FactsReader(References references, ProtectedRecords protectedRecords, PersonId subject) {
    this.references = references;
    this.protectedRecords = protectedRecords;
    this.subject = subject;
  }

  Facts read(Resource resource, RecordType type) {
    var walk = new Walk(resource, type);
    walk.children(resource, "", 0);
    return new Facts(
        References.key(resource),
        type,
        walk.safe && !resource.hasImplicitRules() && !EnteredInError.is(resource),
        List.copyOf(walk.subjects),
        List.copyOf(walk.visits),
        List.copyOf(walk.links),
        CategoriesOf.resource(resource, type),
        protection(resource, walk),
        walk.ofNewborn,
        resource instanceof Encounter visit ? numbers(visit) : List.of(),
        days(resource),
        resource instanceof Encounter visit
            ? VisitClasses.kind(visit.getClass_().hasCode() ? visit.getClass_().getCode() : "")
            : Optional.empty(),
        resource instanceof Patient patient
            ? Optional.of(PersonFacts.of(patient, subject, references))
            : Optional.empty());
  }

  private Protection protection(Resource resource, Walk walk) {
    var kinds = EnumSet.noneOf(ProtectedKind.class);
    kinds.addAll(walk.kinds);
    if (resource instanceof Encounter visit) {
      kinds.addAll(reasons(visit));
    }
    return new Protection(kinds, false)
        .and(protectedRecords.ofLabels(resource.getMeta().getSecurity()));
  }

  /**
   * A visit is protected by its reasons only where all of them are; else the reason is left out.
   */
  private Set<ProtectedKind> reasons(Encounter visit) {
    var kinds = EnumSet.noneOf(ProtectedKind.class);
    for (CodeableConcept reason : visit.getReasonCode()) {
      var own = ofConcept(protectedRecords, reason);
      if (own.isEmpty()) {
        return Set.of();
      }
      kinds.addAll(own);
    }
    return kinds;
  }

  static Set<ProtectedKind> ofConcept(ProtectedRecords records, CodeableConcept concept) {
    var kinds = EnumSet.noneOf(ProtectedKind.class);
    concept.getCoding().forEach(coding -> kinds.addAll(records.ofCoding(coding)));
    kinds.addAll(records.ofName(concept.hasText() ? concept.getText() : ""));
    return kinds;
  }

  private static List<String> numbers(Encounter visit) {
    return visit.getIdentifier().stream()
        .filter(id -> id.hasValue())
        .map(id -> id.getValue())
        .toList();
  }

  private static Optional<DateRange> days(Resource resource) {
    if (resource instanceof Encounter visit) {
      return Days.of(visit.getPeriod());
    }
    return resource instanceof AllergyIntolerance allergy
        ? Days.of(allergy.getRecordedDateElement()).map(day -> new DateRange(day, day))
        : Optional.empty();
  }

  /** What is gathered on the way. */
  private final class Walk {
    private final Resource resource;
    private final RecordType type;
    private final List<Link.Target> subjects = new ArrayList<>();
    private final List<Link.Target> visits = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Set<ProtectedKind> kinds = EnumSet.noneOf(ProtectedKind.class);
    private boolean safe = true;
    private boolean ofNewborn;

    Walk(Resource resource, RecordType type) {
      this.resource = resource;
      this.type = type;
    }

    void children(Base parent, String path, int depth) {
      if (depth > DEEPEST) {
        safe = false;
        return;
      }
      for (Property property : parent.children()) {
        if (!property.hasValues() || (depth == 0 && property.getName().equals("meta"))) {
          continue;
        }
        String name = path.isEmpty() ? property.getName() : path + "." + property.getName();
        safe &= !property.getName().equals("modifierExtension");
        for (Base value : property.getValues()) {
          visit(value, name, depth);
        }
      }
    }

    private void visit(Base value, String path, int depth) {
      // Other elements tell nothing by themselves; their children may.
      if (value instanceof Reference reference) {
        link(reference, path);
      } else if (value instanceof Coding coding && !isReason(path)) {
        kinds.addAll(protectedRecords.ofCoding(coding));
        ofNewborn |= protectedRecords.ofNewborn(coding);
      } else if (value instanceof CodeableConcept concept && !isReason(path) && concept.hasText()) {
        kinds.addAll(protectedRecords.ofName(concept.getText()));
      } else if (value instanceof Attachment attachment && attachment.hasTitle()) {
        kinds.addAll(protectedRecords.ofName(attachment.getTitle()));
      }
      if (!value.isPrimitive()) {
        children(value, path, depth + 1);
      }
    }

    private boolean isReason(String path) {
      return type == RecordType.ENCOUNTER && path.startsWith("reasonCode");
    }

    private void link(Reference reference, String path) {
      var target = shared.computeIfAbsent(references.resolve(reference, resource), t -> t);
      if (path.equals(type.subject())) {
        subjects.add(target);
      } else if (type.visits().contains(path) || InvoiceVisit.is(type, path, reference)) {
        visits.add(target);
      } else if (type.role() != Role.VISIT && type.role() != Role.PERSON && isAbout(path)) {
        links.add(new Link(path, target));
      }
    }

    private boolean isAbout(String path) {
      return !path.startsWith("extension")
          && !path.startsWith("contained")
          && !ACTORS.contains(path.substring(path.lastIndexOf('.') + 1));
    }
  }
}
