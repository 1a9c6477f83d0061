package org.claimexchange.samples.natives;

import java.time.temporal.ChronoUnit;
import org.claimexchange.samples.natives.NativeStay.Coded;

/**
 * What the clinical systems export of a stay: front page, discharge summary, laboratory results.
 */
@SuppressWarnings("InlineFormatString") // A page of XML in the middle of a method reads worse.
final class ClinicalFiles {
  private final String code;
  private final String name;

  /**
   * @param code 组织机构代码
   * @param name of the hospital
   */
  ClinicalFiles(String code, String name) {
    this.code = code;
    this.name = name;
  }

  /** 住院病案首页, CSV. */
  String frontPage(NativeStay stay) {
    Coded main = stay.diagnoses().getFirst();
    Coded second = stay.diagnoses().get(1);
    return "USERNAME,YLJGDM,YLFKFS,ZYCS,BAH,XM,XB,CSRQ,SFZH,RYTJ,RYSJ,RYSJS,RYKB,CYSJ,CYSJS,CYKB,"
        + "SJZYTS,ZYZD,JBDM,RYBQ,QTZD1,JBDM1,RYBQ1,SSJCZBM1,SSJCZRQ1,SSJCZMC1,SZ1,YWGM,LYFS,ZFY,"
        + "ZFJE\r\n"
        + String.join(
            ",",
            name,
            code,
            "01",
            "1",
            stay.number(),
            stay.patient(),
            stay.male() ? "1" : "2",
            stay.birth().toString(),
            stay.idNumber(),
            "1",
            stay.admitted().toString(),
            "9",
            stay.department(),
            stay.discharged().toString(),
            "10",
            stay.department(),
            "" + ChronoUnit.DAYS.between(stay.admitted(), stay.discharged()),
            main.name(),
            main.code(),
            "1",
            second.name(),
            second.code(),
            "1",
            stay.operation().code(),
            stay.admitted().plusDays(1).toString(),
            stay.operation().name(),
            "许医生",
            "1",
            "1",
            stay.total().toPlainString(),
            stay.selfPay().add(stay.outOfScope()).toPlainString())
        + "\r\n";
  }

  /** 检验结果, HL7 v2.5 ORU^R01, its segments ended as HL7 has it. */
  String results(NativeStay stay) {
    String day = stay.admitted().toString().replace("-", "");
    String birth = stay.birth().toString().replace("-", "");
    return String.join(
            "\r",
            "MSH|^~\\&|LIS|"
                + name
                + "^"
                + code
                + "^L|AGENT|CLAIM|"
                + day
                + "110000||ORU^R01^ORU_R01|MSG"
                + stay.number()
                + "|P|2.5||||||GB 18030-2000",
            "PID|1||"
                + stay.record()
                + "^^^"
                + name
                + "^MR~"
                + stay.idNumber()
                + "^^^&2.16.156.10011.1.3&ISO^NI||"
                + stay.patient()
                + "||"
                + birth
                + "|"
                + (stay.male() ? "M" : "F"),
            "PV1|1|I|"
                + stay.department()
                + "^^08||||||||||||||||"
                + stay.number()
                + "|||||||||||||||||||||||||"
                + day
                + "0900",
            "OBR|1|SQ"
                + stay.number()
                + "|BG"
                + stay.number()
                + "|58410-2^血常规^LN|||"
                + day
                + "093000|||||||||||||||"
                + day
                + "103000||LAB|F",
            "OBX|1|NM|6690-2^白细胞计数^LN||7.4|10*9/L^10*9/L^UCUM|3.5-9.5|N|||F|||" + day + "093000",
            "OBX|2|NM|718-7^血红蛋白^LN||138|g/L^g/L^UCUM|130-175|N|||F|||" + day + "093000",
            "OBX|3|NM|777-3^血小板计数^LN||221|10*9/L^10*9/L^UCUM|125-350|N|||F|||" + day + "093000")
        + "\r";
  }

  /** 出院小结, WS/T 500 CDA. */
  String dischargeSummary(NativeStay stay) {
    String admitted = stay.admitted().toString().replace("-", "");
    String discharged = stay.discharged().toString().replace("-", "");
    Coded main = stay.diagnoses().getFirst();
    Coded second = stay.diagnoses().get(1);
    return HEADER.formatted(
            stay.number(),
            discharged,
            stay.number(),
            stay.idNumber(),
            stay.patient(),
            stay.male() ? "1" : "2",
            stay.birth().toString().replace("-", ""),
            discharged,
            code,
            name,
            admitted,
            discharged,
            stay.department())
        + BODY.formatted(
            main.code(),
            main.name(),
            main.code(),
            main.name(),
            second.code(),
            second.name(),
            stay.operation().code(),
            stay.operation().name(),
            stay.admitted().plusDays(1).toString().replace("-", ""));
  }

  private static final String HEADER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <realmCode code="CN"/>
        <typeId root="2.16.840.1.113883.1.3" extension="POCD_MT000040"/>
        <templateId root="2.16.156.10011.2.1.1.73"/>
        <id root="2.16.156.10011.1.1" extension="CX%s"/>
        <code code="C0053" codeSystem="2.16.156.10011.2.4" codeSystemName="卫生信息共享文档规范编码体系"/>
        <title>出院小结</title>
        <effectiveTime value="%s154000"/>
        <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
        <languageCode code="zh-CN"/>
        <recordTarget typeCode="RCT" contextControlCode="OP">
          <patientRole classCode="PAT">
            <id root="2.16.156.10011.1.12" extension="%s"/>
            <patient classCode="PSN" determinerCode="INSTANCE">
              <id root="2.16.156.10011.1.3" extension="%s"/>
              <name>%s</name>
              <administrativeGenderCode code="%s" codeSystem="2.16.156.10011.2.3.3.4"/>
              <birthTime value="%s"/>
            </patient>
          </patientRole>
        </recordTarget>
        <author typeCode="AUT" contextControlCode="OP">
          <time value="%s1500"/>
          <assignedAuthor classCode="ASSIGNED">
            <assignedPerson><name>许医生</name></assignedPerson>
          </assignedAuthor>
        </author>
        <custodian typeCode="CST">
          <assignedCustodian classCode="ASSIGNED">
            <representedCustodianOrganization classCode="ORG" determinerCode="INSTANCE">
              <id root="2.16.156.10011.1.5" extension="%s"/>
              <name>%s</name>
            </representedCustodianOrganization>
          </assignedCustodian>
        </custodian>
        <componentOf typeCode="COMP">
          <encompassingEncounter classCode="ENC" moodCode="EVN">
            <effectiveTime><low value="%s0900"/><high value="%s1030"/></effectiveTime>
            <location>
              <healthCareFacility>
                <serviceProviderOrganization>
                  <asOrganizationPartOf classCode="PART">
                    <wholeOrganization>
                      <id root="2.16.156.10011.1.22" extension="08"/>
                      <name>08床</name>
                      <asOrganizationPartOf classCode="PART">
                        <wholeOrganization>
                          <id root="2.16.156.10011.1.26" extension="0401"/>
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
      """;

  private static final String BODY =
      """
        <component>
          <structuredBody>
            <component>
              <section>
                <code code="46241-6" displayName="HOSPITAL ADMISSION DX" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC"/>
                <text/>
                <entry typeCode="COMP">
                  <observation classCode="OBS" moodCode="EVN">
                    <code code="DE05.01.024.00" displayName="入院诊断-西医诊断编码" codeSystem="2.16.156.10011.2.2.1"/>
                    <value xsi:type="CD" code="%s" displayName="%s" codeSystem="2.16.156.10011.2.3.3.11.5"/>
                  </observation>
                </entry>
              </section>
            </component>
            <component>
              <section>
                <code code="11535-2" displayName="Discharge Diagnosis" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC"/>
                <text/>
                <entry typeCode="COMP">
                  <observation classCode="OBS" moodCode="EVN">
                    <code code="DE05.01.024.00" displayName="出院诊断-西医诊断编码" codeSystem="2.16.156.10011.2.2.1"/>
                    <value xsi:type="CD" code="%s" displayName="%s" codeSystem="2.16.156.10011.2.3.3.11.5"/>
                  </observation>
                </entry>
                <entry typeCode="COMP">
                  <observation classCode="OBS" moodCode="EVN">
                    <code code="DE05.01.024.00" displayName="出院诊断-西医诊断编码" codeSystem="2.16.156.10011.2.2.1"/>
                    <value xsi:type="CD" code="%s" displayName="%s" codeSystem="2.16.156.10011.2.3.3.11.5"/>
                  </observation>
                </entry>
              </section>
            </component>
            <component>
              <section>
                <code code="47519-4" displayName="HISTORY OF PROCEDURES" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC"/>
                <text/>
                <entry>
                  <procedure classCode="PROC" moodCode="EVN">
                    <code code="%s" codeSystem="2.16.156.10011.2.3.3.12" displayName="%s"/>
                    <effectiveTime value="%s0815"/>
                  </procedure>
                </entry>
              </section>
            </component>
          </structuredBody>
        </component>
      </ClinicalDocument>
      """;
}
