package org.claimexchange.samples.natives;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimexchange.samples.natives.NativeStay.Coded;
import org.claimexchange.samples.natives.NativeStay.Fee;

/** What the billing system exports of a stay: settlement list, fee list, electronic invoice. */
final class BillFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String code;
  private final String name;

  /**
   * @param code 定点医药机构编号
   * @param name of the hospital
   */
  BillFiles(String code, String name) {
    this.code = code;
    this.name = name;
  }

  /** 医疗保障基金结算清单, interface 4101. */
  String settlement(NativeStay stay) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("setlinfo", info(stay));
    input.put("diseinfo", diagnoses(stay));
    input.put(
        "oprninfo",
        List.of(
            Map.of(
                "oprn_oprt_type",
                "1",
                "oprn_oprt_name",
                stay.operation().name(),
                "oprn_oprt_code",
                stay.operation().code(),
                "oprn_oprt_date",
                stay.admitted().plusDays(1).toString(),
                "oper_dr_name",
                "许医生")));
    input.put("iteminfo", classes(stay));
    input.put(
        "payinfo",
        List.of(Map.of("fund_pay_type", "310100", "fund_payamt", stay.pooled().toPlainString())));
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("infno", "4101");
    message.put("input", input);
    message.put(
        "output",
        Map.of(
            "setlinfo",
            new TreeMap<>(
                Map.of(
                    "medfee_sumamt",
                    stay.total().toPlainString(),
                    "act_pay_dedc",
                    NativeStay.DEDUCTIBLE.toPlainString(),
                    "fund_pay_sumamt",
                    stay.pooled().toPlainString()))));
    return json(message);
  }

  private Map<String, Object> info(NativeStay stay) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("mdtrt_id", stay.number());
    info.put("setl_id", "S" + stay.number());
    info.put("fixmedins_name", name);
    info.put("fixmedins_code", code);
    info.put("medcasno", stay.record());
    info.put("dcla_time", stay.discharged().plusDays(5) + " 08:00:00");
    info.put("psn_name", stay.patient());
    info.put("gend", stay.male() ? "1" : "2");
    info.put("brdy", stay.birth().toString());
    info.put("patn_cert_type", "01");
    info.put("certno", stay.idNumber());
    info.put("hi_type", "310");
    info.put("insuplc", "310100");
    info.put("hi_paymtd", "3");
    info.put("adm_way", "1");
    info.put("ipt_med_type", "1");
    info.put("adm_time", stay.admitted() + " 09:00:00");
    info.put("adm_caty", stay.department());
    info.put("dscg_time", stay.discharged() + " 10:30:00");
    info.put("dscg_caty", stay.department());
    info.put("dscg_way", "1");
    info.put("chfpdr_name", "许医生");
    info.put("setl_begn_date", stay.admitted().toString());
    info.put("setl_end_date", stay.discharged().toString());
    info.put("psn_selfpay", stay.selfPay().toPlainString());
    info.put("psn_ownpay", stay.outOfScope().toPlainString());
    info.put("acct_pay", NativeStay.ACCOUNT.toPlainString());
    info.put("psn_cashpay", stay.cash().toPlainString());
    return info;
  }

  private static List<Map<String, String>> diagnoses(NativeStay stay) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Coded diagnosis : stay.diagnoses()) {
      rows.add(
          new TreeMap<>(
              Map.of(
                  "diag_type",
                  "1",
                  "maindiag_flag",
                  rows.isEmpty() ? "1" : "0",
                  "diag_code",
                  diagnosis.code(),
                  "diag_name",
                  diagnosis.name(),
                  "adm_cond_type",
                  "1")));
    }
    return rows;
  }

  private static List<Map<String, String>> classes(NativeStay stay) {
    Map<String, BigDecimal[]> sums = new TreeMap<>();
    for (Fee fee : stay.fees()) {
      var sum =
          sums.computeIfAbsent(
              fee.feeClass(),
              c -> new BigDecimal[] {money("0"), money("0"), money("0"), money("0")});
      boolean second = fee.grade().equals("02");
      BigDecimal inScope = fee.amount().subtract(fee.selfFunded());
      sum[0] = sum[0].add(fee.amount());
      sum[1] = sum[1].add(second ? BigDecimal.ZERO : inScope);
      sum[2] = sum[2].add(second ? inScope : BigDecimal.ZERO);
      sum[3] = sum[3].add(fee.selfFunded());
    }
    List<Map<String, String>> rows = new ArrayList<>();
    sums.forEach((feeClass, sum) -> {
      Map<String, String> row = new LinkedHashMap<>();
      row.put("med_chrgitm", feeClass);
      row.put("amt", sum[0].toPlainString());
      row.put("claa_sumfee", sum[1].toPlainString());
      row.put("clab_amt", sum[2].toPlainString());
      row.put("fulamt_ownpay_amt", sum[3].toPlainString());
      row.put("oth_amt", "0.00");
      rows.add(row);
    });
    return rows;
  }

  /** 费用清单, CSV with Chinese names of columns. */
  String fees(NativeStay stay) {
    var text =
        new StringBuilder(
            "姓名,证件类型,证件号码,性别,出生日期,机构编码,机构名称,就诊号,医疗类别,就诊开始时间,就诊结束时间,"
                + "费用流水号,费用发生时间,收费类别,医保编码,项目名称,单位,单价,数量,金额,医保等级,自付比例,全自费金额\r\n");
    int number = 0;
    for (Fee fee : stay.fees()) {
      number++;
      text.append(
          String.join(
              ",",
              stay.patient(),
              "01",
              stay.idNumber(),
              stay.male() ? "1" : "2",
              stay.birth().toString(),
              code,
              name,
              stay.number(),
              "21",
              stay.admitted() + " 09:00:00",
              stay.discharged() + " 10:30:00",
              "%s%04d".formatted(stay.number(), number),
              stay.admitted().plusDays(number % 3) + " 10:00:00",
              fee.feeClass(),
              fee.nhsaCode(),
              fee.item(),
              fee.unit(),
              fee.price().toPlainString(),
              Integer.toString(fee.quantity()),
              fee.amount().toPlainString(),
              fee.grade(),
              fee.selfFunded().signum() > 0 ? "1" : "0",
              fee.selfFunded().toPlainString()));
      text.append("\r\n");
    }
    return text.toString();
  }

  /** 医疗收费电子票据, in GB18030 as its declaration says. */
  String invoice(NativeStay stay, String invoiceNumber) {
    var items = new StringBuilder();
    int number = 1000;
    for (Fee fee : stay.fees()) {
      number++;
      items.append(
          """
                <Item><ItemCode>%d</ItemCode><ItemName>%s</ItemName><ItemQuantity>%d</ItemQuantity>\
          <ItemUnit>%s</ItemUnit><ItemAmount>%s</ItemAmount></Item>
          """
              .formatted(number, fee.item(), fee.quantity(), fee.unit(), fee.amount()));
    }
    String day = stay.discharged().toString().replace("-", "");
    return """
    <?xml version="1.0" encoding="GB18030"?>
    <EInvoice>
      <Header><EInvoiceTag>CZ-EI-31</EInvoiceTag><Version>1.0</Version></Header>
      <EInvoiceData>
        <Main>
          <EInvoiceName>上海市医疗住院收费票据（电子）</EInvoiceName>
          <EInvoiceCode>31060326</EInvoiceCode>
          <EInvoiceNumber>%s</EInvoiceNumber>
          <RandomNumber>c3%s</RandomNumber>
          <TotalAmount>%s</TotalAmount>
          <IssueDate>%s</IssueDate>
          <IssueTime>11:20:05</IssueTime>
          <InvoicingParty>
            <InvoicingPartyCode>12310000425005393X</InvoicingPartyCode>
            <InvoicingPartyName>%s</InvoicingPartyName>
          </InvoicingParty>
          <PayerParty>
            <PayerPartyType>1</PayerPartyType>
            <PayerPartyCode>%s</PayerPartyCode>
            <PayerPartyName>%s</PayerPartyName>
          </PayerParty>
          <MainExt>
            <Gender>%s</Gender>
            <HospitalizationNumber>%s</HospitalizationNumber>
            <InHospitalDate>%s</InHospitalDate>
            <OutHospitalDate>%s</OutHospitalDate>
            <DepartmentName>%s</DepartmentName>
            <FundPayAmount>%s</FundPayAmount>
            <OtherPayAmount>0.00</OtherPayAmount>
            <AccountPayAmount>%s</AccountPayAmount>
            <OwnPayAmount>%s</OwnPayAmount>
            <SelfpaymentAmount>%s</SelfpaymentAmount>
            <SelfpaymentCost>%s</SelfpaymentCost>
          </MainExt>
        </Main>
        <Details>
    %s    </Details>
      </EInvoiceData>
    </EInvoice>
    """
        .formatted(
            invoiceNumber,
            invoiceNumber.substring(invoiceNumber.length() - 4),
            stay.total(),
            day,
            name,
            stay.idNumber(),
            stay.patient(),
            stay.male() ? "男" : "女",
            stay.number(),
            stay.admitted().toString().replace("-", ""),
            day,
            stay.department(),
            stay.pooled(),
            NativeStay.ACCOUNT,
            stay.cash(),
            stay.selfPay(),
            stay.outOfScope(),
            items);
  }

  private static BigDecimal money(String text) {
    return new BigDecimal(text).setScale(2);
  }

  private static String json(Object value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and texts have a JSON form", e);
    }
  }
}
