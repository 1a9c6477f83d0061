package org.claimexchange.fhir.laboratory;

import ca.uhn.hl7v2.model.v25.group.ORU_R01_OBSERVATION;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.category.KindTokens;
import org.claimexchange.fhir.source.Concepts;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Instants;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.Remark;
import org.claimexchange.fhir.source.Systems;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/** Writes one OBR with its OBX. */
final class ReportWriter {
  private final SegmentReader obr;
  private final Records records;
  private final Reference person;
  private final Reference visit;
  private final Reference hospital;
  private final Optional<Category> category;
  private final String order;
  private final Map<List<String>, Integer> repeats;
  private final DiagnosticReport report = new DiagnosticReport();
  private final List<Reference> results = new ArrayList<>();

  /**
   * @param section code of OBR-24
   * @param message control id of the message (MSH-10)
   * @param repeats how often an identity came so far in this message
   */
  ReportWriter(
      SegmentReader obr,
      Records records,
      Reference person,
      Reference visit,
      Reference hospital,
      Optional<String> section,
      Optional<Category> category,
      String message,
      Map<List<String>, Integer> repeats) {
    this.obr = obr;
    this.records = records;
    this.person = person;
    this.visit = visit;
    this.hospital = hospital;
    this.category = category;
    this.repeats = repeats;
    // Without an order number, nothing but the message tells two reports apart.
    this.order = obr.get(3, 1).or(() -> obr.get(2, 1)).orElse("message " + message);
    section.ifPresent(code ->
        report.addCategory(
            category.isPresent()
                ? Concepts.coded(KindTokens.SECTION, code, category.get().chinese())
                : new CodeableConcept().setText(code)));
  }

  void result(SegmentReader obx, ORU_R01_OBSERVATION group) {
    if (obx.get(2, 1).filter("ED"::equals).isPresent()) {
      attachment(obx);
      return;
    }
    var observation = new Observation();
    observation.setStatus(observationStatus(obx));
    category.ifPresent(known -> observation.addCategory(observationCategory(known)));
    observation.setCode(records.marked(code(obx, 3, "a result's code and name")));
    observation.setSubject(person);
    observation.setEncounter(visit);
    obx.time(14).or(() -> obr.time(7)).ifPresent(observation::setEffective);
    obr.time(22).flatMap(Instants::of).ifPresent(observation::setIssuedElement);
    new ResultValue(obx, observation).write();
    note(group).ifPresent(text -> observation.addNote().setText(text));
    label(observation);
    results.add(
        records.add(observation, identity(obx.get(3, 1).orElse(""), obx.get(4, 1).orElse(""))));
  }

  /** What a result says may be protected where its name is not. */
  private void label(Observation observation) {
    if (observation.hasValueCodeableConcept()) {
      records.marked(observation.getValueCodeableConcept());
    }
    if (observation.hasValueStringType()) {
      records.mark(observation.getValueStringType().getValue());
    }
    observation.getNote().forEach(note -> records.mark(note.getText()));
  }

  void finish() {
    report.setStatus(reportStatus());
    report.setCode(records.marked(code(obr, 4, "a report's code and name")));
    report.setSubject(person);
    report.setEncounter(visit);
    obr.time(7).ifPresent(report::setEffective);
    obr.time(22).flatMap(Instants::of).ifPresent(report::setIssuedElement);
    report.addPerformer(hospital);
    obr.get(32, 1)
        .ifPresent(doctor -> report.addResultsInterpreter(new Reference().setDisplay(doctor)));
    results.forEach(report::addResult);
    if (results.isEmpty() && !report.hasPresentedForm()) {
      obr.problem(Defect.MISSING, 4, "at least one OBX behind the OBR");
    }
    records.add(report, identity());
  }

  /**
   * What makes a report or result the one it is: visit, order, battery and time, and for a result
   * its code and sub-id; where all of these are the same in one message, which of them it is. Where
   * it stands in the message is no part of it, since a message that is sent again may hold less.
   */
  private String[] identity(String... result) {
    var parts = new ArrayList<String>();
    parts.add(visit.getReference());
    parts.add(order);
    parts.add(obr.get(4, 1).orElse(""));
    parts.add(obr.get(7, 1).orElse(""));
    parts.addAll(List.of(result));
    parts.add("" + repeats.merge(List.copyOf(parts), 1, Integer::sum));
    return parts.toArray(String[]::new);
  }

  private void attachment(SegmentReader obx) {
    var title = obx.get(3, 2).orElse("附件");
    records.mark(title);
    try {
      var type = obx.get(5, 2).orElse("application") + "/" + obx.get(5, 3).orElse("octet-stream");
      report.addPresentedForm(
          new Attachment()
              .setContentType(type.toLowerCase(java.util.Locale.ROOT))
              .setTitle(title)
              .setData(Base64.getDecoder().decode(obx.require(5, 5, "Base64"))));
    } catch (IllegalArgumentException e) {
      // Not as a cause: its message holds what stood there.
      obx.problem(Defect.WRONG_TYPE, 5, "Base64 in the fifth component");
    }
  }

  /** LOINC where the sender says so, else the sender's own list. */
  private CodeableConcept code(SegmentReader reader, int field, String expected) {
    var code = reader.require(field, 1, expected);
    var name = reader.get(field, 2).orElse(code);
    boolean loinc = reader.get(field, 3).filter("LN"::equals).isPresent();
    if (loinc && code.matches("[0-9]{1,5}-[0-9]")) {
      return Concepts.coded(Systems.LOINC, code, name);
    }
    if (loinc) {
      reader.remark(Remark.Kind.UNKNOWN_CODE, field, code);
      return Concepts.text(code, name);
    }
    return new CodeableConcept()
        .setText(name)
        .addCoding(new Coding(Systems.codes("sender-test"), code, name));
  }

  private static CodeableConcept observationCategory(Category category) {
    var system = "http://terminology.hl7.org/CodeSystem/observation-category";
    return switch (category) {
      case LABORATORY -> Concepts.coded(system, "laboratory", "检验");
      case IMAGING_REPORT -> Concepts.coded(system, "imaging", "检查");
      default -> Concepts.coded(Category.SYSTEM, category.code(), category.chinese());
    };
  }

  /** Table 0085. */
  private static Observation.ObservationStatus observationStatus(SegmentReader obx) {
    var status = obx.require(11, 1, "a status (table 0085)");
    return switch (status) {
      case "F", "U" -> Observation.ObservationStatus.FINAL;
      case "C" -> Observation.ObservationStatus.CORRECTED;
      case "P", "R", "S" -> Observation.ObservationStatus.PRELIMINARY;
      case "I", "O" -> Observation.ObservationStatus.REGISTERED;
      case "X" -> Observation.ObservationStatus.CANCELLED;
      case "D", "W" -> Observation.ObservationStatus.ENTEREDINERROR;
      default -> {
        obx.remark(Remark.Kind.UNKNOWN_CODE, 11, status);
        yield Observation.ObservationStatus.UNKNOWN;
      }
    };
  }

  /** Table 0123. */
  private DiagnosticReportStatus reportStatus() {
    var status = obr.require(25, 1, "a status (table 0123)");
    return switch (status) {
      case "F" -> DiagnosticReportStatus.FINAL;
      case "C" -> DiagnosticReportStatus.CORRECTED;
      case "P", "R" -> DiagnosticReportStatus.PRELIMINARY;
      case "A" -> DiagnosticReportStatus.PARTIAL;
      case "I", "O", "S" -> DiagnosticReportStatus.REGISTERED;
      case "X" -> DiagnosticReportStatus.CANCELLED;
      default -> {
        obr.remark(Remark.Kind.UNKNOWN_CODE, 25, status);
        yield DiagnosticReportStatus.UNKNOWN;
      }
    };
  }

  private static Optional<String> note(ORU_R01_OBSERVATION group) {
    var text = new StringBuilder();
    for (int i = 0; i < group.getNTEReps(); i++) {
      for (var comment : group.getNTE(i).getComment()) {
        var value = comment.getValue();
        if (value != null && !value.isBlank()) {
          text.append(text.isEmpty() ? "" : "\n").append(value.strip());
        }
      }
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }
}
