package org.claimexchange.fhir.shareddocument;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.fhir.source.Clinical;
import org.claimexchange.fhir.source.Concepts;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.Remark;
import org.claimexchange.fhir.source.Systems;
import org.claimexchange.fhir.source.XmlElement;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** Entries of a shared document that are more than text: diagnoses, operations, vital signs. */
final class CdaEntries {
  private static final String ICD10 = "2.16.156.10011.2.3.3.11";
  private static final String TCM = "2.16.156.10011.2.3.3.14";
  private static final Set<String> FILLERS = Set.of("-", "/", "无", "");

  /**
   * A vital sign.
   *
   * @param loinc its code
   * @param ucum unit of the data element (WS 363.6-2011)
   * @param written how documents write that unit
   */
  private record Vital(String loinc, String name, String ucum, Set<String> written) {}

  private static final Map<String, Vital> VITALS =
      Map.of(
          "DE04.10.186.00", new Vital("8310-5", "体温", "Cel", Set.of("℃", "Cel", "°C", "摄氏度")),
          "DE04.10.118.00",
              new Vital("8867-4", "脉率", "/min", Set.of("次/min", "次/分", "/min", "bpm")),
          "DE04.10.082.00", new Vital("9279-1", "呼吸频率", "/min", Set.of("次/min", "次/分", "/min")),
          "DE04.10.174.00", new Vital("8480-6", "收缩压", "mm[Hg]", Set.of("mmHg", "mm[Hg]")),
          "DE04.10.176.00", new Vital("8462-4", "舒张压", "mm[Hg]", Set.of("mmHg", "mm[Hg]")),
          "DE04.10.167.00", new Vital("8302-2", "身高", "cm", Set.of("cm", "厘米")),
          "DE04.10.188.00", new Vital("29463-7", "体重", "kg", Set.of("kg", "千克", "公斤")));

  private final Records records;
  private final Findings findings;
  private final Reference person;
  private final Reference visit;
  private final String number;
  private final DateTimeType time;
  private int count;

  CdaEntries(
      Records records,
      Findings findings,
      Reference person,
      Reference visit,
      String number,
      DateTimeType time) {
    this.records = records;
    this.findings = findings;
    this.person = person;
    this.visit = visit;
    this.number = number;
    this.time = time;
  }

  void write(XmlElement body) {
    body.all("component")
        .flatMap(component -> component.all("section"))
        .forEach(section -> {
          var name = CdaText.sectionName(section);
          section.all("entry").flatMap(XmlElement::everything).forEach(e -> entry(e, name));
        });
  }

  private void entry(XmlElement element, String section) {
    switch (element.name()) {
      case "procedure" -> operation(element);
      case "observation" -> observation(element, section);
      default -> {
        // Other entries are text alone.
      }
    }
  }

  private void observation(XmlElement element, String section) {
    var value = element.at("value");
    if (value.isEmpty()) {
      return;
    }
    var system = value.get().attribute("codeSystem").orElse("");
    if (system.startsWith(ICD10) || system.startsWith(TCM)) {
      diagnosis(value.get(), system, section);
    }
    element
        .at("code")
        .flatMap(code -> code.attribute("code"))
        .flatMap(code -> Optional.ofNullable(VITALS.get(code)))
        .ifPresent(vital -> vital(value.get(), vital));
  }

  private void diagnosis(XmlElement value, String system, String section) {
    var code = value.attribute("code").map(String::strip).orElse("");
    var name =
        value
            .attribute("displayName")
            .or(() -> value.at("originalText").map(XmlElement::text))
            .map(String::strip)
            .orElse("");
    if (FILLERS.contains(code) && FILLERS.contains(name)) {
      return;
    }
    boolean tcm = system.startsWith(TCM);
    boolean known = tcm ? Concepts.isTcm(code) : Concepts.isIcd10(code);
    if (!known) {
      remark(Remark.Kind.UNKNOWN_CODE, section + ".value@code", value, code);
    }
    var concept =
        known
            ? Concepts.coded(tcm ? Systems.TCM : Systems.ICD10, code, name.isEmpty() ? code : name)
            : FILLERS.contains(code)
                ? new CodeableConcept().setText(name)
                : Concepts.text(code, name);
    var condition = Clinical.diagnosis(records.marked(concept), person, visit);
    condition.addCategory(new CodeableConcept().setText(section));
    records.add(condition, "cda", number, section, code, name, "" + count++);
  }

  private void operation(XmlElement element) {
    var code = element.at("code").flatMap(c -> c.attribute("code")).map(String::strip).orElse("");
    var name =
        element.at("code").flatMap(c -> c.attribute("displayName")).map(String::strip).orElse("");
    if (FILLERS.contains(code) && FILLERS.contains(name)) {
      return;
    }
    boolean known = Concepts.isIcd9(code);
    if (!known) {
      remark(Remark.Kind.UNKNOWN_CODE, "procedure.code@code", element, code);
    }
    var procedure =
        Clinical.operation(
            records.marked(
                known
                    ? Concepts.coded(Systems.ICD9CM3, code, name.isEmpty() ? code : name)
                    : Concepts.text(code, name)),
            person,
            visit);
    new CdaReader(findings)
        .optionalTime(element, "effectiveTime")
        .ifPresent(procedure::setPerformed);
    records.add(procedure, "cda", number, code, name, "" + count++);
  }

  private void vital(XmlElement value, Vital vital) {
    var written = value.attribute("value").map(String::strip).orElse("");
    if (FILLERS.contains(written)) {
      return;
    }
    if (!written.matches("[0-9]{1,6}(\\.[0-9]{1,4})?")) {
      findings.problem(
          Defect.WRONG_TYPE, vital.name() + "@value", value.line(), "a decimal number");
      return;
    }
    var quantity = new Quantity().setValue(new BigDecimal(written));
    var unit = value.attribute("unit").map(String::strip);
    if (unit.isEmpty() || vital.written().contains(unit.get())) {
      quantity.setSystem(Systems.UCUM).setCode(vital.ucum());
      quantity.setUnit(unit.orElse(vital.ucum()));
    } else {
      quantity.setUnit(unit.get());
      remark(Remark.Kind.UNKNOWN_UNIT, vital.name() + "@unit", value, unit.get());
    }
    var observation = new Observation().setStatus(Observation.ObservationStatus.FINAL);
    observation.addCategory(
        Concepts.coded(
            "http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", "生命体征"));
    observation.setCode(Concepts.coded(Systems.LOINC, vital.loinc(), vital.name()));
    observation.setSubject(person);
    observation.setEncounter(visit);
    observation.setEffective(time);
    observation.setValue(quantity);
    records.add(observation, "cda", number, vital.loinc(), "" + count++);
  }

  private void remark(Remark.Kind kind, String path, XmlElement at, String value) {
    findings.remark(kind, path, at.line(), value);
  }
}
