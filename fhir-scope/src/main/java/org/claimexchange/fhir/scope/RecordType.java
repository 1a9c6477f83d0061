package org.claimexchange.fhir.scope;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.claimexchange.fhir.category.Category;

/**
 * The table of types: a type without a row does not pass, nor does an element that its row does not
 * name. Elements carry the names of HL7 FHIR R4.
 */
enum RecordType {
  PATIENT("Patient", Role.PERSON, "", List.of(), List.of(), "identifier name gender birthDate"),
  ENCOUNTER(
      "Encounter",
      Role.VISIT,
      "subject",
      List.of("partOf"),
      List.of(Category.VISIT),
      "identifier status class type serviceType subject participant period reasonCode diagnosis"
          + " hospitalization serviceProvider partOf"),
  CONDITION(
      "Condition",
      Role.RECORD,
      "subject",
      List.of("encounter"),
      List.of(Category.DIAGNOSIS),
      "clinicalStatus verificationStatus category severity code bodySite subject encounter"
          + " onset[x] abatement[x] recordedDate recorder asserter"),
  PROCEDURE(
      "Procedure",
      Role.RECORD,
      "subject",
      List.of("encounter"),
      List.of(Category.PROCEDURE),
      "status category code subject encounter performed[x] performer reasonCode reasonReference"
          + " bodySite outcome"),
  MEDICATION_REQUEST(
      "MedicationRequest",
      Role.RECORD,
      "subject",
      List.of("encounter"),
      List.of(Category.MEDICATION, Category.PRESCRIPTION),
      "status intent category medication[x] subject encounter authoredOn requester reasonCode"
          + " dosageInstruction dispenseRequest"),
  MEDICATION_ADMINISTRATION(
      "MedicationAdministration",
      Role.RECORD,
      "subject",
      List.of("context"),
      List.of(Category.MEDICATION),
      "status category medication[x] subject context effective[x] performer reasonCode request"
          + " dosage"),
  MEDICATION_DISPENSE(
      "MedicationDispense",
      Role.RECORD,
      "subject",
      List.of("context"),
      List.of(Category.MEDICATION),
      "status category medication[x] subject context performer authorizingPrescription quantity"
          + " daysSupply whenPrepared whenHandedOver dosageInstruction"),
  MEDICATION_STATEMENT(
      "MedicationStatement",
      Role.RECORD,
      "subject",
      List.of("context"),
      List.of(Category.MEDICATION),
      "status category medication[x] subject context effective[x] dateAsserted reasonCode dosage"),
  OBSERVATION(
      "Observation",
      Role.RECORD,
      "subject",
      List.of("encounter"),
      List.of(),
      "status category code subject encounter effective[x] issued performer value[x]"
          + " dataAbsentReason interpretation bodySite method specimen referenceRange hasMember"
          + " derivedFrom component"),
  DIAGNOSTIC_REPORT(
      "DiagnosticReport",
      Role.RECORD,
      "subject",
      List.of("encounter"),
      List.of(),
      "status category code subject encounter effective[x] issued performer resultsInterpreter"
          + " specimen result imagingStudy conclusion conclusionCode presentedForm"),
  IMAGING_STUDY(
      "ImagingStudy",
      Role.RECORD,
      "subject",
      List.of("encounter"),
      List.of(Category.IMAGING_REPORT),
      "status modality subject encounter started numberOfSeries numberOfInstances procedureCode"
          + " reasonCode description"),
  DOCUMENT_REFERENCE(
      "DocumentReference",
      Role.RECORD,
      "subject",
      List.of("context.encounter"),
      List.of(),
      "status docStatus type category subject date author description content context"),
  ALLERGY_INTOLERANCE(
      "AllergyIntolerance",
      Role.PERSONAL,
      "patient",
      List.of("encounter"),
      List.of(Category.ALLERGY),
      "clinicalStatus verificationStatus type category criticality code patient encounter onset[x]"
          + " recordedDate lastOccurrence reaction"),
  COVERAGE(
      "Coverage",
      Role.INSURANCE,
      "beneficiary",
      List.of(),
      List.of(Category.SETTLEMENT),
      "status type beneficiary relationship period payor"),
  CHARGE_ITEM(
      "ChargeItem",
      Role.BILL,
      "subject",
      List.of("context"),
      List.of(Category.FEE_LIST),
      "identifier status code subject context occurrence[x] performer performingOrganization"
          + " quantity bodysite factorOverride priceOverride overrideReason enteredDate service"
          + " product[x]"),
  INVOICE(
      "Invoice",
      Role.BILL,
      "subject",
      List.of(),
      List.of(Category.INVOICE),
      "identifier status type subject date issuer lineItem totalPriceComponent totalNet"
          + " totalGross"),
  EXPLANATION_OF_BENEFIT(
      "ExplanationOfBenefit",
      Role.BILL,
      "patient",
      List.of("item.encounter"),
      List.of(Category.SETTLEMENT),
      "identifier status type subType use patient billablePeriod created insurer provider outcome"
          + " disposition careTeam diagnosis procedure insurance item adjudication total"),
  MEDICATION("Medication", Role.SERVING, "", List.of(), List.of(), "code form amount ingredient"),
  SPECIMEN(
      "Specimen",
      Role.SERVING,
      "subject",
      List.of(),
      List.of(),
      "status type subject receivedTime collection"),
  ORGANIZATION("Organization", Role.SERVING, "", List.of(), List.of(), "identifier type name"),
  PRACTITIONER("Practitioner", Role.SERVING, "", List.of(), List.of(), "name"),
  PRACTITIONER_ROLE(
      "PractitionerRole",
      Role.SERVING,
      "",
      List.of(),
      List.of(),
      "practitioner organization code specialty"),
  LOCATION("Location", Role.SERVING, "", List.of(), List.of(), "name type"),
  BINARY("Binary", Role.SERVING, "", List.of(), List.of(), "");

  /** What a type is to a grant. */
  enum Role {
    /** The person. */
    PERSON,
    /** A visit: passes if granted by number, or by period and kind. */
    VISIT,
    /** Belongs to a visit, and passes with it. */
    RECORD,
    /** Belongs to the person; passes by its visit, or, without one, by the day it was recorded. */
    PERSONAL,
    /** The person's public insurance: passes with its category, where anything else passes. */
    INSURANCE,
    /** A piece of a bill: passes with its visit, and only if all of the bill may pass. */
    BILL,
    /** Passes only where a record that passes refers to it. */
    SERVING
  }

  private static final Map<String, RecordType> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(RecordType::fhirType, type -> type));

  private final String fhirType;
  private final Role role;
  private final String subject;
  private final List<String> visits;
  private final List<Category> categories;
  private final List<String> elements;

  RecordType(
      String fhirType,
      Role role,
      String subject,
      List<String> visits,
      List<Category> categories,
      String elements) {
    this.fhirType = fhirType;
    this.role = role;
    this.subject = subject;
    this.visits = visits;
    this.categories = categories;
    this.elements = List.of(elements.split(" ", -1));
  }

  static Optional<RecordType> of(String fhirType) {
    return Optional.ofNullable(BY_NAME.get(fhirType));
  }

  String fhirType() {
    return fhirType;
  }

  Role role() {
    return role;
  }

  /** The element that says whom it is about; empty where it is about nobody. */
  String subject() {
    return subject;
  }

  /** Paths of the elements that say to which visit it belongs. */
  List<String> visits() {
    return visits;
  }

  /** Its categories, one of which must be granted; none where its own codes say so. */
  List<Category> categories() {
    return categories;
  }

  /** The elements that pass. */
  List<String> elements() {
    return elements;
  }
}
