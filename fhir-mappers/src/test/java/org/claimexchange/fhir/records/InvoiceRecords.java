package org.claimexchange.fhir.records;

import static org.claimexchange.fhir.records.RecordFolder.lineOf;
import static org.claimexchange.fhir.records.RecordFolder.once;
import static org.claimexchange.fhir.records.SettlementRecords.yuan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the record files of the electronic invoice. */
final class InvoiceRecords {
  private static final String NAMING = "https://claimexchange.org/fhir/NamingSystem/";

  private final RecordFolder folder;

  InvoiceRecords(Path root) throws IOException {
    this.folder = new RecordFolder(root, "invoice", "xml");
  }

  /** One invoice. */
  private record Draft(String text, Expectation expected) {
    Draft with(String from, String to) {
      return new Draft(once(text, from, to), expected);
    }
  }

  void write() throws IOException {
    for (int i = 0; i < 20; i++) {
      var draft = draft(i, 1);
      folder.write(i % 3 == 2 ? "outpatient" : "inpatient", draft.text(), draft.expected());
    }
    reversals();
    odd();
    refused();
  }

  /** Which of them is an outpatient's invoice. */
  private static Draft draft(int i, int sign) {
    var expected = new Expectation();
    var folk = Folk.of(i);
    boolean out = i % 3 == 2;
    long[] fen = {5500 + i, 16000, 2000 + 13L * i, 186200};
    String[] names = {"床位费", "检查费", "化验费", "西药费"};
    long total = 0;
    var items = new StringBuilder();
    var amounts = new ArrayList<String>();
    for (int n = 0; n < fen.length; n++) {
      total += fen[n];
      amounts.add(yuan(sign * fen[n]));
      items.append(
          "      <Item>\n        <ItemCode>10%02d</ItemCode>\n        <ItemName>%s</ItemName>\n        <ItemQuantity>1</ItemQuantity>\n        <ItemUnit>项</ItemUnit>\n        <ItemAmount>%s</ItemAmount>\n      </Item>\n"
              .formatted(n + 1, names[n], yuan(sign * fen[n])));
    }
    long own = 1000;
    long fund = total / 2;
    long selfPay = total - own - fund;
    long account = 3000;
    long cash = selfPay + own - account;
    var number = "%010d".formatted(88000 + i);
    var stay =
        out
            ? "        <MedicalDate>20260311</MedicalDate>\n        <PatientNumber>MZ2026%06d</PatientNumber>\n"
                .formatted(i)
            : "        <HospitalizationNumber>ZY2026%06d</HospitalizationNumber>\n        <InHospitalDate>20260302</InHospitalDate>\n        <OutHospitalDate>20260309</OutHospitalDate>\n"
                .formatted(i);
    var text =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <EInvoice>
          <Header>
            <EInvoiceTag>CZ-EI-31</EInvoiceTag>
            <Version>1.0</Version>
          </Header>
          <EInvoiceData>
            <Main>
              <EInvoiceName>%s</EInvoiceName>
              <EInvoiceCode>31060126</EInvoiceCode>
              <EInvoiceNumber>%s</EInvoiceNumber>
              <RandomNumber>%06x</RandomNumber>
              <SupervisorAreaCode>310000</SupervisorAreaCode>
              <TotalAmount>%s</TotalAmount>
              <IssueDate>20260309</IssueDate>
              <IssueTime>15:%02d:31</IssueTime>
              <InvoicingParty>
                <InvoicingPartyCode>12310000425005391X</InvoicingPartyCode>
                <InvoicingPartyName>示范第一医院</InvoicingPartyName>
              </InvoicingParty>
              <PayerParty>
                <PayerPartyType>1</PayerPartyType>
                <PayerPartyCode>%s</PayerPartyCode>
                <PayerPartyName>%s</PayerPartyName>
              </PayerParty>
              <BizCode>YW%08d</BizCode>
              <HandlingPerson>收费员05</HandlingPerson>
              <MainExt>
                <Gender>%s</Gender>
        %s        <DepartmentName>普外科</DepartmentName>
                <MedicalInsuranceType>职工基本医疗保险</MedicalInsuranceType>
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
                out ? "上海市医疗门诊收费票据（电子）" : "上海市医疗住院收费票据（电子）",
                number,
                0xa10000 + i,
                yuan(sign * total),
                i,
                folk.certificate(),
                folk.name(),
                i,
                folk.male() ? "男" : "女",
                stay,
                yuan(sign * fund),
                yuan(sign * account),
                yuan(sign * cash),
                yuan(sign * selfPay),
                yuan(sign * own),
                items);
    expected
        .is("Patient.name.text", folk.name())
        .is(
            "Patient.identifier.where(system='urn:oid:2.16.156.10011.1.3').value",
            folk.certificate())
        .is("Patient.gender", folk.gender())
        .is("Encounter.class.code", out ? "AMB" : "IMP")
        .is("Encounter.identifier.value", (out ? "MZ2026%06d" : "ZY2026%06d").formatted(i))
        .is("Encounter.period.start", out ? "2026-03-11" : "2026-03-02")
        .is("Invoice.identifier.where(system='" + NAMING + "einvoice-code').value", "31060126")
        .is("Invoice.identifier.where(system='" + NAMING + "einvoice-number').value", number)
        .is(
            "Invoice.identifier.where(system='" + NAMING + "einvoice-check-code').value",
            "%06x".formatted(0xa10000 + i))
        .is("Invoice.date", "2026-03-09T15:%02d:31+08:00".formatted(i))
        .is("Invoice.status", "balanced")
        .is("Invoice.totalGross.value", yuan(sign * total))
        .is("Invoice.lineItem.priceComponent.amount.value", amounts)
        .is(
            "Invoice.lineItem.chargeItem.coding.where(system='https://claimexchange.org/fhir/CodeSystem/fee-class').code",
            List.of(names))
        .is(paid("pooled-fund"), yuan(sign * fund))
        .is(paid("personal-account"), yuan(sign * account))
        .is(paid("cash"), yuan(sign * cash))
        .is(paid("self-pay"), yuan(sign * selfPay))
        .is(paid("out-of-scope"), yuan(sign * own));
    return new Draft(text, expected);
  }

  private static String paid(String code) {
    return "Invoice.totalPriceComponent.where(code.coding.code='%s').amount.value".formatted(code);
  }

  /** 红冲 and 换开. */
  private void reversals() throws IOException {
    for (int i = 20; i < 24; i++) {
      var red = draft(i, -1);
      var text =
          once(
              red.text(),
              "      <BizCode>",
              "      <RelatedInvoiceCode>31060126</RelatedInvoiceCode>\n      <RelatedInvoiceNumber>%010d</RelatedInvoiceNumber>\n      <BizCode>"
                  .formatted(77000 + i));
      red.expected()
          .is(
              "Invoice.identifier.where(system='" + NAMING + "einvoice-reversed-number').value",
              "%010d".formatted(77000 + i));
      folder.write("reversal", text, red.expected());
    }
    for (int i = 24; i < 26; i++) {
      var reversed =
          draft(i, 1).with("      <BizCode>", "      <Reversal>true</Reversal>\n      <BizCode>");
      folder.write(
          "was-reversed", reversed.text(), reversed.expected().is("Invoice.status", "cancelled"));
    }
    for (int i = 26; i < 28; i++) {
      var paper =
          draft(i, 1)
              .with(
                  "      <BizCode>",
                  "      <ExchangePaper>true</ExchangePaper>\n      <PaperInvoiceCode>31061126</PaperInvoiceCode>\n      <PaperInvoiceNumber>%010d</PaperInvoiceNumber>\n      <BizCode>"
                      .formatted(99000 + i));
      folder.write(
          "exchanged-for-paper",
          paper.text(),
          paper
              .expected()
              .is(
                  "Invoice.identifier.where(system='" + NAMING + "paper-invoice-number').value",
                  "%010d".formatted(99000 + i)));
    }
  }

  private void odd() throws IOException {
    var gb = draft(28, 1).with("encoding=\"UTF-8\"", "encoding=\"GBK\"");
    folder.write("gbk", gb.text().getBytes(RecordFolder.GB18030), gb.expected());
    var item = draft(29, 1).with("<ItemName>检查费</ItemName>", "<ItemName>挂号与建档</ItemName>");
    folder.write(
        "item-of-its-own",
        item.text(),
        item.expected()
            .is("Invoice.lineItem.chargeItem.text", "床位费", "挂号与建档", "化验费", "西药费")
            .is(
                "Invoice.lineItem.chargeItem.coding.where(system='https://claimexchange.org/fhir/CodeSystem/fee-class').code",
                "床位费",
                "化验费",
                "西药费"));
    var dash = draft(30, 1).with("<OtherPayAmount>0.00<", "<OtherPayAmount>-<");
    folder.write(
        "dash-for-amount",
        dash.text(),
        dash.expected().remark("PLACEHOLDER", "EInvoice.EInvoiceData.Main.MainExt.OtherPayAmount"));
    var extra =
        draft(31, 1).with("<DepartmentName>", "<WindowNo>3号窗</WindowNo>\n        <DepartmentName>");
    folder.write(
        "field-of-its-own",
        extra.text(),
        extra
            .expected()
            .remark("UNKNOWN_FIELD", "EInvoice.EInvoiceData.Main.MainExt.[unknown field]"));
    var escaped = draft(33, 1).with("<DepartmentName>普外科<", "<DepartmentName>普外科&amp;肝胆组<");
    folder.write(
        "escaped", escaped.text(), escaped.expected().is("Encounter.serviceType.text", "普外科&肝胆组"));
  }

  private void refused() throws IOException {
    refused(
        "without-check-code",
        34,
        "<RandomNumber>%06x</RandomNumber>".formatted(0xa10000 + 34),
        "<RandomNumber/>",
        "MISSING",
        "EInvoice.EInvoiceData.Main.RandomNumber",
        "<RandomNumber/>");
    refused(
        "without-payer",
        35,
        "<PayerPartyCode>" + Folk.of(35).certificate() + "</PayerPartyCode>",
        "",
        "MISSING",
        "EInvoice.EInvoiceData.Main.PayerParty.PayerPartyCode",
        "<PayerParty>");
    refused(
        "total-in-words",
        36,
        "<IssueDate>20260309</IssueDate>",
        "<IssueDate>二〇二六年三月</IssueDate>",
        "WRONG_TYPE",
        "EInvoice.EInvoiceData.Main.IssueDate",
        "<IssueDate>");
    refused(
        "amount-below-fen",
        37,
        "<AccountPayAmount>30.00<",
        "<AccountPayAmount>30.005<",
        "WRONG_TYPE",
        "EInvoice.EInvoiceData.Main.MainExt.AccountPayAmount",
        "<AccountPayAmount>");
    refused(
        "reversal-without-original",
        38,
        "<TotalAmount>",
        "<TotalAmount>-",
        "MISSING",
        "EInvoice.EInvoiceData.Main.RelatedInvoiceNumber",
        "<Main>");
    refused(
        "paper-without-number",
        39,
        "      <BizCode>",
        "      <ExchangePaper>true</ExchangePaper>\n      <BizCode>",
        "MISSING",
        "EInvoice.EInvoiceData.Main.PaperInvoiceNumber",
        "<Main>");
    refused(
        "nested-number",
        40,
        "<EInvoiceNumber>",
        "<EInvoiceNumber><a>1</a>",
        "WRONG_TYPE",
        "EInvoice.EInvoiceData.Main.EInvoiceNumber",
        "<EInvoiceNumber>");
    var bomb =
        draft(41, 1)
            .with(
                "<EInvoice>",
                "<!DOCTYPE EInvoice [\n"
                    + "<!ENTITY a \"哈哈哈哈哈哈哈哈哈哈\">\n"
                    + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\n"
                    + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">\n"
                    + "]>\n"
                    + "<EInvoice>")
            .with("普外科", "&c;")
            .text();
    folder.write("billion-laughs", bomb, new Expectation().refused("FORBIDDEN", "", 6));
    var external =
        draft(42, 1)
            .with(
                "<EInvoice>",
                "<!DOCTYPE EInvoice SYSTEM \"http://example.invalid/e.dtd\">\n<EInvoice>")
            .text();
    folder.write("external-dtd", external, new Expectation().refused("FORBIDDEN", "", 2));
    var cut = draft(43, 1).text();
    cut = cut.substring(0, cut.indexOf("<IssueTime>") + 14);
    folder.write(
        "cut",
        cut,
        new Expectation()
            .refused(
                "TRUNCATED", "EInvoice.EInvoiceData.Main.IssueTime", lineOf(cut, "<IssueTime>")));
    folder.write(
        "declares-latin-1",
        draft(44, 1).with("\"UTF-8\"", "\"ISO-8859-1\"").text(),
        new Expectation().refused("ENCODING", "encoding", 1));
    folder.write(
        "utf-16",
        draft(45, 1).text().getBytes(StandardCharsets.UTF_16LE),
        new Expectation().refused("ENCODING", "", 1));
    var nested = "<a>".repeat(40) + "</a>".repeat(40);
    var deep =
        draft(46, 1).with("<BizCode>", "<Remark>" + nested + "</Remark>\n      <BizCode>").text();
    folder.write(
        "deep",
        deep,
        new Expectation()
            .refused(
                "TOO_DEEP",
                "EInvoice.EInvoiceData.Main.Remark.[unknown field]",
                lineOf(deep, "<Remark>")));
  }

  private void refused(
      String name, int i, String from, String to, String defect, String path, String at)
      throws IOException {
    var text = draft(i, 1).with(from, to).text();
    folder.write(name, text, new Expectation().refused(defect, path, lineOf(text, at)));
  }
}
