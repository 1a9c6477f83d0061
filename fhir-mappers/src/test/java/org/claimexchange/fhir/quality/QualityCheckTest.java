package org.claimexchange.fhir.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QualityCheckTest {
  private static final String AMOUNT =
      "https://claimexchange.org/fhir/CodeSystem/settlement-amount";

  static Stream<Arguments> defects() {
    return Stream.of(
        row(
            "a name that is a dash",
            patient("-"),
            Severity.ERROR,
            Rule.PLACEHOLDER,
            "Patient.name"),
        row(
            "a diagnosis named 无",
            diagnosis("无"),
            Severity.ERROR,
            Rule.PLACEHOLDER,
            "Condition.code"),
        row(
            "a diagnosis named 不详",
            diagnosis("不详"),
            Severity.ERROR,
            Rule.PLACEHOLDER,
            "Condition.code"),
        row(
            "a diagnosis named 1",
            diagnosis("1"),
            Severity.ERROR,
            Rule.PLACEHOLDER,
            "Condition.code"),
        row(
            "a visit number 0000",
            visit("0000", "2026-10-01", "2026-10-03"),
            Severity.WARNING,
            Rule.PLACEHOLDER,
            "Encounter.identifier"),
        row(
            "a discharge before the admission",
            visit("ZY1", "2026-10-05", "2026-10-03"),
            Severity.ERROR,
            Rule.DATE_ORDER,
            "Encounter.period"),
        row(
            "a visit before birth",
            visit("ZY1", "1979-10-01", "1979-10-03"),
            Severity.ERROR,
            Rule.DATE_ORDER,
            "Encounter.period"),
        row(
            "an operation after discharge",
            operation("2026-12-24"),
            Severity.WARNING,
            Rule.DATE_ORDER,
            "Procedure.performed"),
        row(
            "a result reported before it was taken",
            result(),
            Severity.WARNING,
            Rule.DATE_ORDER,
            "Observation.issued"),
        row(
            "an invoice one fen off its lines",
            invoice("52.01"),
            Severity.ERROR,
            Rule.SUM,
            "Invoice.lineItem"),
        row(
            "a fee list one fen off the invoice",
            invoice("52.01"),
            Severity.ERROR,
            Rule.SUM,
            "ChargeItem.priceOverride"),
        row(
            "a settlement whose payers fall one fen short",
            settlement("51.99"),
            Severity.ERROR,
            Rule.SUM,
            "ExplanationOfBenefit.total"),
        row(
            "a number with a wrong check digit",
            change("310104198003050015"),
            Severity.ERROR,
            Rule.CHECK_DIGIT,
            "Patient.identifier"),
        row(
            "a result without a UCUM unit",
            measured("个/升"),
            Severity.WARNING,
            Rule.UNIT,
            "Observation.value"),
        row(
            "a man's diagnosis on a woman",
            coded("N40.x00", "前列腺增生"),
            Severity.WARNING,
            Rule.IMPOSSIBLE_CODE,
            "Condition.code"),
        row(
            "a newborn's diagnosis on an adult",
            coded("P59.901", "新生儿黄疸"),
            Severity.WARNING,
            Rule.IMPOSSIBLE_CODE,
            "Condition.code"));
  }

  @Test
  void anInvoiceThatIsThereTwiceIsAnError() {
    var invoice = invoice("52.00");
    invoice.addIdentifier().setSystem("urn:x").setValue("0000088000");
    var again = invoice.copy();

    var report =
        QualityCheck.check(
            new Scoped(List.of(patient("周雅静"), invoice, again), List.of()), part(List.of()));

    assertThat(report.remarks())
        .anyMatch(r -> r.rule() == Rule.DUPLICATE && r.severity() == Severity.ERROR);
    assertThat(report.unusable()).isNotEmpty();
  }

  @Test
  void theScoreOfAHospitalIsTheMeanOfItsDocuments() {
    var clean = new QualityReport(List.of());
    var poor =
        new QualityReport(
            List.of(
                new QualityRemark(Severity.ERROR, Rule.SUM, "Invoice.lineItem", "不等。"),
                new QualityRemark(Severity.WARNING, Rule.UNIT, "Observation.value", "单位。")));

    var score = QualityScore.of("hospital-1", List.of(clean, poor));

    assertThat(score).isEqualTo(new QualityScore("hospital-1", 2, 1, 1, 87));
    assertThat(QualityScore.of("hospital-2", List.of()).score()).isEqualTo(100);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void eachDefectIsSaid(
      String what, Resource resource, Severity severity, Rule rule, String place) {
    var remarks = check(resource).remarks();

    assertThat(remarks)
        .anySatisfy(remark -> {
          assertThat(remark.severity()).isEqualTo(severity);
          assertThat(remark.rule()).isEqualTo(rule);
          assertThat(remark.place()).isEqualTo(place);
          assertThat(remark.chinese()).isNotBlank();
        });
  }

  static Stream<Resource> sound() {
    return Stream.of(
        patient("周雅静"),
        diagnosis("急性阑尾炎"),
        visit("ZY1", "2026-10-01", "2026-10-03"),
        operation("2026-10-02"),
        invoice("52.00"),
        settlement("52.00"),
        negative());
  }

  @ParameterizedTest
  @MethodSource("sound")
  void soundRecordsAreLeftInPeace(Resource resource) {
    assertThat(check(resource).remarks()).isEmpty();
  }

  @Test
  void aGrantedCategoryWithoutRecordsIsSaid() {
    var part = part(List.of("diagnosis", "visit"));

    var report = QualityCheck.check(new Scoped(List.of(diagnosis("急性阑尾炎")), List.of()), part);

    assertThat(report.remarks())
        .singleElement()
        .satisfies(remark -> {
          assertThat(remark.rule()).isEqualTo(Rule.COMPLETENESS);
          assertThat(remark.severity()).isEqualTo(Severity.ERROR);
          assertThat(remark.chinese()).contains("就诊信息");
        });
    assertThat(report.count(Severity.ERROR)).isEqualTo(1);
  }

  @Test
  void remarksSurviveTheWayThroughAnOperationOutcome() {
    var report = check(invoice("52.01"));

    assertThat(QualityOutcome.remarks(QualityOutcome.of(report))).isEqualTo(report.remarks());
    assertThat(QualityOutcome.remarks(QualityOutcome.of(new QualityReport(List.of())))).isEmpty();
  }

  private static QualityReport check(Resource resource) {
    var kept = new ArrayList<Resource>();
    if (!(resource instanceof Patient)) {
      kept.add(patient("周雅静"));
    }
    if (resource instanceof Procedure || resource instanceof Condition) {
      kept.add(visit("ZY1", "2026-10-01", "2026-10-03"));
    }
    if (resource instanceof Invoice) {
      kept.addAll(List.of(fee("f1", "20.00"), fee("f2", "32.00")));
    }
    kept.add(resource);
    return QualityCheck.check(new Scoped(kept, List.of()), part(List.of()));
  }

  private static Arguments row(
      String what, Resource resource, Severity severity, Rule rule, String place) {
    return Arguments.of(what, resource, severity, rule, place);
  }

  private static Part part(List<String> categories) {
    var year = new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
    return new Part("hospital-1", List.of("ZY1"), year, List.of(), categories, List.of(), false);
  }

  private static Patient patient(String name) {
    var patient = new Patient().setBirthDateElement(new DateType("1980-03-05"));
    patient.setGender(org.hl7.fhir.r4.model.Enumerations.AdministrativeGender.FEMALE);
    patient.addName().setText(name);
    return patient;
  }

  private static Patient change(String number) {
    var patient = patient("周雅静");
    patient.addIdentifier().setSystem("urn:oid:2.16.156.10011.1.3").setValue(number);
    return patient;
  }

  private static Condition diagnosis(String name) {
    return new Condition().setCode(new CodeableConcept().setText(name));
  }

  private static Encounter visit(String number, String from, String to) {
    var visit = new Encounter();
    visit.setId("Encounter/v");
    visit.addIdentifier().setValue(number);
    visit.getPeriod().setStartElement(new DateTimeType(from)).setEndElement(new DateTimeType(to));
    return visit;
  }

  private static Procedure operation(String day) {
    var operation = new Procedure().setEncounter(new Reference("Encounter/v"));
    operation.setPerformed(new DateTimeType(day));
    return operation.setCode(new CodeableConcept().setText("阑尾切除术"));
  }

  private static Observation result() {
    var result = new Observation().setEffective(new DateTimeType("2026-10-02T08:00:00+08:00"));
    return result.setIssuedElement(new InstantType("2026-10-01T08:00:00.000+08:00"));
  }

  private static Observation measured(String unit) {
    var result = new Observation();
    return result.setValue(new Quantity().setValue(new BigDecimal("5.1")).setUnit(unit));
  }

  private static Condition coded(String code, String name) {
    return new Condition()
        .setCode(
            new CodeableConcept()
                .addCoding(new Coding("urn:oid:2.16.156.10011.2.3.3.11", code, name))
                .setText(name));
  }

  /** 无 and 1 are true answers where something is asked or measured. */
  private static Observation negative() {
    return new Observation().setValue(new CodeableConcept().setText("无"));
  }

  private static ChargeItem fee(String id, String yuan) {
    var fee = new ChargeItem().setPriceOverride(yuan(yuan)).setQuantity(new Quantity(1));
    fee.setId("ChargeItem/" + id);
    return fee.setCode(new CodeableConcept().setText("血常规"));
  }

  private static Invoice invoice(String total) {
    var invoice = new Invoice().setTotalGross(yuan(total));
    for (String[] line : new String[][] {{"f1", "20.00"}, {"f2", "32.00"}}) {
      invoice
          .addLineItem()
          .setChargeItem(new Reference("ChargeItem/" + line[0]))
          .addPriceComponent()
          .setType(Invoice.InvoicePriceComponentType.BASE)
          .setAmount(yuan(line[1]));
    }
    return invoice;
  }

  private static ExplanationOfBenefit settlement(String cash) {
    var settlement = new ExplanationOfBenefit();
    amount(settlement, "total", "152.00");
    amount(settlement, "pooled-fund", "100.00");
    amount(settlement, "self-pay", "40.00");
    amount(settlement, "cash", cash);
    return settlement;
  }

  private static void amount(ExplanationOfBenefit settlement, String code, String yuan) {
    settlement
        .addTotal()
        .setCategory(new CodeableConcept().addCoding(new Coding(AMOUNT, code, code)))
        .setAmount(yuan(yuan));
  }

  private static Money yuan(String amount) {
    return new Money().setValue(new BigDecimal(amount)).setCurrency("CNY");
  }
}
