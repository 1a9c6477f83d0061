package org.claimexchange.fhir.settlement;

import static org.claimexchange.fhir.source.Systems.codes;

import java.util.Map;
import org.claimexchange.fhir.source.CodeList;
import org.claimexchange.fhir.source.Systems;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * Code lists (字典) of the national platform's interface, as far as the settlement list uses them.
 */
final class SettlementCodes {
  /** 基金支付类型 (fund_pay_type). */
  static final CodeList FUNDS =
      new CodeList(
          codes("nhsa-fund"),
          Map.ofEntries(
              Map.entry("310100", "城镇职工基本医疗保险统筹基金"),
              Map.entry("310200", "城镇职工基本医疗保险个人账户基金"),
              Map.entry("320100", "公务员医疗补助基金"),
              Map.entry("330100", "大额医疗费用补助基金"),
              Map.entry("340100", "离休人员医疗保障基金"),
              Map.entry("350100", "一至六级残疾军人医疗补助基金"),
              Map.entry("370100", "企业补充医疗保险基金"),
              Map.entry("390100", "城乡居民基本医疗保险基金"),
              Map.entry("390200", "城乡居民大病医疗保险基金"),
              Map.entry("510100", "生育基金"),
              Map.entry("610100", "医疗救助基金"),
              Map.entry("999996", "医院垫付"),
              Map.entry("999997", "其他基金")));

  /** 险种类型 (insutype), also 医保类型 of the list. */
  static final CodeList INSURANCES =
      new CodeList(
          codes("nhsa-insurance"),
          Map.of(
              "310", "职工基本医疗保险",
              "320", "公务员医疗补助",
              "330", "大额医疗费用补助",
              "340", "离休人员医疗保障",
              "390", "城乡居民基本医疗保险",
              "392", "城乡居民大病医疗保险",
              "510", "生育保险"));

  /** 入院病情 (CV05.10.019). */
  static final CodeList ADMISSION_CONDITIONS =
      new CodeList(
          codes("admission-condition"), Map.of("1", "有", "2", "临床未确定", "3", "情况不明", "4", "无"));

  /** 医保支付方式 (hi_paymtd). */
  static final CodeList PAYMENT_METHODS =
      new CodeList(
          codes("nhsa-payment-method"),
          Map.of(
              "1",
              "按项目",
              "2",
              "单病种",
              "3",
              "按病种分值",
              "4",
              "疾病诊断相关分组（DRG）",
              "5",
              "按床日",
              "6",
              "按人头",
              "9",
              "其他"));

  /** The payer that a fund is: its amount counts once, in the sum that makes the total. */
  private static final Map<String, String> PAYERS =
      Map.of(
          "310100", "pooled-fund",
          "390100", "pooled-fund",
          "390200", "serious-illness",
          "330100", "large-amount",
          "320100", "civil-servant",
          "370100", "enterprise",
          "610100", "medical-aid",
          "999996", "hospital-share");

  private static final Map<String, String> AMOUNTS =
      Map.ofEntries(
          Map.entry("total", "医疗费总额"),
          Map.entry("pooled-fund", "统筹基金支付"),
          Map.entry("serious-illness", "大病保险支付"),
          Map.entry("large-amount", "大额医疗费用补助支付"),
          Map.entry("civil-servant", "公务员医疗补助支付"),
          Map.entry("enterprise", "企业补充医疗保险支付"),
          Map.entry("medical-aid", "医疗救助支付"),
          Map.entry("other-fund", "其他基金支付"),
          Map.entry("fund-total", "基金支付总额"),
          Map.entry("personal-account", "个人账户支付"),
          Map.entry("family-account", "个人账户共济支付"),
          Map.entry("cash", "个人现金支付"),
          Map.entry("hospital-share", "医院负担"),
          Map.entry("self-pay", "自付"),
          Map.entry("out-of-scope", "自费"),
          Map.entry("self-funded", "全自费"),
          Map.entry("over-limit", "超限价自费"),
          Map.entry("pay-first", "先行自付"),
          Map.entry("deductible", "起付线"),
          Map.entry("in-scope", "符合政策范围金额"));

  private SettlementCodes() {}

  /** An amount's name in the project's own list. */
  static CodeableConcept amount(String code) {
    var name = AMOUNTS.getOrDefault(code, code);
    return new CodeableConcept().addCoding(new Coding(Systems.AMOUNT, code, name)).setText(name);
  }

  /**
   * A fund: its own code, and which payer it is. The personal account is no payer here, since
   * {@code acct_pay} tells the same amount.
   */
  static CodeableConcept fund(CodeList.Coded fund) {
    var concept = fund.concept();
    if (!fund.code().equals("310200")) {
      var payer = PAYERS.getOrDefault(fund.code(), "other-fund");
      concept.addCoding(new Coding(Systems.AMOUNT, payer, AMOUNTS.getOrDefault(payer, payer)));
    }
    return concept;
  }
}
