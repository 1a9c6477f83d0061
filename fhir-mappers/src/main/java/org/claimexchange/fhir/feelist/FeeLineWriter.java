package org.claimexchange.fhir.feelist;

import java.math.BigDecimal;
import java.util.Optional;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.NhsaCodes;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.Systems;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** Writes one line of a fee list as a ChargeItem. */
final class FeeLineWriter {
  private static final BigDecimal ONE = BigDecimal.ONE;

  private final Fields line;
  private final FeeFrame frame;
  private final Records records;
  private final ChargeItem item = new ChargeItem();

  FeeLineWriter(Fields line, FeeFrame frame, Records records) {
    this.line = line;
    this.frame = frame;
    this.records = records;
  }

  /** Writes the line; answers its record number. */
  String write() {
    var number = line.identity(FeeColumn.RECORD.field(), 30);
    item.setStatus(ChargeItem.ChargeItemStatus.BILLED);
    item.addIdentifier(Records.identifier(Systems.naming("fee-record"), number));
    item.setCode(code());
    item.setSubject(frame.person());
    item.setContext(frame.visit());
    item.setOccurrence(line.time(FeeColumn.TIME.field()));
    item.setPerformingOrganization(frame.institution());
    line.optional(FeeColumn.DOCTOR.field(), 100)
        .ifPresent(doctor ->
            item.addPerformer()
                .setFunction(new CodeableConcept().setText("开单医师"))
                .setActor(new Reference().setDisplay(doctor)));
    line.optional(FeeColumn.DEPARTMENT.field(), 100)
        .ifPresent(department -> item.setRequestingOrganization(named(department)));
    amounts();
    shares();
    line.optional(FeeColumn.REVERSED.field(), 30)
        .ifPresent(original -> item.addPartOf(of(original)));
    records.add(item, frame.visitNumber(), number);
    return number;
  }

  private CodeableConcept code() {
    var name = line.text(FeeColumn.ITEM.field(), 500);
    var concept = new CodeableConcept().setText(name);
    line.optional(FeeColumn.NHSA_CODE.field(), 50)
        .ifPresent(code -> concept.addCoding(new Coding(Systems.NHSA_ITEM, code, name)));
    line.optional(FeeColumn.OWN_CODE.field(), 150)
        .ifPresent(code ->
            concept.addCoding(
                new Coding(Systems.codes("charge-item/" + frame.institutionCode()), code, name)));
    var feeClass = line.text(FeeColumn.FEE_CLASS.field(), 20);
    var known = NhsaCodes.feeClass(feeClass);
    if (known.isEmpty()) {
      line.unknownCode(FeeColumn.FEE_CLASS.field(), feeClass);
    }
    var className = known.orElse(feeClass);
    concept.addCoding(new Coding(Systems.FEE_CLASS, className, className));
    return records.marked(concept);
  }

  private void amounts() {
    item.setQuantity(new Quantity().setValue(line.requiredNumber(FeeColumn.QUANTITY.field())));
    line.optional(FeeColumn.UNIT.field(), 50).ifPresent(item.getQuantity()::setUnit);
    item.setPriceOverride(Records.yuan(line.amount(FeeColumn.AMOUNT.field())));
    item.addExtension(
        new Extension(
            Systems.extension("unit-price"),
            Records.yuan(line.requiredNumber(FeeColumn.PRICE.field()))));
    amount(FeeColumn.SELF_FUNDED, "self-funded-amount");
    amount(FeeColumn.OVER_LIMIT, "over-limit-amount");
    amount(FeeColumn.PAY_FIRST, "pay-first-amount");
    amount(FeeColumn.IN_SCOPE, "in-scope-amount");
  }

  private void amount(FeeColumn column, String extension) {
    line.optionalAmount(column.field())
        .ifPresent(yuan ->
            item.addExtension(new Extension(Systems.extension(extension), Records.yuan(yuan))));
  }

  private void shares() {
    var grade = line.text(FeeColumn.GRADE.field(), 20);
    var known = grade(grade);
    if (known.isEmpty() && !grade.isEmpty()) {
      line.unknownCode(FeeColumn.GRADE.field(), grade);
    }
    item.addExtension(
        new Extension(
            Systems.extension("insurance-grade"),
            new CodeType(known.orElse(grade.isEmpty() ? "?" : grade))));
    ratio()
        .ifPresent(ratio ->
            item.addExtension(
                new Extension(Systems.extension("self-pay-ratio"), new DecimalType(ratio))));
  }

  /** 0 to 1; with a percent sign, hundredths. */
  private Optional<BigDecimal> ratio() {
    var ratio = line.number(FeeColumn.RATIO.field());
    if (ratio.isPresent() && (ratio.get().signum() < 0 || ratio.get().compareTo(ONE) > 0)) {
      line.problem(Defect.WRONG_TYPE, FeeColumn.RATIO.field(), "a ratio from 0 to 1");
    }
    return ratio;
  }

  /** 收费项目等级 (chrgitm_lv): 01 甲类, 02 乙类, 03 自费 (丙类). */
  private static Optional<String> grade(String grade) {
    return switch (grade) {
      case "01", "1", "甲", "甲类" -> Optional.of("A");
      case "02", "2", "乙", "乙类" -> Optional.of("B");
      case "03", "3", "丙", "丙类", "自费" -> Optional.of("C");
      default -> Optional.empty();
    };
  }

  private Reference of(String original) {
    return new Reference()
        .setIdentifier(Records.identifier(Systems.naming("fee-record"), original));
  }

  private static Reference named(String department) {
    return new Reference().setDisplay(department);
  }
}
