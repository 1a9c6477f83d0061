package org.claimexchange.fhir.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.model.consent.ProtectedKind;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The records of one file, as they are made. */
public final class Records {
  private final RecordIds ids;
  private final List<Resource> made = new ArrayList<>();
  private final Set<ProtectedKind> kinds = EnumSet.noneOf(ProtectedKind.class);
  private final Set<String> seen = new HashSet<>();
  private String digest = "";
  private final ProtectedRecords protectedRecords;

  /**
   * @param ids of this source
   * @param protectedRecords what the file as a whole is labelled by
   */
  public Records(RecordIds ids, ProtectedRecords protectedRecords) {
    this.ids = ids;
    this.protectedRecords = protectedRecords;
  }

  /** Adds a record under an id made of what it is. */
  public Reference add(Resource resource, String... parts) {
    resource.setId(ids.id(resource.fhirType(), parts));
    made.add(resource);
    return new Reference(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
  }

  /** Adds the person. */
  public Reference person(PersonData person) {
    var patient = new Patient();
    patient.addIdentifier(identifier(person.idSystem(), person.number()));
    patient.addName().setText(person.name());
    person.gender().ifPresent(patient::setGender);
    person.birth().ifPresent(patient::setBirthDateElement);
    return add(patient, person.idSystem(), person.number());
  }

  /** Adds an institution. */
  public Reference institution(String system, String code, String name) {
    var organization = new Organization().setName(name);
    if (!code.isEmpty()) {
      organization.addIdentifier(identifier(system, code));
    }
    return add(organization, system, code.isEmpty() ? name : code).setDisplay(name);
  }

  /** Adds a visit, which is the one that its first number names. */
  public Reference visit(Encounter visit) {
    var number = visit.getIdentifierFirstRep();
    return add(visit, number.getSystem(), number.hasValue() ? number.getValue() : "");
  }

  /** The reference to the visit of a number, before or after it is added. */
  public Reference visitReference(String system, String number) {
    return new Reference("Encounter/" + ids.id("Encounter", system, number));
  }

  /** Marks a code, so that the file as a whole is labelled where it is protected. */
  public CodeableConcept marked(CodeableConcept concept) {
    for (Coding coding : concept.getCoding()) {
      if (seen.add(coding.getSystem() + "|" + coding.getCode() + "|" + coding.getDisplay())) {
        kinds.addAll(protectedRecords.ofCoding(coding));
      }
    }
    mark(concept.hasText() ? concept.getText() : "");
    return concept;
  }

  /** Marks a text, likewise. */
  public void mark(String text) {
    if (seen.add(text)) {
      kinds.addAll(protectedRecords.ofName(text));
    }
  }

  /**
   * The DocumentReference of the file itself, its content a Binary with its very bytes. Where
   * anything in the file is specially protected, so is the file.
   *
   * @param type kind of document
   * @param categories all that must be granted for the file to pass
   */
  public DocumentReference original(
      SourceFile file,
      CodeableConcept type,
      List<Category> categories,
      Reference person,
      List<Reference> visits) {
    var document =
        new DocumentReference()
            .setStatus(DocumentReferenceStatus.CURRENT)
            .setType(type)
            .setSubject(new Reference(person.getReference()));
    for (Category category : categories) {
      document.addCategory(Concepts.coded(Category.SYSTEM, category.code(), category.chinese()));
    }
    visits.forEach(visit -> document.getContext().addEncounter(visit));
    labels().forEach(label -> document.getMeta().addSecurity(label));
    var binary = new Binary().setContentType(file.mediaType());
    binary.setContent(file.bytes());
    digest = RecordIds.sha256(file.bytes());
    binary.setId(digest);
    document
        .addContent()
        .setAttachment(
            new Attachment()
                .setContentType(file.mediaType())
                .setTitle(file.name())
                .setSize(file.bytes().length)
                .setUrl("Binary/" + digest));
    add(document, digest);
    made.add(binary);
    return document;
  }

  /** What was made, the file itself among it, and what was noted of it. */
  public MapOutcome outcome(Findings findings) {
    return findings
        .refusal()
        .orElseGet(
            () -> new MapOutcome.Mapped(made, findings.remarks(), findings.leftOff(), digest));
  }

  private List<Coding> labels() {
    return kinds.stream()
        .map(kind ->
            switch (kind) {
              case MENTAL_HEALTH -> "PSY";
              case HIV -> "HIV";
              case REPRODUCTIVE -> "SEX";
              case GENETIC -> "GDIS";
            })
        .map(code -> new Coding().setSystem(Systems.ACT_CODE).setCode(code))
        .toList();
  }

  /** A number under its system. */
  public static Identifier identifier(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  /** An amount in yuan. */
  public static Money yuan(BigDecimal amount) {
    return new Money().setValue(amount).setCurrency("CNY");
  }
}
