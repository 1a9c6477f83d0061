package org.claimexchange.samples.data;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/**
 * The bill of a visit: a {@code ChargeItem} for each line, an {@code Invoice} (the e-invoice) that
 * is their sum, and an {@code ExplanationOfBenefit} for what the public scheme settled.
 */
final class BillWriter {
  private final House house;
  private final Stay stay;
  private final VisitFrame frame;

  BillWriter(House house, Stay stay, VisitFrame frame) {
    this.house = house;
    this.stay = stay;
    this.frame = frame;
  }

  void write() {
    var lines = FeeLine.of(stay);
    var settlement =
        Settlement.of(lines, stay.deductible(), stay.pooledRatio(), stay.accountBalance());
    var settledAt = ShanghaiTime.plusMinutes(frame.end(), 45);
    var invoice = invoice(settlement, settledAt);
    var perClass = new LinkedHashMap<String, BigDecimal>();
    for (int i = 0; i < lines.size(); i++) {
      var item = chargeItem(lines.get(i), i + 1);
      house.add(item, settledAt);
      perClass.merge(lines.get(i).feeClass(), lines.get(i).amount(), BigDecimal::add);
      invoice
          .addLineItem()
          .setSequence(i + 1)
          .setChargeItem(new Reference("ChargeItem/" + item.getIdElement().getIdPart()))
          .addPriceComponent()
          .setType(Invoice.InvoicePriceComponentType.BASE)
          .setAmount(yuan(lines.get(i).amount()));
    }
    addClasses(invoice, perClass);
    house.add(invoice, settledAt);
    house.add(settlement(settlement, settledAt), settledAt);
  }

  private ChargeItem chargeItem(FeeLine line, int number) {
    var item = new ChargeItem().setStatus(ChargeItem.ChargeItemStatus.BILLED);
    frame.begin(item, "%s/%d".formatted(stay.number(), number));
    item.addExtension(
        new Extension(Systems.INSURANCE_GRADE, new CodeType(gradeCode(line.grade()))));
    item.addExtension(new Extension(Systems.SELF_PAY_RATIO, new DecimalType(line.ratio())));
    item.addExtension(new Extension(Systems.UNIT_PRICE, yuan(line.price())));
    var code = "%s-%08X".formatted(house.records().hospital().code(), crc(line.item()));
    item.setCode(
        new CodeableConcept()
            .addCoding(new Coding(Systems.CHARGE_ITEM, code, line.item()))
            .addCoding(new Coding(Systems.FEE_CLASS, line.feeClass(), line.feeClass()))
            .setText(line.item()));
    item.setSubject(frame.patient());
    item.setContext(frame.visit());
    item.setOccurrence(ShanghaiTime.dateTime(ShanghaiTime.date(line.day(), 8)));
    item.setQuantity(new Quantity().setValue(line.quantity()).setUnit(line.unit()));
    item.setPriceOverride(yuan(line.amount()));
    return item;
  }

  private Invoice invoice(Settlement settlement, Date at) {
    var invoice = new Invoice().setStatus(Invoice.InvoiceStatus.BALANCED);
    frame.begin(invoice, stay.number());
    long number = crc(house.records().hospital().id() + stay.number());
    invoice.addIdentifier(
        identifier(Systems.INVOICE_CODE, house.records().hospital().invoicePrefix()));
    invoice.addIdentifier(identifier(Systems.INVOICE_NUMBER, "%010d".formatted(number)));
    invoice.addIdentifier(
        identifier(
            Systems.INVOICE_CHECK_CODE, "%06x".formatted(crc("check" + number) & 0xffffffL)));
    invoice.setType(
        new CodeableConcept().setText(stay.inpatient() ? "医疗住院收费票据(电子)" : "医疗门诊收费票据(电子)"));
    invoice.setSubject(frame.patient());
    invoice.setDateElement(ShanghaiTime.dateTime(at));
    invoice.setIssuer(house.asReference());
    invoice.addExtension(
        new Extension(
            "http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo", frame.visit()));
    invoice.setTotalNet(yuan(settlement.total()));
    invoice.setTotalGross(yuan(settlement.total()));
    return invoice;
  }

  private static void addClasses(Invoice invoice, Map<String, BigDecimal> perClass) {
    perClass.forEach((name, sum) ->
        invoice
            .addTotalPriceComponent()
            .setType(Invoice.InvoicePriceComponentType.INFORMATIONAL)
            .setCode(
                new CodeableConcept()
                    .addCoding(new Coding(Systems.FEE_CLASS, name, name))
                    .setText(name))
            .setAmount(yuan(sum)));
  }

  private ExplanationOfBenefit settlement(Settlement settlement, Date at) {
    var eob = new ExplanationOfBenefit();
    frame.begin(eob, stay.number());
    eob.addIdentifier(identifier(Systems.SETTLEMENT_NUMBER, "JS" + stay.number().substring(2)));
    eob.setStatus(ExplanationOfBenefit.ExplanationOfBenefitStatus.ACTIVE);
    eob.setType(
        new CodeableConcept()
            .addCoding(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/claim-type", "institutional", "机构"))
            .setText(stay.inpatient() ? "住院结算" : "门诊结算"));
    eob.setUse(ExplanationOfBenefit.Use.CLAIM);
    eob.setPatient(frame.patient());
    eob.setBillablePeriod(ShanghaiTime.period(frame.start(), frame.end()));
    eob.setCreatedElement(ShanghaiTime.dateTime(at));
    eob.setInsurer(new Reference().setDisplay("上海市医疗保险事业管理中心(示范)"));
    eob.setProvider(house.asReference());
    eob.setOutcome(ExplanationOfBenefit.RemittanceOutcome.COMPLETE);
    eob.addInsurance()
        .setFocal(true)
        .setCoverage(new Reference(house.records().reference("Coverage", stay.patient())));
    eob.addItem()
        .setSequence(1)
        .setProductOrService(new CodeableConcept().setText(stay.inpatient() ? "住院" : "门诊"))
        .addEncounter(frame.visit());
    amounts(settlement)
        .forEach(amount ->
            eob.addTotal()
                .setCategory(
                    new CodeableConcept()
                        .addCoding(
                            new Coding(Systems.SETTLEMENT_AMOUNT, amount.code(), amount.name()))
                        .setText(amount.name()))
                .setAmount(yuan(amount.yuan())));
    return eob;
  }

  private record Amount(String code, String name, BigDecimal yuan) {}

  private static List<Amount> amounts(Settlement settlement) {
    return List.of(
        new Amount("total", "医疗费总额", settlement.total()),
        new Amount("pooled-fund", "统筹基金支付", settlement.pooled()),
        new Amount("deductible", "起付线", settlement.deductible()),
        new Amount("pay-first", "先行自付", settlement.payFirst()),
        new Amount("self-pay", "自付", settlement.selfPay()),
        new Amount("out-of-scope", "自费", settlement.outOfScope()),
        new Amount("personal-account", "个人账户支付", settlement.account()),
        new Amount("cash", "个人现金支付", settlement.cash()));
  }

  private static String gradeCode(String grade) {
    return switch (grade) {
      case "甲" -> "A";
      case "乙" -> "B";
      case "丙" -> "C";
      default -> throw new IllegalArgumentException("not a grade: " + grade);
    };
  }

  private static Identifier identifier(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  private static Money yuan(BigDecimal amount) {
    return new Money().setValue(amount.setScale(2)).setCurrency("CNY");
  }

  private static long crc(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
