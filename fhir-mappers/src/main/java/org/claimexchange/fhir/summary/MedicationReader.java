package org.claimexchange.fhir.summary;

import static org.claimexchange.fhir.summary.DocumentIndex.day;
import static org.claimexchange.fhir.summary.DocumentIndex.text;
import static org.claimexchange.fhir.summary.DocumentIndex.to;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Medicines: ordered, given, handed out, and taken by the person's own account. */
final class MedicationReader {
  private final DocumentIndex index;
  private final List<Read> ordered = new ArrayList<>();
  private final List<Read> given = new ArrayList<>();
  private final List<Read> handedOut = new ArrayList<>();
  private final List<Read> taken = new ArrayList<>();

  /**
   * A line of which the visit and, where it is an entry of its own, the medicine are still to be
   * found.
   */
  private record Read(
      String visit, Medicine medicine, String act, String dose, Optional<LocalDate> date) {}

  /**
   * @param address of its entry; empty where name and code are known
   */
  private record Medicine(String address, String name, String code) {}

  MedicationReader(DocumentIndex index) {
    this.index = index;
  }

  void add(Resource resource) {
    switch (resource) {
      case MedicationRequest request ->
          ordered.add(
              new Read(
                  to(request.getEncounter()),
                  medicine(request.getMedication()),
                  "医嘱",
                  dose(request.getDosageInstruction()),
                  day(request.getAuthoredOnElement())));
      case MedicationAdministration administration -> given.add(given(administration));
      case MedicationDispense dispense ->
          handedOut.add(
              new Read(
                  to(dispense.getContext()),
                  medicine(dispense.getMedication()),
                  "发药",
                  quantity(dispense.getQuantity()),
                  day(dispense.getWhenHandedOverElement())));
      case MedicationStatement statement ->
          taken.add(
              new Read(
                  to(statement.getContext()),
                  medicine(statement.getMedication()),
                  "自述用药",
                  dose(statement.getDosage()),
                  DocumentReader.start(statement.getEffective())));
      default -> {
        // No medicine.
      }
    }
  }

  private static Read given(MedicationAdministration given) {
    var dosage = given.getDosage();
    return new Read(
        to(given.getContext()),
        medicine(given.getMedication()),
        "给药",
        dosage.hasText() ? dosage.getText() : quantity(dosage.getDose(), given.getNote()),
        DocumentReader.start(given.getEffective()));
  }

  List<MedicationLine> lines() {
    return DocumentReader.sorted(
        Stream.of(ordered, given, handedOut, taken).flatMap(List::stream).map(this::line).toList(),
        MedicationLine::date);
  }

  private MedicationLine line(Read read) {
    var medicine =
        read.medicine().address().isEmpty()
            ? read.medicine()
            : medicine(index.medicine(read.medicine().address()));
    return new MedicationLine(
        index.visit(read.visit()),
        read.act(),
        medicine.name(),
        medicine.code(),
        read.dose(),
        read.date());
  }

  private static Medicine medicine(@Nullable Type medication) {
    return switch (medication) {
      case CodeableConcept concept -> new Medicine("", text(concept), DocumentIndex.code(concept));
      case Reference reference -> new Medicine(to(reference), "", "");
      case null, default -> new Medicine("", "", "");
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
