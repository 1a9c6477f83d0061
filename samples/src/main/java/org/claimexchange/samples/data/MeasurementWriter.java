package org.claimexchange.samples.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** Vital signs and laboratory results of a visit, with limits and what lies outside them. */
final class MeasurementWriter {
  private static final String INTERPRETATION =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

  private final House house;
  private final Stay stay;
  private final VisitFrame frame;

  MeasurementWriter(House house, Stay stay, VisitFrame frame) {
    this.house = house;
    this.stay = stay;
    this.frame = frame;
  }

  void vitals(Stay.Measurement vitals, Reference subject) {
    write(vitals, subject, "vital-signs", "生命体征", List.of());
  }

  /** The results, and the report that gathers them. */
  void lab(Stay.Measurement lab, Reference subject) {
    var results = write(lab, subject, "laboratory", "检验", List.of());
    var report = new DiagnosticReport().setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
    frame.begin(report, stay.number() + "/" + lab.at() + "/" + lab.panel());
    report.addCategory(
        new CodeableConcept()
            .addCoding(new Coding(Systems.REPORT_SECTION, "LAB", "检验"))
            .setText("检验"));
    report.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Systems.LOINC, lab.panel(), lab.name()))
            .setText(lab.name()));
    report.setSubject(subject);
    report.setEncounter(frame.visit());
    var at = ShanghaiTime.date(lab.at());
    report.setEffective(ShanghaiTime.dateTime(at));
    report.setIssuedElement(ShanghaiTime.instant(at));
    report.addResultsInterpreter(house.doctor("检验科"));
    results.forEach(report::addResult);
    house.add(report, at);
  }

  /** Results filed under the mother's own name: only {@code focus} tells whom they are about. */
  void aboutChild(Stay.Measurement lab, Reference child) {
    write(lab, frame.patient(), "laboratory", "检验", List.of(child));
  }

  private List<Reference> write(
      Stay.Measurement measurement,
      Reference subject,
      String category,
      String categoryName,
      List<Reference> focus) {
    var written = new ArrayList<Reference>();
    var at = ShanghaiTime.date(measurement.at());
    for (var result : measurement.results()) {
      var observation = observation(result, measurement.at(), at);
      observation.addCategory(
          new CodeableConcept()
              .addCoding(new Coding(Systems.OBSERVATION_CATEGORY, category, categoryName))
              .setText(categoryName));
      observation.setSubject(subject);
      focus.forEach(observation::addFocus);
      house.add(observation, at);
      written.add(
          new Reference("Observation/" + observation.getIdElement().getIdPart())
              .setDisplay(result.get(1)));
    }
    return written;
  }

  private Observation observation(List<String> result, String atText, Date at) {
    var observation = new Observation().setStatus(Observation.ObservationStatus.FINAL);
    frame.begin(observation, stay.number() + "/" + atText + "/" + result.get(0));
    if (stay.forgotToLabel(result.get(0))) {
      observation.getMeta().setSecurity(List.of());
    }
    observation.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Systems.LOINC, result.get(0), result.get(1)))
            .setText(result.get(1)));
    observation.setEncounter(frame.visit());
    observation.setEffective(ShanghaiTime.dateTime(at));
    observation.setIssuedElement(ShanghaiTime.instant(at));
    var value = new BigDecimal(result.get(2));
    var low = new BigDecimal(result.get(4));
    var high = new BigDecimal(result.get(5));
    observation.setValue(quantity(value, result.get(3)));
    observation
        .addReferenceRange()
        .setLow(quantity(low, result.get(3)))
        .setHigh(quantity(high, result.get(3)))
        .setText(result.get(4) + "-" + result.get(5));
    var interpretation = value.compareTo(low) < 0 ? "L" : value.compareTo(high) > 0 ? "H" : "N";
    var word = interpretation.equals("L") ? "偏低" : interpretation.equals("H") ? "偏高" : "正常";
    observation.addInterpretation(
        new CodeableConcept()
            .addCoding(new Coding(INTERPRETATION, interpretation, word))
            .setText(word));
    return observation;
  }

  private static Quantity quantity(BigDecimal value, String unit) {
    return new Quantity().setValue(value).setUnit(unit).setSystem(Systems.UCUM).setCode(unit);
  }
}
