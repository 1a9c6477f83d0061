package org.claimexchange.fhir.quality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.claimexchange.fhir.scope.Scoped;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;

/**
 * What is there twice: invoices, settlements and fee records by their numbers, results and
 * operations by what, when and in which visit. Two fee lines that only look the same are two
 * charges.
 */
final class Duplicates {
  private final List<QualityRemark> remarks = new ArrayList<>();

  private Duplicates() {}

  static List<QualityRemark> check(Scoped scoped) {
    var check = new Duplicates();
    check.numbers(
        scoped.ofType(Invoice.class).stream().map(Invoice::getIdentifier).toList(),
        "Invoice.identifier",
        "同一张票据出现了两次。");
    check.numbers(
        scoped.ofType(ExplanationOfBenefit.class).stream()
            .map(ExplanationOfBenefit::getIdentifier)
            .toList(),
        "ExplanationOfBenefit.identifier",
        "同一次结算出现了两次。");
    check.numbers(
        scoped.ofType(ChargeItem.class).stream().map(ChargeItem::getIdentifier).toList(),
        "ChargeItem.identifier",
        "同一条收费记录出现了两次。");
    check.same(
        scoped.ofType(Observation.class).stream()
            .filter(o -> o.getCode().hasCoding() && o.hasEffectiveDateTimeType())
            .map(o ->
                key(o.getEncounter(), o.getSubject(), o.getCode())
                    + o.getEffectiveDateTimeType().getValueAsString()
                    + key(o.getSpecimen()))
            .toList(),
        "Observation.code",
        "同一时间的同一项结果出现了两次。");
    check.same(
        scoped.ofType(Procedure.class).stream()
            .filter(p -> p.getCode().hasCoding() && p.hasPerformedDateTimeType())
            .map(p ->
                key(p.getEncounter(), p.getCode())
                    + p.getPerformedDateTimeType().getValueAsString())
            .toList(),
        "Procedure.code",
        "同一时间的同一项手术操作出现了两次。");
    return check.remarks;
  }

  private void numbers(List<List<Identifier>> identifiers, String place, String chinese) {
    Set<String> seen = new HashSet<>();
    for (List<Identifier> of : identifiers) {
      var numbers =
          of.stream()
              .filter(Identifier::hasValue)
              .map(id -> id.getSystem() + "|" + id.getValue())
              .sorted()
              .collect(Collectors.joining(","));
      if (!numbers.isEmpty() && !seen.add(numbers)) {
        remarks.add(new QualityRemark(Severity.ERROR, Rule.DUPLICATE, place, chinese));
      }
    }
  }

  private void same(List<String> keys, String place, String chinese) {
    if (new HashSet<>(keys).size() < keys.size()) {
      remarks.add(new QualityRemark(Severity.WARNING, Rule.DUPLICATE, place, chinese));
    }
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
