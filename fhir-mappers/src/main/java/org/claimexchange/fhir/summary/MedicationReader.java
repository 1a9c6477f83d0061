package org.claimexchange.fhir.summary;

import static org.claimexchange.fhir.summary.DocumentIndex.day;
import static org.claimexchange.fhir.summary.DocumentIndex.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Medicines: ordered, given, handed out, and taken by the person's own account. */
final class MedicationReader {
  private final DocumentIndex index;

  MedicationReader(DocumentIndex index) {
    this.index = index;
  }

  List<MedicationLine> read() {
    return DocumentReader.sorted(
        Stream.of(
                index.all(MedicationRequest.class).stream().map(this::ordered),
                index.all(MedicationAdministration.class).stream().map(this::given),
                index.all(MedicationDispense.class).stream().map(this::handedOut),
                index.all(MedicationStatement.class).stream().map(this::taken))
            .flatMap(lines -> lines)
            .toList(),
        MedicationLine::date);
  }

  private MedicationLine ordered(MedicationRequest request) {
    var medicine = medicine(request.getMedication());
    return new MedicationLine(
        index.visit(request.getEncounter()),
        "医嘱",
        text(medicine),
        DocumentIndex.code(medicine),
        dose(request.getDosageInstruction()),
        day(request.getAuthoredOnElement()));
  }

  private MedicationLine given(MedicationAdministration given) {
    var medicine = medicine(given.getMedication());
    var dosage = given.getDosage();
    return new MedicationLine(
        index.visit(given.getContext()),
        "给药",
        text(medicine),
        DocumentIndex.code(medicine),
        dosage.hasText() ? dosage.getText() : quantity(dosage.getDose(), given.getNote()),
        DocumentReader.start(given.getEffective()));
  }

  private MedicationLine handedOut(MedicationDispense dispense) {
    var medicine = medicine(dispense.getMedication());
    return new MedicationLine(
        index.visit(dispense.getContext()),
        "发药",
        text(medicine),
        DocumentIndex.code(medicine),
        quantity(dispense.getQuantity()),
        day(dispense.getWhenHandedOverElement()));
  }

  private MedicationLine taken(MedicationStatement statement) {
    var medicine = medicine(statement.getMedication());
    return new MedicationLine(
        index.visit(statement.getContext()),
        "自述用药",
        text(medicine),
        DocumentIndex.code(medicine),
        dose(statement.getDosage()),
        DocumentReader.start(statement.getEffective()));
  }

  private CodeableConcept medicine(@Nullable Type medication) {
    return switch (medication) {
      case CodeableConcept concept -> concept;
      case Reference reference ->
          index
              .find(reference, Medication.class)
              .map(Medication::getCode)
              .orElseGet(CodeableConcept::new);
      case null, default -> new CodeableConcept();
    };
  }

  private static String dose(List<Dosage> dosages) {
    return dosages.stream()
        .map(dosage ->
            dosage.hasText()
                ? dosage.getText()
                : dosage.getDoseAndRate().stream()
                    .filter(rate -> rate.hasDoseQuantity())
                    .map(rate -> quantity(rate.getDoseQuantity()))
                    .collect(Collectors.joining("、")))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("；"));
  }

  /** The dose; one that the source only wrote as a text stands in the notes. */
  private static String quantity(Quantity dose, List<Annotation> notes) {
    return dose.hasValue()
        ? quantity(dose)
        : notes.stream().map(Annotation::getText).collect(Collectors.joining("；"));
  }

  static String quantity(Quantity quantity) {
    if (!quantity.hasValue()) {
      return "";
    }
    var unit = quantity.hasUnit() ? quantity.getUnit() : text(quantity.getCode());
    return (quantity.getValue().toPlainString() + " " + unit).strip();
  }
}
