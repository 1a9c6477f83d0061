package org.claimexchange.fhir.records;

import static org.claimexchange.fhir.records.SettlementRecords.yuan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the record files of the front page. */
final class FrontPageRecords {
  private final RecordFolder folder;

  FrontPageRecords(Path root) throws IOException {
    this.folder = new RecordFolder(root, "front-page", "csv");
  }

  /** One file of one stay. */
  private static final class Draft {
    final Map<String, String> row = new LinkedHashMap<>();
    final Expectation expected = new Expectation();

    String text() {
      return String.join(",", row.keySet()) + "\r\n" + String.join(",", row.values()) + "\r\n";
    }
  }

  private interface Change {
    void on(Draft draft);
  }

  void write() throws IOException {
    for (int i = 0; i < 22; i++) {
      var draft = draft(i);
      folder.write("stay", draft.text(), draft.expected);
    }
    var chinese = draft(22);
    folder.write("gb18030", chinese.text().getBytes(RecordFolder.GB18030), chinese.expected);
    twoStays();
    odd();
    refused();
  }

  private static Draft draft(int i) {
    var draft = new Draft();
    var folk = Folk.of(i);
    var illness = Illness.of(i);
    var row = draft.row;
    put(
        row,
        "USERNAME",
        "示范第二医院",
        "YLJGDM",
        "H31010900002",
        "YLFKFS",
        "01",
        "ZYCS",
        "" + (1 + i % 3),
        "BAH",
        "%08d".formatted(420000 + i),
        "XM",
        folk.name(),
        "XB",
        folk.genderCode(),
        "CSRQ",
        folk.birth(),
        "GJ",
        "CHN",
        "MZ",
        "01",
        "SFZH",
        folk.certificate(),
        "HY",
        "2",
        "XZZ",
        "上海市样例路%d号".formatted(100 + i),
        "RYTJ",
        i % 2 == 0 ? "1" : "2",
        "RYSJ",
        "2026-05-%02d".formatted(1 + i % 20),
        "RYSJS",
        "" + (8 + i % 12),
        "RYKB",
        illness.department(),
        "CYSJ",
        "2026-05-%02d".formatted(6 + i % 20),
        "CYSJS",
        "10",
        "CYKB",
        illness.department(),
        "SJZYTS",
        "5",
        "MZZD",
        illness.names().getFirst(),
        "JBBM",
        illness.codes().getFirst());
    row.put("ZYZD", illness.names().getFirst());
    row.put("JBDM", illness.codes().getFirst());
    row.put("RYBQ", "1");
    for (int d = 1; d <= 2; d++) {
      boolean has = illness.diagnoses().size() > d;
      row.put("QTZD" + d, has ? illness.names().get(d) : "");
      row.put("JBDM" + d, has ? illness.codes().get(d) : "");
      row.put("RYBQ" + d, has ? "4" : "");
    }
    for (int o = 1; o <= 2; o++) {
      boolean has = illness.operations().size() >= o;
      row.put("SSJCZBM" + o, has ? illness.operationCodes().get(o - 1) : "");
      row.put("SSJCZRQ" + o, has ? "2026-05-%02d".formatted(2 + i % 20) : "");
      row.put("SSJCZMC" + o, has ? illness.operationNames().get(o - 1) : "");
      row.put("SZ" + o, has ? "陈医生" : "");
    }
    boolean allergic = i % 4 == 1;
    row.put("YWGM", allergic ? "2" : "1");
    row.put("GMYW", allergic ? "青霉素" : "");
    row.put("LYFS", i % 9 == 8 ? "4" : "1");
    long[] fen = {12000 + i, 34050, 9000, 45600, 280000};
    String[] names = {"YLFUF", "ZLCZF", "HLF", "SYSZDF", "SSZLF"};
    long total = 0;
    for (int f = 0; f < fen.length; f++) {
      row.put(names[f], yuan(fen[f]));
      total += fen[f];
    }
    row.put("ZFY", yuan(total));
    row.put("ZFJE", yuan(total / 3));
    expect(draft, folk, illness, i, allergic);
    return draft;
  }

  private static void expect(Draft draft, Folk folk, Illness illness, int i, boolean allergic) {
    folk.expect(draft.expected);
    draft
        .expected
        .is("Organization.name", "示范第二医院")
        .is(
            "Encounter.identifier.where(system='urn:oid:2.16.156.10011.1.13').value",
            "%08d".formatted(420000 + i))
        .is(
            "Encounter.period.start",
            "2026-05-%02dT%02d:00:00+08:00".formatted(1 + i % 20, 8 + i % 12))
        .is("Encounter.period.end", "2026-05-%02dT10:00:00+08:00".formatted(6 + i % 20))
        .is("Encounter.serviceType.text", illness.department())
        .is("Encounter.hospitalization.admitSource.coding.code", i % 2 == 0 ? "1" : "2")
        .is("Encounter.hospitalization.dischargeDisposition.coding.code", i % 9 == 8 ? "4" : "1")
        .is("Encounter.reasonCode.text", illness.names().getFirst())
        .is("Encounter.diagnosis.use.text.first()", "主要诊断")
        .is("Condition.code.coding.code", illness.codes())
        .is("Condition.code.text", illness.names())
        .is(
            "DocumentReference.type.coding.where(system='urn:oid:2.16.156.10011.2.4').code",
            "C0032");
    if (!illness.operations().isEmpty()) {
      draft
          .expected
          .is("Procedure.code.coding.code", illness.operationCodes())
          .is(
              "Procedure.performed",
              illness.operations().stream().map(o -> "2026-05-%02d".formatted(2 + i % 20)).toList())
          .is(
              "Procedure.performer.actor.display",
              illness.operations().stream().map(o -> "陈医生").toList());
    }
    if (allergic) {
      draft.expected.is("AllergyIntolerance.code.text", "青霉素");
    }
  }

  private void twoStays() throws IOException {
    var first = draft(23);
    var second = draft(23);
    second.row.put("ZYCS", "9");
    second.row.put("RYSJ", "2026-08-01");
    second.row.put("CYSJ", "2026-08-03");
    var text = first.text() + String.join(",", second.row.values()) + "\r\n";
    folder.write(
        "two-stays",
        text,
        new Expectation()
            .is("Patient.name.text", Folk.of(23).name())
            .is("Encounter.period.end", "2026-05-09T10:00:00+08:00", "2026-08-03T10:00:00+08:00"));
  }

  private void odd() throws IOException {
    var names = new ArrayList<String>();
    change(
        "hospital-code",
        24,
        draft -> {
          draft.row.put("JBDM", "院内A17");
          names.add(Illness.of(24).names().getFirst() + " [院内A17]");
          names.addAll(Illness.of(24).names().subList(1, Illness.of(24).names().size()));
          draft
              .expected
              .is("Condition.code.text", names)
              .is(
                  "Condition.code.coding.code",
                  Illness.of(24).codes().subList(1, Illness.of(24).codes().size()))
              .remark("UNKNOWN_CODE", "row[1].JBDM");
        });
    change(
        "sum-off-by-a-fen",
        25,
        draft -> {
          draft.row.put("HLF", "90.01");
          draft.expected.remark("CONTRADICTION", "row[1].ZFY");
        });
    change(
        "time-in-one-field",
        26,
        draft -> {
          draft.row.put("RYSJ", "2026-05-07 14:35:20");
          draft.row.put("RYSJS", "");
          draft.expected.is("Encounter.period.start", "2026-05-07T14:35:20+08:00");
        });
    change(
        "compact-days",
        27,
        draft -> {
          draft.row.put("CSRQ", draft.row.get("CSRQ").replace("-", ""));
          draft.row.put("CYSJ", draft.row.get("CYSJ").replace("-", "/"));
        });
    change(
        "unknown-way-in",
        28,
        draft -> {
          draft.row.put("RYTJ", "7");
          draft
              .expected
              .is("Encounter.hospitalization.admitSource.text", "7")
              .remark("UNKNOWN_CODE", "row[1].RYTJ");
          drop(draft, "admitSource.coding");
        });
    change(
        "external-cause",
        29,
        draft -> {
          put(draft.row, "WBYY", "在人行道跌倒", "H23", "W01.400");
          var codes = new ArrayList<>(Illness.of(29).codes());
          codes.add("W01.400");
          var texts = new ArrayList<>(Illness.of(29).names());
          texts.add("在人行道跌倒");
          draft
              .expected
              .is("Condition.code.coding.code", codes)
              .is("Condition.code.text", texts)
              .is("Encounter.diagnosis.use.text.last()", "损伤、中毒的外部原因");
        });
    change(
        "column-of-its-own",
        30,
        draft -> {
          draft.row.put("XQBZ", "浦东院区");
          draft.expected.remark("UNKNOWN_FIELD", "row[1].[unknown field]");
        });
    change(
        "dash-for-hour",
        31,
        draft -> {
          draft.row.put("RYSJS", "-");
          draft
              .expected
              .is("Encounter.period.start", draft.row.get("RYSJ"))
              .remark("PLACEHOLDER", "row[1].RYSJS");
        });
    change(
        "protected-diagnosis",
        32,
        draft -> {
          draft.row.put("ZYZD", "精神分裂症");
          draft.row.put("JBDM", "F20.900");
          var codes = new ArrayList<>(Illness.of(32).codes());
          codes.set(0, "F20.900");
          var texts = new ArrayList<>(Illness.of(32).names());
          texts.set(0, "精神分裂症");
          draft
              .expected
              .is("Condition.code.coding.code", codes)
              .is("Condition.code.text", texts)
              .is("DocumentReference.meta.security.code", "PSY");
        });
    change("quoted-address", 33, draft -> draft.row.put("XZZ", "\"上海市样例路1号,2室\""));
  }

  private void refused() throws IOException {
    refused("without-main-diagnosis", 34, "ZYZD", "", "MISSING", "row[1].ZYZD");
    refused("without-number", 35, "SFZH", "-", "MISSING", "row[1].SFZH");
    refused("without-discharge", 36, "CYSJ", "", "MISSING", "row[1].CYSJ");
    refused("no-such-day", 37, "RYSJ", "2026-02-31", "WRONG_TYPE", "row[1].RYSJ");
    refused("cost-in-words", 38, "ZFY", "三千元", "WRONG_TYPE", "row[1].ZFY");
    refused("long-number", 39, "SFZH", "3101011968041299712345", "FIELD_TOO_LONG", "row[1].SFZH");
    refused("formula", 40, "XZZ", "\"=cmd|'/C calc'!A1\"", "FORMULA", "XZZ");
    var open = draft(41);
    open.row.put("XZZ", "\"上海市样例路");
    folder.write("open-quote", open.text(), new Expectation().refused("MALFORMED", "", 0));
    var cut = draft(42).text();
    folder.write(
        "cut", cut.substring(0, cut.length() - 40), new Expectation().refused("TRUNCATED", "", 2));
    var two = draft(43);
    var other = draft(44);
    folder.write(
        "two-persons",
        two.text() + String.join(",", other.row.values()) + "\r\n",
        new Expectation()
            .refused("OTHER_PERSON", "row[2].SFZH", 3)
            .refused("OTHER_PERSON", "row[2].XM", 3));
    folder.write(
        "utf-16",
        draft(45).text().getBytes(StandardCharsets.UTF_16BE),
        new Expectation().refused("ENCODING", "", 1));
    var twice = draft(46).text();
    folder.write(
        "column-twice",
        twice.replaceFirst("XM,", "BAH,"),
        new Expectation().refused("DUPLICATE", "BAH", 1));
  }

  private void refused(String name, int i, String field, String value, String defect, String path)
      throws IOException {
    var draft = draft(i);
    draft.row.put(field, value);
    folder.write(name, draft.text(), new Expectation().refused(defect, path, 2));
  }

  private void change(String name, int i, Change change) throws IOException {
    var draft = draft(i);
    change.on(draft);
    folder.write(name, draft.text(), draft.expected);
  }

  private static void drop(Draft draft, String part) {
    var lines = draft.expected.text().lines().filter(line -> line.contains(part)).toList();
    lines.forEach(line -> draft.expected.without(line.substring(0, line.indexOf(" = "))));
  }

  private static void put(Map<String, String> into, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      into.put(pairs[i], pairs[i + 1]);
    }
  }
}
