package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.protection.Protection;
import org.claimexchange.fhir.scope.Link.Target;
import org.claimexchange.model.consent.Part;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What becomes of references, identifiers and attachments of a record that passes. */
final class CopyRules {
  private static final Set<String> INSTITUTIONS =
      Set.of("Organization", "Practitioner", "PractitionerRole", "Location", "HealthcareService");

  private final References references;
  private final ProtectedRecords protectedRecords;
  private final Part part;
  private final Set<Category> categories;
  private final Function<String, Optional<Facts>> passing;
  private final Binaries binaries;
  private final Optional<String> person;
  private final Set<String> needed = new HashSet<>();
  private final List<String> newlyNeeded = new ArrayList<>();

  /**
   * @param passing facts of what may pass, by key
   * @param binaries the bytes of attachments
   * @param person address of the person
   */
  CopyRules(
      References references,
      ProtectedRecords protectedRecords,
      Part part,
      Set<Category> categories,
      Function<String, Optional<Facts>> passing,
      Binaries binaries,
      Optional<String> person) {
    this.references = references;
    this.protectedRecords = protectedRecords;
    this.part = part;
    this.categories = Set.copyOf(categories);
    this.passing = passing;
    this.binaries = binaries;
    this.person = person;
  }

  /** Stands where FHIR demands a reference and nothing may be referred to; always the same. */
  static Reference withoutContent() {
    return new Reference()
        .setIdentifier(
            new Identifier()
                .setSystem("https://claimexchange.org/fhir/NamingSystem/not-in-document")
                .setValue("not-in-document"));
  }

  Set<Category> categories() {
    return categories;
  }

  /** Keys of the serving resources that were referred to for the first time since the last call. */
  List<String> newlyNeeded() {
    var more = List.copyOf(newlyNeeded);
    newlyNeeded.clear();
    return more;
  }

  Optional<Reference> reference(Reference reference, Resource holder, Property property) {
    var kept = reference(reference, holder);
    return kept.isPresent() ? kept : institution(reference, property);
  }

  Optional<Reference> reference(Reference reference, Resource holder) {
    Target found = references.resolve(reference, holder);
    if (found instanceof Target.SubjectByNumber) {
      return person.map(Reference::new);
    }
    if (found instanceof Target.Resource target) {
      return passing
          .apply(target.key())
          .filter(f -> f.type() != RecordType.BINARY)
          .map(f -> display(new Reference(address(f)), reference, target.type()));
    }
    return Optional.empty();
  }

  private String address(Facts f) {
    if (f.type().role() == RecordType.Role.SERVING && needed.add(f.key())) {
      newlyNeeded.add(f.key());
    }
    return f.address();
  }

  /** Doctors and hospitals are not records: where only their name is known, the name passes. */
  private static Optional<Reference> institution(Reference reference, Property property) {
    boolean only =
        property.getTypeCode().startsWith("Reference(")
            && Set.of(property.getTypeCode().replaceAll("^Reference\\(|\\)$", "").split("\\|", -1))
                .stream()
                .allMatch(CopyRules::isInstitution);
    boolean named =
        reference.hasReference()
            && reference.getReferenceElement().hasResourceType()
            && isInstitution(reference.getReferenceElement().getResourceType());
    return reference.hasDisplay() && (named || (only && !reference.hasReference()))
        ? Optional.of(new Reference().setDisplay(reference.getDisplay()))
        : Optional.empty();
  }

  private static Reference display(Reference kept, Reference source, String type) {
    return isInstitution(type) && source.hasDisplay() ? kept.setDisplay(source.getDisplay()) : kept;
  }

  private static boolean isInstitution(String type) {
    return INSTITUTIONS.contains(type.substring(type.lastIndexOf('/') + 1));
  }

  /** The subject's number, granted visit numbers, numbers of bills and of institutions. */
  Optional<Identifier> identifier(RecordType type, Identifier source) {
    if (!source.hasValue()) {
      return Optional.empty();
    }
    boolean passes =
        switch (type) {
          case PATIENT -> references.isSubject(source);
          case ENCOUNTER -> part.visits().isEmpty() || part.visits().contains(source.getValue());
          default -> true;
        };
    return passes
        ? Optional.of(new Identifier().setSystem(source.getSystem()).setValue(source.getValue()))
        : Optional.empty();
  }

  /** A Binary of the same source becomes part of the attachment; other addresses fall away. */
  Attachment withData(Attachment source, Resource holder) {
    var copy = source.copy();
    copy.setUrl(null);
    if (source.hasUrl()
        && !source.hasData()
        && references.resolve(new Reference(source.getUrl()), holder)
            instanceof Target.Resource target) {
      passing
          .apply(target.key())
          .filter(f -> f.type() == RecordType.BINARY)
          .flatMap(f -> binaries.find(f.key()))
          .ifPresent(
              binary -> copy.setContentType(binary.getContentType()).setData(binary.getData()));
    }
    return copy;
  }

  /** Whether a reason for a visit may be told. */
  boolean mayTell(CodeableConcept reason) {
    return new Protection(FactsReader.ofConcept(protectedRecords, reason), false)
        .grantedBy(part.protectedKinds());
  }
}
