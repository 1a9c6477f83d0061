package org.claimexchange.fhir.laboratory;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.v25.group.ORU_R01_OBSERVATION;
import ca.uhn.hl7v2.model.v25.group.ORU_R01_ORDER_OBSERVATION;
import ca.uhn.hl7v2.model.v25.message.ORU_R01;
import ca.uhn.hl7v2.model.v25.segment.PID;
import ca.uhn.hl7v2.model.v25.segment.PV1;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.category.KindTokens;
import org.claimexchange.fhir.source.Clinical;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.PersonData;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.Remark;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.Systems;
import org.claimexchange.fhir.source.Times;
import org.claimexchange.model.person.IdSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;

/** Writes one result message: person, visit, and each of its reports. */
final class ResultMessage {
  private static final Set<String> RESIDENT_ID_TYPES = Set.of("NI", "NNCHN", "SFZ", "01");
  private static final String RESIDENT_ID_OID = "2.16.156.10011.1.3";

  private final ORU_R01 message;
  private final MessageText text;
  private final Findings findings;
  private final Records records;
  private final String control;
  private final Map<List<String>, Integer> repeats = new HashMap<>();
  private int obr;
  private int obx;

  ResultMessage(ORU_R01 message, MessageText text, Findings findings, Records records) {
    this.message = message;
    this.text = text;
    this.findings = findings;
    this.records = records;
    this.control = reader(message.getMSH(), "MSH[1]").get(10, 1).orElse("");
  }

  void write(SourceFile file) {
    if (message.getPATIENT_RESULTReps() != 1) {
      findings.problem(Defect.OTHER_PERSON, "PID[2]", text.line("PID[2]"), "one patient");
      return;
    }
    var result = message.getPATIENT_RESULT();
    var person = person(result.getPATIENT().getPID());
    var hospital = hospital();
    var visit = visit(result.getPATIENT().getVISIT().getPV1(), person, hospital);
    Set<Category> categories = new LinkedHashSet<>();
    try {
      for (ORU_R01_ORDER_OBSERVATION order : result.getORDER_OBSERVATIONAll()) {
        order(order, person, visit, hospital, categories);
      }
    } catch (HL7Exception e) {
      findings.problem(Defect.MALFORMED, "OBR[1]", text.line("OBR[1]"), "HL7 v2.5");
    }
    if (obr == 0) {
      findings.problem(Defect.MISSING, "OBR[1]", 1, "at least one report");
    }
    records.original(file, type(categories), List.copyOf(categories), person, List.of(visit));
  }

  private void order(
      ORU_R01_ORDER_OBSERVATION order,
      Reference person,
      Reference visit,
      Reference hospital,
      Set<Category> categories)
      throws HL7Exception {
    obr++;
    var path = "OBR[" + obr + "]";
    var reader = new SegmentReader(order.getOBR(), path, text.line(path), findings);
    var section = reader.get(24, 1);
    var category = section.flatMap(code -> KindTokens.category(KindTokens.SECTION, code));
    category.ifPresent(categories::add);
    if (category.isEmpty()) {
      reader.remark(Remark.Kind.UNPLACED, 24, section.orElse(""));
    }
    var report =
        new ReportWriter(
            reader, records, person, visit, hospital, section, category, control, repeats);
    for (ORU_R01_OBSERVATION observation : order.getOBSERVATIONAll()) {
      if (observation.getOBX().isEmpty()) {
        continue;
      }
      obx++;
      var at = "OBX[" + obx + "]";
      report.result(
          new SegmentReader(observation.getOBX(), at, text.line(at), findings), observation);
    }
    report.finish();
  }

  private Reference person(PID segment) {
    var reader = reader(segment, "PID[1]");
    var number = number(reader);
    if (number.isEmpty()) {
      reader.problem(Defect.MISSING, 3, "a resident id number (CX.5 NI) here or in PID-19");
    }
    var family = reader.require(5, 1, "a name");
    return records.person(
        new PersonData(
            IdSystem.RESIDENT_ID.uri(),
            number.orElse(""),
            family + reader.get(5, 2).orElse(""),
            reader.get(8, 1).map(PersonData::gender),
            reader.time(7).map(Times::day)));
  }

  private static Optional<String> number(SegmentReader reader) {
    for (int i = 0; i < reader.repetitions(3); i++) {
      boolean resident =
          reader.get(3, i, 5).filter(RESIDENT_ID_TYPES::contains).isPresent()
              || reader.get(3, i, 4).filter(RESIDENT_ID_OID::equals).isPresent();
      if (resident) {
        return reader.get(3, i, 1);
      }
    }
    return reader.get(19, 1);
  }

  private Reference hospital() {
    var reader = reader(message.getMSH(), "MSH[1]");
    return records.institution(
        Systems.INSTITUTION,
        reader.get(4, 2).orElse(""),
        reader.require(4, 1, "the name of the sending facility"));
  }

  private Reference visit(PV1 segment, Reference person, Reference hospital) {
    var reader = reader(segment, "PV1[1]");
    var number = reader.require(19, 1, "the number of the visit");
    var kind = reader.get(2, 1).orElse("");
    var encounter = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
    boolean inpatient = kind.equals("I");
    encounter.addIdentifier(
        Records.identifier(
            inpatient ? Systems.INPATIENT_NUMBER : Systems.OUTPATIENT_NUMBER, number));
    encounter.setClass_(
        switch (kind) {
          case "I" -> new Coding(Systems.ACT_CODE, "IMP", "住院");
          case "O" -> new Coding(Systems.ACT_CODE, "AMB", "门诊");
          case "E" -> new Coding(Systems.ACT_CODE, "EMER", "急诊");
          default -> {
            reader.remark(Remark.Kind.UNKNOWN_CODE, 2, kind);
            yield new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", kind);
          }
        });
    encounter.setSubject(person);
    encounter.setServiceProvider(hospital);
    var end = reader.time(45);
    encounter.setPeriod(Clinical.period(reader.time(44), end));
    if (inpatient && end.isEmpty()) {
      // Nothing tells whether the stay is over.
      encounter.setStatus(Encounter.EncounterStatus.UNKNOWN);
    }
    reader
        .get(3, 1)
        .ifPresent(name -> encounter.setServiceType(new CodeableConcept().setText(name)));
    return records.visit(encounter);
  }

  private SegmentReader reader(Segment segment, String path) {
    return new SegmentReader(segment, path, text.line(path), findings);
  }

  private static CodeableConcept type(Set<Category> categories) {
    var type = new CodeableConcept().setText("检验检查结果消息");
    categories.forEach(category ->
        type.addCoding(new Coding(Category.SYSTEM, category.code(), category.chinese())));
    return type;
  }
}
