package org.claimexchange.samples.bureau;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.samples.bureau.SettledStay.Diagnosis;

/** The bureau's files: settlement lists of stays, and fee lists of purchases at pharmacies. */
final class BureauFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BureauFiles() {}

  /** 医疗保障基金结算清单 with the settlement's answer (4101, 2304). */
  static String settlement(SettledStay stay) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("mdtrt_id", stay.visit());
    info.put("setl_id", stay.settlement());
    info.put("fixmedins_name", stay.institutionName());
    info.put("fixmedins_code", stay.institution());
    info.put("psn_name", stay.person());
    info.put("gend", stay.male() ? "1" : "2");
    info.put("brdy", stay.birth());
    info.put("patn_cert_type", "01");
    info.put("certno", stay.idNumber());
    info.put("hi_type", "310");
    info.put("insuplc", "310100");
    info.put("hsorg", "上海市医疗保险事业管理中心（示范）");
    info.put("ipt_med_type", "1");
    info.put("adm_time", stay.admitted());
    info.put("dscg_time", stay.discharged());
    info.put("setl_begn_date", stay.admitted());
    info.put("setl_end_date", stay.discharged());
    info.put("psn_selfpay", stay.amount("self-pay"));
    info.put("psn_ownpay", stay.amount("out-of-scope"));
    info.put("acct_pay", stay.amount("personal-account"));
    info.put("psn_cashpay", stay.amount("cash"));
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("setlinfo", info);
    input.put("diseinfo", diagnoses(stay));
    input.put(
        "payinfo",
        List.of(Map.of("fund_pay_type", "310100", "fund_payamt", stay.amount("pooled-fund"))));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("medfee_sumamt", stay.amount("total"));
    answer.put("preselfpay_amt", stay.amount("pay-first"));
    answer.put("act_pay_dedc", stay.amount("deductible"));
    answer.put("fund_pay_sumamt", stay.amount("pooled-fund"));
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("infno", "4101");
    message.put("input", input);
    message.put("output", Map.of("setlinfo", answer));
    return json(message);
  }

  private static List<Map<String, String>> diagnoses(SettledStay stay) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Diagnosis diagnosis : stay.diagnoses()) {
      Map<String, String> row = new LinkedHashMap<>();
      row.put("diag_type", "1");
      row.put("maindiag_flag", rows.isEmpty() ? "1" : "0");
      row.put("diag_code", diagnosis.code());
      row.put("diag_name", diagnosis.name());
      rows.add(row);
    }
    return rows;
  }

  /**
   * What somebody bought at a pharmacy on the scheme's account.
   *
   * @param buyer whose: the person's data of one of their stays
   * @param visit 医保就诊ID
   * @param day ISO 8601
   * @param items what
   */
  record Purchase(SettledStay buyer, String visit, String day, List<Item> items) {
    Purchase {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return "Purchase[…]";
    }
  }

  /** One medicine; its price in yuan. */
  record Item(String code, String name, String unit, String price, int quantity) {}

  /** 费用清单 of 定点药店购药 (med_type 41), interface 5204. */
  static String purchase(Purchase purchase) {
    SettledStay buyer = purchase.buyer();
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("psn_name", buyer.person());
    list.put("psn_cert_type", "01");
    list.put("certno", buyer.idNumber());
    list.put("gend", buyer.male() ? "1" : "2");
    list.put("brdy", buyer.birth());
    list.put("fixmedins_code", "P31019900021");
    list.put("fixmedins_name", "示范大药房人民路店");
    list.put("mdtrt_id", purchase.visit());
    list.put("med_type", "41");
    list.put("begntime", purchase.day() + " 16:20:00");
    list.put("endtime", purchase.day() + " 16:25:00");
    List<Map<String, String>> lines = new ArrayList<>();
    for (Item item : purchase.items()) {
      BigDecimal amount =
          new BigDecimal(item.price()).multiply(BigDecimal.valueOf(item.quantity()));
      Map<String, String> line = new LinkedHashMap<>();
      line.put("feedetl_sn", purchase.visit() + "-" + (lines.size() + 1));
      line.put("fee_ocur_time", purchase.day() + " 16:20:00");
      line.put("med_chrgitm_type", "09");
      line.put("med_list_codg", item.code());
      line.put("medins_list_name", item.name());
      line.put("unit", item.unit());
      line.put("pric", item.price());
      line.put("cnt", Integer.toString(item.quantity()));
      line.put("det_item_fee_sumamt", amount.toPlainString());
      line.put("chrgitm_lv", "01");
      line.put("selfpay_prop", "0");
      line.put("fulamt_ownpay_amt", "0.00");
      lines.add(line);
    }
    list.put("feedetail", lines);
    return json(list);
  }

  private static String json(Object value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and texts have a JSON form", e);
    }
  }
}
