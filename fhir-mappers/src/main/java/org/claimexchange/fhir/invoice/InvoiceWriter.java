package org.claimexchange.fhir.invoice;

import java.util.List;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.NhsaCodes;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.Systems;
import org.claimexchange.fhir.source.Times;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Reference;

/** Writes the Invoice. */
final class InvoiceWriter {
  /** What paid, as the invoice prints it beside its lines. */
  private static final List<String[]> PAYMENTS =
      List.of(
          new String[] {"FundPayAmount", "pooled-fund", "医保统筹基金支付"},
          new String[] {"LargeInsuranceAmount", "serious-illness", "大病保险支付"},
          new String[] {"MedicalHelpAmount", "medical-aid", "医疗救助支付"},
          new String[] {"OtherPayAmount", "other-fund", "其他支付"},
          new String[] {"AccountPayAmount", "personal-account", "个人账户支付"},
          new String[] {"OwnPayAmount", "cash", "个人现金支付"},
          new String[] {"SelfpaymentAmount", "self-pay", "个人自付"},
          new String[] {"SelfpaymentCost", "out-of-scope", "个人自费"},
          new String[] {"StartPayLine", "deductible", "起付线"},
          new String[] {"ClassBSelfPayment", "pay-first", "先行自付"},
          new String[] {"OverLimitAmount", "over-limit", "超限价自费"});

  private final Fields main;
  private final Fields extension;
  private final Records records;
  private final Invoice invoice = new Invoice();

  InvoiceWriter(Fields main, Fields extension, Records records) {
    this.main = main;
    this.extension = extension;
    this.records = records;
  }

  void write(List<Fields> items, Reference person, Reference hospital, Reference visit) {
    var code = main.identity("EInvoiceCode", 30);
    var number = main.identity("EInvoiceNumber", 30);
    invoice.addIdentifier(Records.identifier(Systems.INVOICE_CODE, code));
    invoice.addIdentifier(Records.identifier(Systems.INVOICE_NUMBER, number));
    invoice.addIdentifier(
        Records.identifier(Systems.INVOICE_CHECK_CODE, main.identity("RandomNumber", 30)));
    related();
    invoice.setType(new CodeableConcept().setText(main.text("EInvoiceName", 200)));
    invoice.setSubject(person);
    invoice.setDateElement(issued());
    invoice.setIssuer(hospital);
    invoice.addExtension(new Extension(Systems.extension("visit"), visit));
    items.forEach(this::line);
    if (items.isEmpty()) {
      main.problem(Defect.MISSING, "Details", "at least one Item");
    }
    for (String[] payment : PAYMENTS) {
      extension
          .optionalAmount(payment[0])
          .ifPresent(yuan ->
              invoice
                  .addTotalPriceComponent()
                  .setType(Invoice.InvoicePriceComponentType.INFORMATIONAL)
                  .setCode(named(Systems.AMOUNT, payment[1], payment[2]))
                  .setAmount(Records.yuan(yuan)));
    }
    var total = Records.yuan(main.amount("TotalAmount"));
    invoice.setTotalNet(total);
    invoice.setTotalGross(total.copy());
    records.add(invoice, code, number);
  }

  /** 红冲 and 换开. */
  private void related() {
    boolean reversed = yes("Reversal");
    invoice.setStatus(reversed ? Invoice.InvoiceStatus.CANCELLED : Invoice.InvoiceStatus.BALANCED);
    number("RelatedInvoiceCode", "einvoice-reversed-code");
    number("RelatedInvoiceNumber", "einvoice-reversed-number");
    boolean takesBack = main.optional("RelatedInvoiceNumber").isPresent();
    if (takesBack != main.amount("TotalAmount").signum() < 0) {
      main.problem(
          Defect.MISSING,
          takesBack ? "TotalAmount" : "RelatedInvoiceNumber",
          "both or none: a negative total, and the number of the invoice that it takes back");
    }
    boolean paper = yes("ExchangePaper");
    number("PaperInvoiceCode", "paper-invoice-code");
    number("PaperInvoiceNumber", "paper-invoice-number");
    if (paper && main.optional("PaperInvoiceNumber").isEmpty()) {
      main.problem(Defect.MISSING, "PaperInvoiceNumber", "the number of the paper (换开)");
    }
  }

  private boolean yes(String name) {
    return main.optional(name, 10)
        .filter(text -> text.equals("true") || text.equals("1"))
        .isPresent();
  }

  private void number(String name, String system) {
    main.optional(name, 30)
        .ifPresent(
            value -> invoice.addIdentifier(Records.identifier(Systems.naming(system), value)));
  }

  /** Date and time of issue stand in two fields. */
  private DateTimeType issued() {
    var day = main.time("IssueDate");
    var text = day.getValueAsString();
    return main.optional("IssueTime", 20)
        .filter(clock -> text != null && text.length() == 10)
        .flatMap(clock -> Times.parse(text + " " + clock))
        .orElse(day);
  }

  private void line(Fields item) {
    item.known(InvoiceFields.ITEM);
    var name = item.text("ItemName", 200);
    var amount = item.amount("ItemAmount");
    var line =
        invoice
            .addLineItem()
            .setSequence(invoice.getLineItem().size())
            .setChargeItem(records.marked(charge(item, name)));
    line.addPriceComponent()
        .setType(Invoice.InvoicePriceComponentType.BASE)
        .setAmount(Records.yuan(amount));
    // A line of an e-invoice is a fee class, or stands under a name of its own among them.
    var feeClass = NhsaCodes.feeClass(name).orElse(name);
    invoice
        .addTotalPriceComponent()
        .setType(Invoice.InvoicePriceComponentType.INFORMATIONAL)
        .setCode(named(Systems.FEE_CLASS, feeClass, feeClass))
        .setAmount(Records.yuan(amount));
  }

  private static CodeableConcept charge(Fields item, String name) {
    var concept = new CodeableConcept().setText(name);
    item.optional("ItemCode", 50)
        .ifPresent(
            code -> concept.addCoding(new Coding(Systems.codes("einvoice-item"), code, name)));
    NhsaCodes.feeClass(name)
        .ifPresent(known -> concept.addCoding(new Coding(Systems.FEE_CLASS, known, known)));
    return concept;
  }

  private static CodeableConcept named(String system, String code, String name) {
    return new CodeableConcept().addCoding(new Coding(system, code, name)).setText(name);
  }
}
