package org.claimexchange.fhir.settlement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.settlement.StayPart.Diagnosis;
import org.claimexchange.fhir.settlement.StayPart.Operation;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.NhsaCodes;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.Systems;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/** 四、医疗收费信息: charges by class, and who paid them. */
final class BenefitPart {
  /** Amounts of the answer (2304) that no payer is, with their names. */
  private static final List<String[]> SHARES =
      List.of(
          new String[] {"fulamt_ownpay_amt", "self-funded"},
          new String[] {"overlmt_selfpay", "over-limit"},
          new String[] {"preselfpay_amt", "pay-first"},
          new String[] {"act_pay_dedc", "deductible"},
          new String[] {"inscp_scp_amt", "in-scope"},
          new String[] {"fund_pay_sumamt", "fund-total"},
          new String[] {"acct_mulaid_pay", "family-account"});

  /** Funds of the answer (2304), used where the list itself names none. */
  private static final List<String[]> FUNDS =
      List.of(
          new String[] {"hifp_pay", "pooled-fund"},
          new String[] {"hifmi_pay", "serious-illness"},
          new String[] {"hifob_pay", "large-amount"},
          new String[] {"cvlserv_pay", "civil-servant"},
          new String[] {"hifes_pay", "enterprise"},
          new String[] {"maf_pay", "medical-aid"},
          new String[] {"hifdm_pay", "other-fund"},
          new String[] {"oth_pay", "other-fund"});

  private static final List<String[]> CLASS_AMOUNTS =
      List.of(
          new String[] {"claa_sumfee", "grade-a", "甲类"},
          new String[] {"clab_amt", "grade-b", "乙类"},
          new String[] {"fulamt_ownpay_amt", "self-funded", "全自费"},
          new String[] {"oth_amt", "other", "其他"});

  private final Fields info;
  private final Records records;
  private final Reference person;
  private final Reference hospital;
  private final Reference visit;
  private final ExplanationOfBenefit benefit = new ExplanationOfBenefit();

  BenefitPart(Fields info, Records records, Reference person, Reference hospital, Reference visit) {
    this.info = info;
    this.records = records;
    this.person = person;
    this.hospital = hospital;
    this.visit = visit;
  }

  void write(
      Fields input,
      Optional<Fields> output,
      List<Diagnosis> diagnoses,
      List<Operation> operations) {
    var number = info.identity("setl_id", 30);
    head(number);
    diagnoses.forEach(this::diagnosis);
    operations.forEach(this::operation);
    var sum = items(input);
    var answer = output.flatMap(node -> node.optionalTable("setlinfo"));
    answer.ifPresent(fields -> fields.known(SettlementFields.ANSWER));
    total("total", answer.flatMap(fields -> fields.optionalAmount("medfee_sumamt")).or(() -> sum));
    funds(input, answer);
    total("self-pay", Optional.of(info.amount("psn_selfpay")));
    total("out-of-scope", Optional.of(info.amount("psn_ownpay")));
    total("personal-account", Optional.of(info.amount("acct_pay")));
    total("cash", Optional.of(info.amount("psn_cashpay")));
    answer.ifPresent(fields -> {
      SHARES.forEach(share -> total(share[1], fields.optionalAmount(share[0])));
      total("hospital-share", fields.optionalAmount("hosp_part_amt"));
    });
    records.add(benefit, number);
  }

  private void head(String number) {
    benefit.addIdentifier(Records.identifier(Systems.SETTLEMENT_NUMBER, number));
    info.optional("bill_code", 50)
        .ifPresent(code -> benefit.addIdentifier(Records.identifier(Systems.INVOICE_CODE, code)));
    info.optional("bill_no", 50)
        .ifPresent(no -> benefit.addIdentifier(Records.identifier(Systems.INVOICE_NUMBER, no)));
    benefit.setStatus(ExplanationOfBenefit.ExplanationOfBenefitStatus.ACTIVE);
    benefit.setType(
        new CodeableConcept()
            .addCoding(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/claim-type", "institutional", "机构"))
            .setText("医疗保障基金结算清单"));
    info.code("hi_paymtd", SettlementCodes.PAYMENT_METHODS)
        .ifPresent(method -> benefit.setSubType(method.concept()));
    benefit.setUse(ExplanationOfBenefit.Use.CLAIM);
    benefit.setPatient(person);
    var end = info.time("setl_end_date");
    benefit.setBillablePeriod(
        new Period().setStartElement(info.time("setl_begn_date")).setEndElement(end));
    benefit.setCreatedElement(end);
    var payer = new Reference().setDisplay(info.optional("hsorg", 200).orElse("医疗保障经办机构"));
    benefit.setInsurer(payer);
    benefit.setProvider(hospital);
    benefit.setOutcome(ExplanationOfBenefit.RemittanceOutcome.COMPLETE);
    benefit.addInsurance().setFocal(true).setCoverage(coverage(payer));
  }

  private Reference coverage(Reference payer) {
    var coverage = new Coverage().setStatus(Coverage.CoverageStatus.ACTIVE);
    var kind = info.text("hi_type", 30);
    var known = SettlementCodes.INSURANCES.of(kind);
    if (!known.known()) {
      info.unknownCode("hi_type", kind);
    }
    coverage.setType(known.concept());
    info.optional("hi_no", 40).ifPresent(coverage::setSubscriberId);
    coverage.setBeneficiary(person);
    coverage.addPayor(payer.copy());
    return records.add(coverage, person.getReference(), kind);
  }

  private void diagnosis(Diagnosis diagnosis) {
    var component =
        benefit
            .addDiagnosis()
            .setSequence(benefit.getDiagnosis().size())
            .setDiagnosis(diagnosis.condition());
    component.addType(new CodeableConcept().setText(diagnosis.main() ? "主要诊断" : "其他诊断"));
    diagnosis.admission().ifPresent(component::setOnAdmission);
  }

  private void operation(Operation operation) {
    benefit
        .addProcedure()
        .setSequence(benefit.getProcedure().size())
        .addType(new CodeableConcept().setText(operation.main() ? "主要手术及操作" : "其他手术及操作"))
        .setProcedure(operation.procedure());
  }

  /** One item for each class of charges; answers their sum. */
  private Optional<BigDecimal> items(Fields input) {
    Optional<BigDecimal> sum = Optional.empty();
    for (Fields row : input.rows("iteminfo")) {
      row.known(SettlementFields.ITEM);
      var code = row.text("med_chrgitm", 6);
      var charge = NhsaCodes.CHARGE_CLASSES.of(code);
      if (!charge.known()) {
        row.unknownCode("med_chrgitm", code);
      }
      var amount = row.amount("amt");
      var item =
          benefit
              .addItem()
              .setSequence(benefit.getItem().size())
              .setProductOrService(charge.concept())
              .setNet(Records.yuan(amount))
              .addEncounter(visit);
      for (String[] part : CLASS_AMOUNTS) {
        row.optionalAmount(part[0])
            .ifPresent(yuan ->
                item.addAdjudication()
                    .setCategory(
                        new CodeableConcept()
                            .addCoding(new Coding(Systems.codes("charge-share"), part[1], part[2]))
                            .setText(part[2]))
                    .setAmount(Records.yuan(yuan)));
      }
      sum = Optional.of(sum.orElse(BigDecimal.ZERO).add(amount));
    }
    if (benefit.getItem().isEmpty()) {
      benefit
          .addItem()
          .setSequence(1)
          .setProductOrService(new CodeableConcept().setText("医疗费用"))
          .addEncounter(visit);
    }
    return sum;
  }

  private void funds(Fields input, Optional<Fields> answer) {
    var rows = input.rows("payinfo");
    for (Fields row : rows) {
      row.known(SettlementFields.PAYMENT);
      var code = row.text("fund_pay_type", 20);
      var fund = SettlementCodes.FUNDS.of(code);
      if (!fund.known()) {
        row.unknownCode("fund_pay_type", code);
      }
      benefit
          .addTotal()
          .setCategory(SettlementCodes.fund(fund))
          .setAmount(Records.yuan(row.amount("fund_payamt")));
    }
    if (rows.isEmpty()) {
      answer.ifPresent(
          fields -> FUNDS.forEach(fund -> total(fund[1], fields.optionalAmount(fund[0]))));
    }
  }

  private void total(String code, Optional<BigDecimal> yuan) {
    yuan.ifPresent(amount ->
        benefit
            .addTotal()
            .setCategory(SettlementCodes.amount(code))
            .setAmount(Records.yuan(amount)));
  }
}
