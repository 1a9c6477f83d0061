package org.claimexchange.fhir.records;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the record files of HL7 v2.5 result messages. */
final class ResultMessageRecords {
  private final RecordFolder folder;

  ResultMessageRecords(Path root) throws IOException {
    this.folder = new RecordFolder(root, "result-message", "hl7");
  }

  /** A test: LOINC, name, UCUM, low, high. */
  private record Test(String loinc, String name, String ucum, String low, String high) {}

  private static final List<Test> BLOOD =
      List.of(
          new Test("6690-2", "白细胞计数", "10*9/L", "3.5", "9.5"),
          new Test("770-8", "中性粒细胞百分比", "%", "40", "75"),
          new Test("718-7", "血红蛋白", "g/L", "115", "150"),
          new Test("777-3", "血小板计数", "10*9/L", "125", "350"),
          new Test("1988-5", "C反应蛋白", "mg/L", "0", "10"));

  private static final List<Test> LIVER =
      List.of(
          new Test("1742-6", "丙氨酸氨基转移酶", "U/L", "7", "40"),
          new Test("1920-8", "天门冬氨酸氨基转移酶", "U/L", "13", "35"),
          new Test("1975-2", "总胆红素", "umol/L", "0", "23"),
          new Test("1751-7", "白蛋白", "g/L", "40", "55"));

  /** One message, a segment an entry. */
  private static final class Draft {
    final List<String> segments = new ArrayList<>();
    final Expectation expected = new Expectation();

    String text() {
      return String.join("\r", segments) + "\r";
    }

    int line(String begin) {
      for (int i = 0; i < segments.size(); i++) {
        if (segments.get(i).startsWith(begin)) {
          return i + 1;
        }
      }
      throw new IllegalArgumentException(begin);
    }

    void replace(String begin, String from, String to) {
      int at = line(begin) - 1;
      segments.set(at, RecordFolder.once(segments.get(at), from, to));
    }
  }

  void write() throws IOException {
    for (int i = 0; i < 18; i++) {
      var draft = draft(i, i % 2 == 0 ? BLOOD : LIVER);
      folder.write(i % 2 == 0 ? "blood-count" : "liver", draft.text(), draft.expected);
    }
    imaging();
    odd();
    refused();
  }

  private static Draft draft(int i, List<Test> tests) {
    var draft = new Draft();
    head(draft, i, "I");
    boolean blood = tests == BLOOD;
    draft.segments.add(
        "OBR|1|SQ%06d|BG%06d|%s^%s^LN|||20260312%02d0500|||||||||||||||20260312%02d3000||LAB|F|||||||检验科王技师"
            .formatted(
                i,
                i,
                blood ? "58410-2" : "24325-3",
                blood ? "血常规" : "肝功能",
                8 + i % 10,
                9 + i % 10));
    var values = new ArrayList<String>();
    var flags = new ArrayList<String>();
    for (int n = 0; n < tests.size(); n++) {
      var test = tests.get(n);
      var value = "%d.%d".formatted(10 + 7 * n + i, i % 10);
      var flag = n % 3 == 0 ? "H" : "N";
      values.add(value);
      flags.add(flag);
      draft.segments.add(
          "OBX|%d|NM|%s^%s^LN||%s|%s^%s^UCUM|%s-%s|%s|||F|||20260312%02d0500"
              .formatted(
                  n + 1,
                  test.loinc(),
                  test.name(),
                  value,
                  test.ucum(),
                  test.ucum(),
                  test.low(),
                  test.high(),
                  flag,
                  8 + i % 10));
    }
    draft
        .expected
        .is("DiagnosticReport.code.coding.code", blood ? "58410-2" : "24325-3")
        .is("DiagnosticReport.code.text", blood ? "血常规" : "肝功能")
        .is("DiagnosticReport.status", "final")
        .is("DiagnosticReport.category.coding.code", "LAB")
        .is("DiagnosticReport.issued", "2026-03-12T%02d:30:00+08:00".formatted(9 + i % 10))
        .is("Observation.category.coding.code.distinct()", "laboratory")
        .is("Observation.code.coding.code", tests.stream().map(Test::loinc).toList())
        .is("Observation.code.text", tests.stream().map(Test::name).toList())
        .is("Observation.value.value", values)
        .is("Observation.value.code", tests.stream().map(Test::ucum).toList())
        .is("Observation.interpretation.coding.code", flags)
        .is(
            "Observation.referenceRange.text",
            tests.stream().map(t -> t.low() + "-" + t.high()).toList())
        .is("Observation.referenceRange.low.value", tests.stream().map(Test::low).toList())
        .is(
            "Observation.effective.distinct()",
            "2026-03-12T%02d:05:00+08:00".formatted(8 + i % 10));
    return draft;
  }

  private static void head(Draft draft, int i, String kind) {
    var folk = Folk.of(i);
    draft.segments.add(
        "MSH|^~\\&|LIS|示范第一医院^H31010100001^L|EXCHANGE|CLAIM|20260312100000||ORU^R01^ORU_R01|MSG%06d|P|2.5||||||UNICODE UTF-8"
            .formatted(i));
    draft.segments.add(
        "PID|1||BA%06d^^^示范第一医院^MR~%s^^^&2.16.156.10011.1.3&ISO^NI||%s||%s|%s"
            .formatted(
                i,
                folk.certificate(),
                folk.name(),
                folk.birth().replace("-", ""),
                folk.male() ? "M" : "F"));
    draft.segments.add(
        "PV1|1|%s|%s^^12||||||||||||||||ZY2026%06d|||||||||||||||||||||||||202603010920"
            .formatted(kind, Illness.of(i).department(), i));
    folk.expect(draft.expected);
    draft
        .expected
        .is("Encounter.identifier.value", "ZY2026%06d".formatted(i))
        .is("Encounter.class.code", kind.equals("I") ? "IMP" : kind.equals("O") ? "AMB" : "EMER")
        .is("Encounter.serviceType.text", Illness.of(i).department())
        .is("Encounter.period.start", "2026-03-01T09:20:00+08:00")
        .is("Organization.name", "示范第一医院");
  }

  private void imaging() throws IOException {
    for (int i = 18; i < 22; i++) {
      var draft = new Draft();
      head(draft, i, i % 2 == 0 ? "O" : "E");
      boolean pathology = i == 21;
      draft.segments.add(
          "OBR|1|SQ%06d|BG%06d|%s|||20260313090000|||||||||||||||20260313101500||%s|F"
              .formatted(
                  i,
                  i,
                  pathology ? "22637-3^病理检查^LN" : "30704-1^腹部超声检查^LN",
                  pathology ? "PAT" : "RUS"));
      draft.segments.add("OBX|1|TX|JCSJ^检查所见^L||胆囊增大，壁增厚约5mm。~腔内见多发强回声伴声影。||||||F");
      draft.segments.add("OBX|2|TX|JCJL^检查结论^L||胆囊多发结石伴胆囊炎\\T\\脂肪肝||||||F");
      draft
          .expected
          .is("DiagnosticReport.category.coding.code", pathology ? "PAT" : "RUS")
          .is("Observation.category.coding.code.distinct()", pathology ? "pathology" : "imaging")
          .is("Observation.code.text", "检查所见", "检查结论")
          .is("Observation.value.last()", "胆囊多发结石伴胆囊炎&脂肪肝");
      folder.write(pathology ? "pathology" : "ultrasound", draft.text(), draft.expected);
    }
  }

  private interface Change {
    void on(Draft draft);
  }

  private void odd() throws IOException {
    var framed = draft(22, BLOOD);
    folder.write("framed", "\u000B" + framed.text() + "\u001C\r", framed.expected);
    var lines = draft(23, LIVER);
    folder.write("line-feeds", lines.text().replace("\r", "\n"), lines.expected);
    var gb = draft(24, BLOOD);
    gb.replace("MSH", "UNICODE UTF-8", "GB 18030-2000");
    folder.write("gb18030", gb.text().getBytes(RecordFolder.GB18030), gb.expected);
    change(
        "unit-of-its-own",
        25,
        draft -> {
          draft.replace("OBX|1", "10*9/L^10*9/L^UCUM", "10^9/L".replace("^", "\\S\\"));
          draft
              .expected
              .is(
                  "Observation.value.code",
                  BLOOD.subList(1, BLOOD.size()).stream().map(Test::ucum).toList())
              .is("Observation.value.unit.first()", "10^9/L")
              .remark("UNKNOWN_UNIT", "OBX[1]-6");
        });
    change(
        "local-test-code",
        26,
        draft -> {
          draft.replace("OBX|2", "770-8^中性粒细胞百分比^LN", "NEUT^中性粒细胞百分比^99LIS");
          draft.expected.is(
              "Observation.code.coding.code", "6690-2", "NEUT", "718-7", "777-3", "1988-5");
        });
    change(
        "arrow-for-flag",
        27,
        draft -> {
          draft.replace("OBX|1", "|H|", "|↑|");
          draft
              .expected
              .is("Observation.interpretation.coding.code", "N", "N", "H", "N")
              .is("Observation.interpretation.text.first()", "↑")
              .remark("UNKNOWN_CODE", "OBX[1]-8");
        });
    change(
        "below-limit",
        28,
        draft -> {
          draft.replace("OBX|5|NM", "OBX|5|NM", "OBX|5|SN");
          draft.replace("OBX|5|SN", "||66.8|", "||<^0.5|");
          draft
              .expected
              .is("Observation.value.value.last()", "0.5")
              .is("Observation.value.comparator", "<")
              .without("Observation.value.value")
              .is("Observation.value.value.last()", "0.5");
        });
    change(
        "negative-as-word",
        29,
        draft -> {
          draft.replace("OBX|3|NM", "OBX|3|NM", "OBX|3|ST");
          draft.replace("OBX|3|ST", "||53.9|", "||阴性|");
          draft
              .expected
              .without("Observation.value.value")
              .without("Observation.value.code")
              .without("Observation.referenceRange.low.value")
              .is("Observation.where(code.coding.code='718-7').value", "阴性");
        });
    change(
        "not-performed",
        30,
        draft -> {
          draft.replace("OBX|2", "||47.0|", "|||");
          draft.replace("OBX|2", "|||F|", "|||X|");
          draft
              .expected
              .without("Observation.value.value")
              .without("Observation.value.code")
              .without("Observation.referenceRange.low.value")
              .is("Observation.where(code.coding.code='770-8').status", "cancelled");
        });
    change(
        "no-section",
        31,
        draft -> {
          draft.replace("OBR", "||LAB|F", "|||F");
          draft
              .expected
              .without("DiagnosticReport.category.coding.code")
              .without("Observation.category.coding.code.distinct()")
              .remark("UNPLACED", "OBR[1]-24");
        });
    change(
        "two-reports",
        32,
        draft -> {
          draft.segments.add(
              "OBR|2|SQX|BGX|3173-2^凝血功能^LN|||20260312080500|||||||||||||||20260312093000||LAB|F");
          draft.segments.add("OBX|1|NM|5902-2^凝血酶原时间^LN||11.9|s^s^UCUM|9.4-12.5|N|||F");
          draft.segments.add("NTE|1||标本轻度溶血");
          draft
              .expected
              .is("DiagnosticReport.code.text", "血常规", "凝血功能")
              .is("DiagnosticReport.code.coding.code", "58410-2", "3173-2")
              .is("DiagnosticReport.status", "final", "final")
              .is("DiagnosticReport.category.coding.code", "LAB", "LAB")
              .is("Observation.note.text", "标本轻度溶血");
          for (String path :
              List.of(
                  "DiagnosticReport.issued",
                  "Observation.code.coding.code",
                  "Observation.code.text",
                  "Observation.value.value",
                  "Observation.value.code",
                  "Observation.interpretation.coding.code",
                  "Observation.referenceRange.text",
                  "Observation.referenceRange.low.value",
                  "Observation.effective.distinct()")) {
            draft.expected.without(path);
          }
        });
    change(
        "attached-pdf",
        33,
        draft -> {
          draft.segments.add(
              "OBX|6|ED|PDF^检验报告单^L||^application^pdf^Base64^JVBERi0xLjQKJSVFT0YK||||||F");
          draft
              .expected
              .is("DiagnosticReport.presentedForm.contentType", "application/pdf")
              .is("DiagnosticReport.presentedForm.title", "检验报告单");
        });
    change(
        "number-in-pid-19",
        34,
        draft -> {
          draft.replace(
              "PID", "~" + Folk.of(34).certificate() + "^^^&2.16.156.10011.1.3&ISO^NI", "");
          draft.segments.set(1, draft.segments.get(1) + "|||||||||||" + Folk.of(34).certificate());
        });
    change(
        "protected-test",
        35,
        draft -> {
          draft.replace("OBX|1", "6690-2^白细胞计数^LN", "HIVAB^HIV抗体^99LIS");
          draft
              .expected
              .is("Observation.code.coding.code", "HIVAB", "770-8", "718-7", "777-3", "1988-5")
              .is("Observation.code.text", "HIV抗体", "中性粒细胞百分比", "血红蛋白", "血小板计数", "C反应蛋白")
              .is("DocumentReference.meta.security.code", "HIV");
        });
  }

  private void refused() throws IOException {
    refused(
        "without-number",
        36,
        "PID",
        "~" + Folk.of(36).certificate() + "^^^&2.16.156.10011.1.3&ISO^NI",
        "",
        "MISSING",
        "PID[1]-3");
    refused("without-visit", 37, "PV1", "ZY2026000037", "", "MISSING", "PV1[1]-19");
    refused("without-status", 38, "OBX|2", "|||F|", "||||", "MISSING", "OBX[2]-11");
    refused("word-for-number", 39, "OBX|3", "|63.9|", "|阴性|", "WRONG_TYPE", "OBX[3]-5");
    refused(
        "no-such-day",
        40,
        "PID",
        "|" + Folk.of(40).birth().replace("-", "") + "|",
        "|19681340|",
        "WRONG_TYPE",
        "PID[1]-7");
    refused("without-value", 41, "OBX|4", "|72.1|", "||", "MISSING", "OBX[4]-5");
    refused(
        "other-message", 42, "MSH", "ORU^R01^ORU_R01", "ADT^A01^ADT_A01", "MALFORMED", "MSH[1]-9");
    refused("other-version", 43, "MSH", "|2.5|", "|2.3|", "MALFORMED", "MSH[1]-12");
    var cut = draft(44, BLOOD);
    var whole = cut.text();
    folder.write(
        "cut-in-a-segment",
        whole.substring(0, whole.indexOf("血红蛋白") + 9),
        new Expectation().refused("TRUNCATED", "OBX[3]", 7));
    var framed = "\u000B" + draft(45, BLOOD).text();
    folder.write(
        "cut-frame",
        framed.substring(0, framed.indexOf("OBX|3")),
        new Expectation().refused("TRUNCATED", "", 6));
    var behind = draft(46, BLOOD);
    behind.segments.subList(4, behind.segments.size()).clear();
    folder.write(
        "cut-behind-obr", behind.text(), new Expectation().refused("MISSING", "OBR[1]-4", 4));
    folder.write(
        "cut-in-msh",
        draft(47, BLOOD).text().substring(0, 40) + "\r",
        new Expectation().refused("TRUNCATED", "MSH[1]", 1));
    var latin = draft(48, BLOOD);
    latin.replace("MSH", "UNICODE UTF-8", "BIG-5");
    folder.write(
        "declares-big5", latin.text(), new Expectation().refused("ENCODING", "MSH[1]-18", 1));
    folder.write(
        "utf-16",
        draft(49, BLOOD).text().getBytes(StandardCharsets.UTF_16LE),
        new Expectation().refused("ENCODING", "", 1));
    var japanese = draft(50, BLOOD);
    japanese.replace("MSH", "示范第一医院", "テスト病院ひらがな");
    japanese.segments.subList(1, japanese.segments.size()).clear();
    folder.write(
        "shift-jis",
        japanese.text().getBytes(Charset.forName("Shift_JIS")),
        new Expectation().refused("ENCODING", "", 1));
  }

  private void refused(
      String name, int i, String segment, String from, String to, String defect, String path)
      throws IOException {
    var draft = draft(i, BLOOD);
    draft.replace(segment, from, to);
    folder.write(name, draft.text(), new Expectation().refused(defect, path, draft.line(segment)));
  }

  private void change(String name, int i, Change change) throws IOException {
    var draft = draft(i, BLOOD);
    change.on(draft);
    folder.write(name, draft.text(), draft.expected);
  }
}
