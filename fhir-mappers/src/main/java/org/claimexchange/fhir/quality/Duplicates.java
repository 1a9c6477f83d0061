package org.claimexchange.fhir.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What is there twice: invoices, settlements and fee records by their numbers, results and
 * operations by what, when and in which visit. Two fee lines that only look the same are two
 * charges.
 */
final class Duplicates implements QualityRule {
  private final Kind invoices = new Kind(Severity.ERROR, "Invoice.identifier", "同一张票据出现了两次。");
  private final Kind settlements =
      new Kind(Severity.ERROR, "ExplanationOfBenefit.identifier", "同一次结算出现了两次。");
  private final Kind feeLines = new Kind(Severity.ERROR, "ChargeItem.identifier", "同一条收费记录出现了两次。");
  private final Kind results = new Kind(Severity.WARNING, "Observation.code", "同一时间的同一项结果出现了两次。");
  private final Kind operations =
      new Kind(Severity.WARNING, "Procedure.code", "同一时间的同一项手术操作出现了两次。");

  /** What there may be once of each. */
  private static final class Kind {
    private final QualityRemark remark;
    private final Set<String> seen = new HashSet<>();
    private boolean twice;

    Kind(Severity severity, String place, String chinese) {
      this.remark = new QualityRemark(severity, Rule.DUPLICATE, place, chinese);
    }

    /** Nothing to tell it by is no reason to take it for another. */
    void add(String key) {
      twice |= !key.isEmpty() && !seen.add(key);
    }
  }

  @Override
  public void add(Resource kept) {
    switch (kept) {
      case Invoice invoice -> invoices.add(numbers(invoice.getIdentifier()));
      case ExplanationOfBenefit settlement -> settlements.add(numbers(settlement.getIdentifier()));
      case ChargeItem line -> feeLines.add(numbers(line.getIdentifier()));
      case Observation o when o.getCode().hasCoding() && o.hasEffectiveDateTimeType() ->
          results.add(
              key(o.getEncounter(), o.getSubject(), o.getCode())
                  + o.getEffectiveDateTimeType().getValueAsString()
                  + key(o.getSpecimen()));
      case Procedure p when p.getCode().hasCoding() && p.hasPerformedDateTimeType() ->
          operations.add(
              key(p.getEncounter(), p.getCode()) + p.getPerformedDateTimeType().getValueAsString());
      default -> {
        // Others may look alike: two prescriptions of one medicine are two.
      }
    }
  }

  @Override
  public List<QualityRemark> remarks() {
    return Stream.of(invoices, settlements, feeLines, results, operations)
        .filter(kind -> kind.twice)
        .map(kind -> kind.remark)
        .toList();
  }

  private static String numbers(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(Identifier::hasValue)
        .map(id -> id.getSystem() + "|" + id.getValue())
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static String key(Base... parts) {
    var key = new StringBuilder();
    for (Base part : parts) {
      if (part instanceof Reference reference) {
        key.append(reference.getReference());
      } else if (part instanceof CodeableConcept concept) {
        concept.getCoding().forEach(c -> key.append(c.getSystem()).append(c.getCode()));
      }
      key.append('|');
    }
    return key.toString();
  }
}
