package org.claimexchange.fhir.scope;

import java.util.HashSet;
import java.util.Set;
import org.claimexchange.fhir.scope.Link.Target;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Resolves references within what one source sent. A reference that says two things (a target and a
 * number) must be right in both.
 */
final class References {
  private final Set<String> bases = new HashSet<>();
  private final Set<String> elsewhere = new HashSet<>();
  private final PersonId subject;

  References(PersonId subject) {
    this.subject = subject;
  }

  /** The base address of a resource that was pulled is the source's own. */
  void learn(Resource resource) {
    String base = resource.getIdElement().getBaseUrl();
    if (base != null && !base.isEmpty()) {
      bases.add(base);
    }
  }

  /** Whether a reference was taken for one to another server that turned out to be this source. */
  boolean learntTooLate() {
    return elsewhere.stream().anyMatch(bases::contains);
  }

  /** The key of a resource. */
  static String key(Resource resource) {
    IdType id = resource.getIdElement();
    String value = id.getValue() == null ? "" : id.getValue();
    return value.startsWith("urn:") ? value : resource.fhirType() + "/" + id.getIdPart();
  }

  Target resolve(Reference reference, Resource holder) {
    String text = reference.getReference() == null ? "" : reference.getReference();
    boolean numbered = reference.hasIdentifier();
    boolean rightNumber = numbered && isSubject(reference.getIdentifier());
    if (text.isEmpty()) {
      return rightNumber
          ? new Target.SubjectByNumber()
          : new Target.Unknown(reference.hasType() ? reference.getType() : "");
    }
    if (numbered
        && !rightNumber
        && subject.system().uri().equals(reference.getIdentifier().getSystem())) {
      return new Target.Unknown("Patient");
    }
    return text.startsWith("#") ? contained(text, holder) : byAddress(text);
  }

  private Target contained(String text, Resource holder) {
    if (holder instanceof DomainResource domain) {
      for (Resource inner : domain.getContained()) {
        String id = inner.getIdElement().getValue();
        if (text.equals(id) || text.substring(1).equals(id)) {
          return inner instanceof Patient patient
                  && patient.getIdentifier().stream().anyMatch(this::isSubject)
              ? new Target.SubjectByNumber()
              : new Target.Unknown(inner.fhirType());
        }
      }
    }
    return new Target.Unknown("");
  }

  private Target byAddress(String text) {
    if (text.startsWith("urn:")) {
      return new Target.Resource(text);
    }
    var id = new IdType(text);
    String type = id.getResourceType() == null ? "" : id.getResourceType();
    boolean here = !id.isAbsolute() || bases.contains(id.getBaseUrl());
    if (!here) {
      elsewhere.add(id.getBaseUrl());
    }
    return here && !type.isEmpty() && id.getIdPart() != null
        ? new Target.Resource(type + "/" + id.getIdPart())
        : new Target.Unknown(type);
  }

  /** Whether an identifier is the subject's number. */
  boolean isSubject(Identifier identifier) {
    return subject.system().uri().equals(identifier.getSystem())
        && subject.number().equals(identifier.getValue());
  }
}
