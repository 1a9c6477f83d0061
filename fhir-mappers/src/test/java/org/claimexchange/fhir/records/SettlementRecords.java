package org.claimexchange.fhir.records;

import static org.claimexchange.fhir.records.RecordFolder.lineOf;
import static org.claimexchange.fhir.records.RecordFolder.once;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the record files of the settlement list. */
final class SettlementRecords {
  private static final String TOTAL =
      "ExplanationOfBenefit.total.where(category.coding.where(system='https://claimexchange.org/fhir/CodeSystem/settlement-amount'"
          + " and code='%s').exists()).amount.value";

  private final RecordFolder folder;

  SettlementRecords(Path root) throws IOException {
    this.folder = new RecordFolder(root, "settlement-list", "json");
  }

  /** One list: what it says as a tree, and what it must become. */
  private static final class Draft {
    final Map<String, Object> info = new LinkedHashMap<>();
    final Map<String, Object> input = new LinkedHashMap<>();
    final Map<String, Object> message = new LinkedHashMap<>();
    final Expectation expected = new Expectation();

    String text() {
      return Json.pretty(message);
    }
  }

  void write() throws IOException {
    for (int i = 0; i < 20; i++) {
      var draft = draft(i, i % 3 == 0);
      folder.write("stay", draft.text(), draft.expected);
    }
    var bare = draft(20, false);
    folder.write("nodes-at-the-root", Json.pretty(bare.input), bare.expected);
    var chinese = draft(21, true);
    folder.write("gb18030", chinese.text().getBytes(RecordFolder.GB18030), chinese.expected);
    outpatient();
    odd();
    refused();
  }

  private static Draft draft(int i, boolean answer) {
    var draft = new Draft();
    var folk = Folk.of(i);
    var illness = Illness.of(i);
    var day = 1 + i % 20;
    var from = "2026-03-%02d 09:%02d:00".formatted(day, i % 60);
    var to = "2026-03-%02d 10:30:00".formatted(day + 4);
    head(draft, folk, i);
    folk.expect(draft.expected);
    put(
        draft.info,
        "adm_way",
        i % 2 == 0 ? "1" : "2",
        "ipt_med_type",
        "1",
        "adm_time",
        from,
        "adm_caty",
        illness.department(),
        "dscg_time",
        to,
        "dscg_caty",
        illness.department(),
        "act_ipt_days",
        "4",
        "dscg_way",
        "1",
        "chfpdr_name",
        "刘医生");
    draft
        .expected
        .is("Encounter.class.code", "IMP")
        .is("Encounter.period.start", from.replace(' ', 'T') + "+08:00")
        .is("Encounter.period.end", to.replace(' ', 'T') + "+08:00")
        .is("Encounter.serviceType.text", illness.department())
        .is("Encounter.hospitalization.admitSource.text", i % 2 == 0 ? "急诊" : "门诊")
        .is("Encounter.hospitalization.dischargeDisposition.text", "医嘱离院");
    clinical(draft, illness, "2026-03-%02d".formatted(day + 1));
    bill(draft, i, answer);
    return draft;
  }

  private static void head(Draft draft, Folk folk, int i) {
    draft.message.put("infno", "4101");
    draft.message.put("msgid", "H31010100001202603%06d".formatted(i));
    draft.message.put("input", draft.input);
    draft.input.put("setlinfo", draft.info);
    put(
        draft.info,
        "mdtrt_id",
        "3100%06d".formatted(1000 + i),
        "setl_id",
        "S3100%06d".formatted(i),
        "fixmedins_name",
        "示范第一医院",
        "fixmedins_code",
        "H31010100001",
        "hi_no",
        "YB%08d".formatted(i),
        "medcasno",
        "BA%08d".formatted(310000 + i),
        "dcla_time",
        "2026-04-10 08:00:00",
        "psn_name",
        folk.name(),
        "gend",
        folk.genderCode(),
        "brdy",
        folk.birth(),
        "ntly",
        "CHN",
        "naty",
        "01",
        "patn_cert_type",
        "01",
        "certno",
        folk.certificate(),
        "hi_type",
        i % 4 == 3 ? "390" : "310",
        "insuplc",
        "310100",
        "bill_code",
        "31060126",
        "bill_no",
        "%010d".formatted(77000 + i),
        "biz_sn",
        "LS%d".formatted(i),
        "hi_paymtd",
        "3",
        "hsorg",
        "上海市医疗保险事业管理中心（示范）");
    draft
        .expected
        .is("Organization.name", "示范第一医院")
        .is(
            "Encounter.identifier.where(system='https://claimexchange.org/fhir/NamingSystem/nhsa-visit').value",
            "3100%06d".formatted(1000 + i))
        .is(
            "ExplanationOfBenefit.identifier.where(system='https://claimexchange.org/fhir/NamingSystem/settlement-number').value",
            "S3100%06d".formatted(i))
        .is("Coverage.type.coding.code", i % 4 == 3 ? "390" : "310")
        .is("ExplanationOfBenefit.subType.text", "按病种分值");
  }

  private static void clinical(Draft draft, Illness illness, String day) {
    var diagnoses = new ArrayList<Map<String, Object>>();
    for (String[] pair : illness.diagnoses()) {
      diagnoses.add(
          put(
              new LinkedHashMap<>(),
              "diag_type",
              "1",
              "maindiag_flag",
              diagnoses.isEmpty() ? "1" : "0",
              "diag_code",
              pair[0],
              "diag_name",
              pair[1],
              "adm_cond_type",
              "1"));
    }
    draft.input.put("diseinfo", diagnoses);
    var operations = new ArrayList<Map<String, Object>>();
    for (String[] pair : illness.operations()) {
      operations.add(
          put(
              new LinkedHashMap<>(),
              "oprn_oprt_type",
              operations.isEmpty() ? "1" : "2",
              "oprn_oprt_name",
              pair[1],
              "oprn_oprt_code",
              pair[0],
              "oprn_oprt_date",
              day,
              "anst_way",
              "1",
              "oper_dr_name",
              "刘医生",
              "oper_dr_code",
              "D310000001"));
    }
    draft.input.put("oprninfo", operations);
    draft
        .expected
        .is("Condition.code.coding.code", illness.codes())
        .is("Condition.code.coding.system.distinct()", "urn:oid:2.16.156.10011.2.3.3.11")
        .is("Condition.code.text", illness.names())
        .is("ExplanationOfBenefit.diagnosis.onAdmission.text.distinct()", "有")
        .is("Encounter.diagnosis.use.text.first()", "主要诊断");
    if (!operations.isEmpty()) {
      draft
          .expected
          .is("Procedure.code.coding.code", illness.operationCodes())
          .is("Procedure.code.text", illness.operationNames())
          .is(
              "Procedure.performer.actor.display",
              illness.operations().stream().map(o -> "刘医生").toList());
    }
  }

  /** Charges by class, then who paid them; all in fen, so that nothing is rounded twice. */
  private static void bill(Draft draft, int i, boolean answer) {
    long[] charges = {22000L + i * 100L, 16050L + i, 98000L, 45321L + i * 7L, 273000L};
    String[] classes = {"01", "02", "03", "04", "06"};
    var items = new ArrayList<Map<String, Object>>();
    long total = 0;
    for (int c = 0; c < charges.length; c++) {
      long b = c == 2 ? 8000 : 0;
      long own = c == 4 ? 126000 : 0;
      items.add(
          put(
              new LinkedHashMap<>(),
              "med_chrgitm",
              classes[c],
              "amt",
              yuan(charges[c]),
              "claa_sumfee",
              yuan(charges[c] - b - own),
              "clab_amt",
              yuan(b),
              "fulamt_ownpay_amt",
              yuan(own),
              "oth_amt",
              "0.00"));
      total += charges[c];
    }
    draft.input.put("iteminfo", items);
    long own = 126000;
    long overLimit = i % 5 == 0 ? 3000 : 0;
    long payFirst = 800;
    long deductible = 50000;
    long scope = total - own - overLimit - payFirst;
    long pooled = (scope - deductible) * 85 / 100;
    long serious = i % 6 == 0 ? 5000 : 0;
    long aid = i % 7 == 0 ? 2500 : 0;
    long selfPay = total - own - overLimit - pooled - serious - aid;
    long account = Math.min(selfPay, 30000);
    long cash = selfPay + own + overLimit - account;
    var funds = new ArrayList<Map<String, Object>>();
    fund(funds, i % 4 == 3 ? "390100" : "310100", pooled);
    if (serious > 0) {
      fund(funds, "390200", serious);
    }
    if (aid > 0) {
      fund(funds, "610100", aid);
    }
    draft.input.put("payinfo", funds);
    put(
        draft.info,
        "setl_begn_date",
        "2026-03-01",
        "setl_end_date",
        "2026-03-28",
        "psn_selfpay",
        yuan(selfPay),
        "psn_ownpay",
        yuan(own + overLimit),
        "acct_pay",
        yuan(account),
        "psn_cashpay",
        yuan(cash));
    draft
        .expected
        .is(
            "ExplanationOfBenefit.item.net.value",
            java.util.Arrays.stream(charges).mapToObj(SettlementRecords::yuan).toList())
        .is(TOTAL.formatted("total"), yuan(total))
        .is(TOTAL.formatted("pooled-fund"), yuan(pooled))
        .is(TOTAL.formatted("self-pay"), yuan(selfPay))
        .is(TOTAL.formatted("out-of-scope"), yuan(own + overLimit))
        .is(TOTAL.formatted("personal-account"), yuan(account))
        .is(TOTAL.formatted("cash"), yuan(cash));
    if (serious > 0) {
      draft.expected.is(TOTAL.formatted("serious-illness"), yuan(serious));
    }
    if (aid > 0) {
      draft.expected.is(TOTAL.formatted("medical-aid"), yuan(aid));
    }
    if (answer) {
      answer(draft, total, own, overLimit, payFirst, deductible, scope, pooled + serious + aid);
    }
  }

  private static void answer(
      Draft draft,
      long total,
      long own,
      long overLimit,
      long payFirst,
      long deductible,
      long scope,
      long funds) {
    var split = new LinkedHashMap<String, Object>();
    put(
        split,
        "medfee_sumamt",
        yuan(total),
        "fulamt_ownpay_amt",
        yuan(own),
        "overlmt_selfpay",
        yuan(overLimit),
        "preselfpay_amt",
        yuan(payFirst),
        "inscp_scp_amt",
        yuan(scope),
        "act_pay_dedc",
        yuan(deductible),
        "fund_pay_sumamt",
        yuan(funds));
    var output = new LinkedHashMap<String, Object>();
    output.put("setlinfo", split);
    draft.message.put("output", output);
    draft
        .expected
        .is(TOTAL.formatted("self-funded"), yuan(own))
        .is(TOTAL.formatted("over-limit"), yuan(overLimit))
        .is(TOTAL.formatted("pay-first"), yuan(payFirst))
        .is(TOTAL.formatted("deductible"), yuan(deductible))
        .is(TOTAL.formatted("in-scope"), yuan(scope))
        .is(TOTAL.formatted("fund-total"), yuan(funds));
  }

  private void outpatient() throws IOException {
    var draft = draft(22, false);
    for (String name :
        List.of("adm_time", "dscg_time", "adm_way", "dscg_way", "dscg_caty", "adm_caty")) {
      draft.info.remove(name);
    }
    put(draft.info, "opsp_diag_caty", "内分泌科", "opsp_mdtrt_date", "2026-03-09");
    draft.input.put("diseinfo", List.of());
    draft.input.put("oprninfo", List.of());
    draft.input.put(
        "opspdiseinfo",
        List.of(put(new LinkedHashMap<>(), "diag_name", "2型糖尿病", "diag_code", "E11.900")));
    var expected = new Expectation();
    Folk.of(22).expect(expected);
    expected
        .is("Encounter.class.code", "AMB")
        .is("Encounter.period.start", "2026-03-09")
        .is("Encounter.serviceType.text", "内分泌科")
        .is("Condition.code.coding.code", "E11.900");
    folder.write("outpatient-chronic", draft.text(), expected);
  }

  /** Dirty, yet whole: kept as text and remarked. */
  private void odd() throws IOException {
    var code = draft(49, false);
    var text = once(code.text(), "\"" + Illness.of(49).codes().getFirst() + "\"", "\"院内码A17\"");
    var rest = Illness.of(49).codes().subList(1, Illness.of(49).codes().size());
    code.expected.is("Condition.code.coding.code", rest);
    code.expected.is(
        "Condition.code.text.first()", Illness.of(49).names().getFirst() + " [院内码A17]");
    code.expected.is(
        "Condition.code.text",
        concat(
            Illness.of(49).names().getFirst() + " [院内码A17]",
            Illness.of(49).names().subList(1, Illness.of(49).names().size())));
    code.expected.remark("UNKNOWN_CODE", "input.diseinfo[0].diag_code");
    folder.write("hospital-code-for-diagnosis", text, code.expected);

    var fund = draft(24, false);
    var odd =
        fund.text().replace("\"fund_pay_type\" : \"310100\"", "\"fund_pay_type\" : \"310199\"");
    fund.expected.remark("UNKNOWN_CODE", "input.payinfo[0].fund_pay_type");
    fund.expected.is(
        "ExplanationOfBenefit.total.where(category.text='310199').category.coding.code",
        "other-fund");
    var lines = new Expectation();
    fund.expected
        .text()
        .lines()
        .filter(line -> !line.contains("'pooled-fund'"))
        .forEach(line -> copy(lines, line));
    folder.write("unknown-fund", odd, lines);

    var sex = draft(25, false);
    folder.write(
        "sex-not-told",
        sex.text().replace("\"gend\" : \"" + Folk.of(25).genderCode() + "\"", "\"gend\" : \"9\""),
        sex.expected.is("Patient.gender", "unknown"));
    var charge = draft(26, false);
    folder.write(
        "unknown-class",
        charge.text().replace("\"med_chrgitm\" : \"02\"", "\"med_chrgitm\" : \"99\""),
        charge
            .expected
            .remark("UNKNOWN_CODE", "input.iteminfo[1].med_chrgitm")
            .is(
                "ExplanationOfBenefit.item.productOrService.text",
                "床位费",
                "99",
                "检查费",
                "化验费",
                "手术费"));
    var dash = draft(27, false);
    dash.info.put("dscg_way", "-");
    var without = new Expectation();
    dash.expected
        .text()
        .lines()
        .filter(line -> !line.contains("dischargeDisposition"))
        .forEach(line -> copy(without, line));
    folder.write(
        "dash-for-code", dash.text(), without.remark("PLACEHOLDER", "input.setlinfo.dscg_way"));
    var extra = draft(28, false);
    extra.info.put("his_memo", "本院自定义");
    folder.write(
        "field-of-its-own",
        extra.text(),
        extra.expected.remark("UNKNOWN_FIELD", "input.setlinfo.[unknown field]"));
    var numbers = draft(29, false);
    folder.write(
        "amounts-as-numbers",
        numbers.text().replaceAll("(_[a-z]*pay|amt)\" : \"([0-9.]+)\"", "$1\" : $2"),
        numbers.expected);
    var psychiatric = draft(30, false);
    folder.write(
        "protected-diagnosis",
        psychiatric
            .text()
            .replace(Illness.of(30).codes().getFirst(), "F32.900")
            .replace(Illness.of(30).names().getFirst(), "抑郁发作"),
        psychiatric
            .expected
            .is(
                "Condition.code.coding.code",
                concat("F32.900", Illness.of(30).codes().subList(1, Illness.of(30).codes().size())))
            .is(
                "Condition.code.text",
                concat("抑郁发作", Illness.of(30).names().subList(1, Illness.of(30).names().size())))
            .is("DocumentReference.meta.security.code", "PSY"));
  }

  private void refused() throws IOException {
    missing(31, "certno");
    missing(32, "psn_cashpay");
    missing(33, "setl_end_date");
    var filler = draft(34, false);
    filler.info.put("certno", "-");
    refused("filler-for-number", filler.text(), "MISSING", "input.setlinfo.certno", "\"certno\"");
    var amount = draft(35, false);
    amount.info.put("psn_selfpay", "壹佰元");
    refused(
        "amount-in-words",
        amount.text(),
        "WRONG_TYPE",
        "input.setlinfo.psn_selfpay",
        "\"psn_selfpay\"");
    var mil = draft(36, false);
    mil.info.put("psn_ownpay", "12.345");
    refused(
        "amount-below-fen",
        mil.text(),
        "WRONG_TYPE",
        "input.setlinfo.psn_ownpay",
        "\"psn_ownpay\"");
    var date = draft(37, false);
    date.info.put("adm_time", "2026-02-30 10:00:00");
    refused("no-such-day", date.text(), "WRONG_TYPE", "input.setlinfo.adm_time", "\"adm_time\"");
    var list = draft(38, false);
    list.input.put("payinfo", "310100:500.00");
    refused("text-for-list", list.text(), "WRONG_TYPE", "input.payinfo", "\"payinfo\"");
    var twice = draft(39, false).text();
    twice = once(twice, "\"psn_name\"", "\"psn_name\" : \"甲\",\n      \"psn_name\"");
    folder.write(
        "field-twice",
        twice,
        new Expectation()
            .refused("DUPLICATE", "input.setlinfo", lineOf(twice, "\"psn_name\" : \"甲\"") + 1));
    var whole = draft(40, false).text();
    var cut = whole.substring(0, whole.indexOf("\"hi_type\"") + 4);
    folder.write(
        "cut",
        cut,
        new Expectation().refused("TRUNCATED", "input.setlinfo", (int) cut.lines().count()));
    folder.write(
        "utf-16",
        draft(41, false).text().getBytes(StandardCharsets.UTF_16LE),
        new Expectation().refused("ENCODING", "", 1));
    var big5 = draft(42, false);
    big5.info.put("fixmedins_name", "示範第一醫院外科門診部財團法人");
    big5.info.put("psn_name", "陳國樑");
    big5.info.remove("hsorg");
    big5.info.put("dscg_caty", "一般外科");
    big5.info.put("adm_caty", "一般外科");
    big5.info.put("chfpdr_name", "劉醫師");
    big5.input.put("diseinfo", List.of());
    big5.input.put("oprninfo", List.of());
    var bytes = big5.text().getBytes(Charset.forName("Big5"));
    folder.write(
        "big5", bytes, new Expectation().refused("ENCODING", "", lineOf(big5.text(), "示範")));
    var deep = once(draft(43, false).text(), "\"310100\"", "[".repeat(60) + "]".repeat(60));
    folder.write(
        "deep",
        deep,
        new Expectation()
            .refused("TOO_DEEP", "input.setlinfo.insuplc" + "[0]".repeat(29), lineOf(deep, "[[[")));
  }

  private void missing(int i, String field) throws IOException {
    var draft = draft(i, false);
    draft.info.remove(field);
    refused(
        "without-" + field.replace('_', '-'),
        draft.text(),
        "MISSING",
        "input.setlinfo." + field,
        "\"setlinfo\"");
  }

  private void refused(String name, String text, String defect, String path, String at)
      throws IOException {
    folder.write(name, text, new Expectation().refused(defect, path, lineOf(text, at)));
  }

  private static void copy(Expectation to, String line) {
    int at = line.indexOf(" = ");
    if (at < 0) {
      var parts = line.split(" ", -1);
      to.remark(parts[1], parts[3]);
    } else {
      to.is(line.substring(0, at), line.substring(at + 3));
    }
  }

  private static List<String> concat(String first, List<String> rest) {
    var all = new ArrayList<String>();
    all.add(first);
    all.addAll(rest);
    return all;
  }

  private static void fund(List<Map<String, Object>> funds, String type, long fen) {
    funds.add(put(new LinkedHashMap<>(), "fund_pay_type", type, "fund_payamt", yuan(fen)));
  }

  static String yuan(long fen) {
    return new BigDecimal(fen)
        .movePointLeft(2)
        .setScale(2, RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  private static Map<String, Object> put(Map<String, Object> into, String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      into.put(pairs[i], pairs[i + 1]);
    }
    return into;
  }
}
