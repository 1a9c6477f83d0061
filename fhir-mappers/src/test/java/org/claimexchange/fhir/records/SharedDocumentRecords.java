package org.claimexchange.fhir.records;

import static org.claimexchange.fhir.records.RecordFolder.lineOf;
import static org.claimexchange.fhir.records.RecordFolder.once;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the record files of the shared documents: admission notes and discharge summaries. */
final class SharedDocumentRecords {
  private final RecordFolder folder;

  SharedDocumentRecords(Path root) throws IOException {
    this.folder = new RecordFolder(root, "shared-document", "xml");
  }

  /** One document. */
  private record Draft(String text, Expectation expected) {
    Draft with(String from, String to) {
      return new Draft(once(text, from, to), expected);
    }
  }

  void write() throws IOException {
    for (int i = 0; i < 14; i++) {
      folder.write("discharge-summary", discharge(i).text(), discharge(i).expected());
      folder.write("admission-note", admission(i).text(), admission(i).expected());
    }
    odd();
    refused();
  }

  private static String header(
      int i, String code, String template, String title, String encounter) {
    var folk = Folk.of(i);
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <realmCode code="CN"/>
      <typeId root="2.16.840.1.113883.1.3" extension="POCD_MT000040"/>
      <templateId root="2.16.156.10011.2.1.1.%s"/>
      <id root="2.16.156.10011.1.1" extension="WD%s%06d"/>
      <code code="%s" codeSystem="2.16.156.10011.2.4" codeSystemName="卫生信息共享文档规范编码体系"/>
      <title>%s</title>
      <effectiveTime value="202606%02d1540%02d"/>
      <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
      <languageCode code="zh-CN"/>
      <recordTarget typeCode="RCT" contextControlCode="OP">
        <patientRole classCode="PAT">
          <id root="2.16.156.10011.1.12" extension="ZY2026%06d"/>
          <patient classCode="PSN" determinerCode="INSTANCE">
            <id root="2.16.156.10011.1.3" extension="%s"/>
            <name>%s</name>
            <administrativeGenderCode code="%s" codeSystem="2.16.156.10011.2.3.3.4"/>
            <birthTime value="%s"/>
          </patient>
        </patientRole>
      </recordTarget>
      <author typeCode="AUT" contextControlCode="OP">
        <time value="202606%02d1500"/>
        <assignedAuthor classCode="ASSIGNED">
          <assignedPerson>
            <name>李医生</name>
          </assignedPerson>
        </assignedAuthor>
      </author>
      <custodian typeCode="CST">
        <assignedCustodian classCode="ASSIGNED">
          <representedCustodianOrganization classCode="ORG" determinerCode="INSTANCE">
            <id root="2.16.156.10011.1.5" extension="H31010900002"/>
            <name>示范第二医院</name>
          </representedCustodianOrganization>
        </assignedCustodian>
      </custodian>
      <componentOf typeCode="COMP">
        <encompassingEncounter classCode="ENC" moodCode="EVN">
    %s      <location>
            <healthCareFacility>
              <serviceProviderOrganization>
                <asOrganizationPartOf classCode="PART">
                  <wholeOrganization>
                    <id root="2.16.156.10011.1.22" extension="12"/>
                    <name>12床</name>
                    <asOrganizationPartOf classCode="PART">
                      <wholeOrganization>
                        <id root="2.16.156.10011.1.26" extension="0301"/>
                        <name>%s</name>
                      </wholeOrganization>
                    </asOrganizationPartOf>
                  </wholeOrganization>
                </asOrganizationPartOf>
              </serviceProviderOrganization>
            </healthCareFacility>
          </location>
        </encompassingEncounter>
      </componentOf>
    """
        .formatted(
            template,
            code,
            i,
            code,
            title,
            10 + i % 20,
            i,
            i,
            folk.certificate(),
            folk.name(),
            folk.genderCode(),
            folk.birth().replace("-", ""),
            10 + i % 20,
            encounter,
            Illness.of(i).department());
  }

  private static Expectation head(int i, String code, String loinc, String title) {
    var expected = new Expectation();
    Folk.of(i).expect(expected);
    return expected
        .is("Encounter.identifier.value", "ZY2026%06d".formatted(i))
        .is("Encounter.serviceType.text", Illness.of(i).department())
        .is("Organization.name", "示范第二医院")
        .is("DocumentReference.masterIdentifier.value", "WD%s%06d".formatted(code, i))
        .is("DocumentReference.type.coding.where(system='urn:oid:2.16.156.10011.2.4').code", code)
        .is("DocumentReference.type.coding.where(system='http://loinc.org').code", loinc)
        .is("DocumentReference.date", "2026-06-%02dT15:40:%02d+08:00".formatted(10 + i % 20, i))
        .is("DocumentReference.author.display", "李医生")
        .is("DocumentReference.description", title)
        .is(
            "DocumentReference.content.attachment.contentType",
            "application/xml",
            "text/plain;charset=utf-8");
  }

  private static Draft discharge(int i) {
    var illness = Illness.of(i);
    var expected = head(i, "C0053", "18842-5", "出院小结");
    var encounter =
        "      <effectiveTime>\n        <low value=\"202606%02d0920\"/>\n        <high value=\"202606%02d1030\"/>\n      </effectiveTime>\n"
            .formatted(1 + i % 20, 8 + i % 20);
    expected
        .is("Encounter.status", "finished")
        .is("Encounter.period.start", "2026-06-%02dT09:20:00+08:00".formatted(1 + i % 20))
        .is("Encounter.period.end", "2026-06-%02dT10:30:00+08:00".formatted(8 + i % 20));
    var body = new StringBuilder("  <component>\n    <structuredBody>\n");
    section(
        body, "11450-4", "PROBLEM LIST", text("DE05.10.148.00", "入院情况", illness.complaint() + "。"));
    section(
        body,
        "46241-6",
        "HOSPITAL ADMISSION DX",
        diagnosis("入院诊断-西医诊断编码", illness.diagnoses().getFirst()));
    var out = new StringBuilder();
    illness.diagnoses().forEach(pair -> out.append(diagnosis("出院诊断-西医诊断编码", pair)));
    out.append(text("DE06.00.193.00", "出院情况", "一般情况好，生命体征平稳。"));
    section(body, "11535-2", "Discharge Diagnosis", out.toString());
    var operations = new StringBuilder();
    for (String[] pair : illness.operations()) {
      operations.append(
          """
                    <entry>
                      <procedure classCode="PROC" moodCode="EVN">
                        <code code="%s" codeSystem="2.16.156.10011.2.3.3.12" displayName="%s"/>
                        <effectiveTime value="202606%02d0815"/>
                      </procedure>
                    </entry>
          """
              .formatted(pair[0], pair[1], 3 + i % 20));
    }
    if (!illness.operations().isEmpty()) {
      section(body, "47519-4", "HISTORY OF PROCEDURES", operations.toString());
      expected
          .is("Procedure.code.coding.code", illness.operationCodes())
          .is(
              "Procedure.performed",
              illness.operations().stream()
                  .map(o -> "2026-06-%02dT08:15:00+08:00".formatted(3 + i % 20))
                  .toList());
    }
    section(
        body,
        "18776-5",
        "TREATMENT PLAN",
        text("DE06.00.287.00", "出院医嘱", "低盐低脂饮食，%s门诊随访。".formatted(illness.department())));
    body.append("    </structuredBody>\n  </component>\n</ClinicalDocument>\n");
    var codes = new ArrayList<String>(List.of(illness.codes().getFirst()));
    codes.addAll(illness.codes());
    var uses = new ArrayList<String>(List.of("入院诊断"));
    illness.codes().forEach(code -> uses.add("出院诊断"));
    expected
        .is("Condition.code.coding.code", codes)
        .is("Condition.category.text", uses)
        .is("text 入院情况", illness.complaint() + "。")
        .is("text 出院情况", "一般情况好，生命体征平稳。")
        .is("text 出院医嘱", "低盐低脂饮食，%s门诊随访。".formatted(illness.department()));
    return new Draft(header(i, "C0053", "73", "出院小结", encounter) + body, expected);
  }

  private static Draft admission(int i) {
    var illness = Illness.of(i);
    var expected = head(i, "C0034", "47039-3", "入院记录");
    var encounter = "      <effectiveTime value=\"202606%02d0920\"/>\n".formatted(1 + i % 20);
    expected
        .is("Encounter.status", "in-progress")
        .is("Encounter.period.start", "2026-06-%02dT09:20:00+08:00".formatted(1 + i % 20));
    var body = new StringBuilder("  <component>\n    <structuredBody>\n");
    section(
        body,
        "10154-3",
        "CHIEF COMPLAINT",
        text("DE04.01.119.00", "主诉", illness.complaint() + "。"));
    section(
        body,
        "10164-2",
        "HISTORY OF PRESENT ILLNESS",
        text("DE02.10.071.00", "现病史", "患者%s，为进一步诊治收入院。".formatted(illness.complaint())));
    section(
        body,
        "11348-0",
        "HISTORY OF PAST ILLNESS",
        text("DE02.10.022.00", "过敏史", i % 2 == 0 ? "否认药物过敏史。" : "青霉素过敏。"));
    var systolic = 120 + i;
    section(
        body,
        "8716-3",
        "VITAL SIGNS",
        vital("DE04.10.186.00", "体温(℃)", "36.%d".formatted(i % 10), "℃")
            + vital("DE04.10.118.00", "脉率(次/min)", "" + (70 + i), "次/min")
            + pressure("" + systolic, "" + (70 + i)));
    section(body, "29548-5", "Diagnosis", diagnosis("初步诊断-西医诊断编码", illness.diagnoses().getFirst()));
    body.append("    </structuredBody>\n  </component>\n</ClinicalDocument>\n");
    expected
        .is("Condition.code.coding.code", illness.codes().getFirst())
        .is("Condition.code.text", illness.names().getFirst())
        .is("Observation.code.coding.code", "8310-5", "8867-4", "8480-6", "8462-4")
        .is("Observation.value.value", "36.%d".formatted(i % 10), 70 + i, systolic, 70 + i)
        .is("Observation.value.code", "Cel", "/min", "mm[Hg]", "mm[Hg]")
        .is("Observation.category.coding.code.distinct()", "vital-signs")
        .is("text 主诉", illness.complaint() + "。")
        .is("text 现病史", "患者%s，为进一步诊治收入院。".formatted(illness.complaint()))
        .is("text 过敏史", i % 2 == 0 ? "否认药物过敏史。" : "青霉素过敏。");
    return new Draft(header(i, "C0034", "54", "入院记录", encounter) + body, expected);
  }

  private static void section(StringBuilder body, String loinc, String name, String entries) {
    body.append(
        """
              <component>
                <section>
                  <code code="%s" displayName="%s" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC"/>
                  <text/>
        %s        </section>
              </component>
        """
            .formatted(loinc, name, entries));
  }

  private static String text(String element, String name, String value) {
    return """
              <entry>
                <observation classCode="OBS" moodCode="EVN">
                  <code code="%s" displayName="%s" codeSystem="2.16.156.10011.2.2.1"/>
                  <value xsi:type="ST">%s</value>
                </observation>
              </entry>
    """
        .formatted(element, name, value);
  }

  private static String diagnosis(String name, String[] pair) {
    return """
              <entry typeCode="COMP">
                <observation classCode="OBS" moodCode="EVN">
                  <code code="DE05.01.024.00" displayName="%s" codeSystem="2.16.156.10011.2.2.1"/>
                  <value xsi:type="CD" code="%s" displayName="%s" codeSystem="2.16.156.10011.2.3.3.11.5"/>
                </observation>
              </entry>
    """
        .formatted(name, pair[0], pair[1]);
  }

  private static String vital(String element, String name, String value, String unit) {
    return """
              <entry>
                <observation classCode="OBS" moodCode="EVN">
                  <code code="%s" displayName="%s" codeSystem="2.16.156.10011.2.2.1"/>
                  <value xsi:type="PQ" value="%s" unit="%s"/>
                </observation>
              </entry>
    """
        .formatted(element, name, value, unit);
  }

  private static String pressure(String systolic, String diastolic) {
    return """
              <entry>
                <organizer classCode="BATTERY" moodCode="EVN">
                  <code displayName="血压"/>
                  <component>
                    <observation classCode="OBS" moodCode="EVN">
                      <code code="DE04.10.174.00" displayName="收缩压(mmHg)" codeSystem="2.16.156.10011.2.2.1"/>
                      <value xsi:type="PQ" value="%s" unit="mmHg"/>
                    </observation>
                  </component>
                  <component>
                    <observation classCode="OBS" moodCode="EVN">
                      <code code="DE04.10.176.00" displayName="舒张压(mmHg)" codeSystem="2.16.156.10011.2.2.1"/>
                      <value xsi:type="PQ" value="%s" unit="mmHg"/>
                    </observation>
                  </component>
                </organizer>
              </entry>
    """
        .formatted(systolic, diastolic);
  }

  private void odd() throws IOException {
    var gb = discharge(14).with("encoding=\"UTF-8\"", "encoding=\"gb2312\"");
    folder.write("gb2312", gb.text().getBytes(RecordFolder.GB18030), gb.expected());
    var unit = admission(15).with("unit=\"℃\"", "unit=\"度\"");
    folder.write(
        "unit-of-its-own",
        unit.text(),
        unit.expected()
            .is("Observation.value.code", "/min", "mm[Hg]", "mm[Hg]")
            .is("Observation.value.unit.first()", "度")
            .remark("UNKNOWN_UNIT", "体温@unit"));
    var code =
        admission(16).with("code=\"" + Illness.of(16).codes().getFirst() + "\"", "code=\"XZ0017\"");
    folder.write(
        "hospital-code",
        code.text(),
        code.expected()
            .without("Condition.code.coding.code")
            .is("Condition.code.text", Illness.of(16).names().getFirst() + " [XZ0017]")
            .remark("UNKNOWN_CODE", "诊断.value@code"));
    var empty = admission(17).with("value=\"36.7\"", "value=\"\"");
    folder.write(
        "vital-sign-not-taken",
        empty.text(),
        empty
            .expected()
            .is("Observation.code.coding.code", "8867-4", "8480-6", "8462-4")
            .is("Observation.value.value", 87, 137, 87)
            .is("Observation.value.code", "/min", "mm[Hg]", "mm[Hg]"));
    var psychiatric = discharge(18).with("一般情况好", "抑郁症病情缓解，一般情况好");
    folder.write(
        "protected-word",
        psychiatric.text(),
        psychiatric
            .expected()
            .is("text 出院情况", "抑郁症病情缓解，一般情况好，生命体征平稳。")
            .is("DocumentReference.meta.security.code", "PSY"));
    var narrative = admission(19).with("<text/>", "<text><paragraph>主诉见下。</paragraph></text>");
    folder.write("narrative", narrative.text(), narrative.expected());
  }

  private void refused() throws IOException {
    refused(
        "without-name",
        discharge(20),
        "<name>" + Folk.of(20).name() + "</name>",
        "<name/>",
        "MISSING",
        "recordTarget.patientRole.patient.name",
        "<name/>");
    refused(
        "without-discharge-time",
        discharge(21),
        "<high value=\"202606091030\"/>",
        "",
        "MISSING",
        "componentOf.encompassingEncounter.effectiveTime.high@value",
        "<ClinicalDocument");
    refused(
        "filler-for-number",
        admission(22),
        "extension=\"" + Folk.of(22).certificate() + "\"",
        "extension=\"-\"",
        "MISSING",
        "recordTarget.patientRole.patient.id[2.16.156.10011.1.3]@extension",
        "<patient ");
    refused(
        "other-kind",
        discharge(23),
        "code=\"C0053\"",
        "code=\"C0038\"",
        "WRONG_TYPE",
        "code@code",
        "<code code=\"C0038\"");
    refused(
        "no-such-time",
        admission(24),
        "<birthTime value=\"" + Folk.of(24).birth().replace("-", "") + "\"",
        "<birthTime value=\"19681332\"",
        "WRONG_TYPE",
        "recordTarget.patientRole.patient.birthTime@value",
        "<birthTime");
    refused(
        "temperature-in-words",
        admission(25),
        "value=\"36.5\"",
        "value=\"发热\"",
        "WRONG_TYPE",
        "体温@value",
        "value=\"发热\"");
    var bomb =
        discharge(26)
            .with(
                "<ClinicalDocument",
                "<!DOCTYPE x [<!ENTITY a \"哈哈\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>\n<ClinicalDocument")
            .text();
    folder.write("billion-laughs", bomb, new Expectation().refused("FORBIDDEN", "", 2));
    var cut = admission(27).text();
    cut = cut.substring(0, cut.indexOf("现病史") + 30);
    folder.write(
        "cut",
        cut,
        new Expectation()
            .refused(
                "TRUNCATED",
                "ClinicalDocument.component.structuredBody.component.section.entry.observation",
                (int) cut.lines().count()));
    folder.write(
        "big5",
        discharge(28).text().replace("示范第二医院", "示範醫院").getBytes(StandardCharsets.UTF_16LE),
        new Expectation().refused("ENCODING", "", 1));
    folder.write(
        "not-a-document",
        "<?xml version=\"1.0\"?>\n<Bundle/>\n",
        new Expectation().refused("MALFORMED", "", 2));
    var nobody =
        discharge(29)
            .text()
            .replaceAll(
                "(?s)<component>\n    <structuredBody>.*</structuredBody>\n  </component>\n", "");
    folder.write(
        "without-body",
        nobody,
        new Expectation().refused("MISSING", "component.structuredBody", 2));
  }

  private void refused(
      String name, Draft draft, String from, String to, String defect, String path, String at)
      throws IOException {
    var text = draft.with(from, to).text();
    folder.write(name, text, new Expectation().refused(defect, path, lineOf(text, at)));
  }
}
