package org.claimexchange.fhir.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.claimexchange.fhir.scope.Scoped;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Invoice.InvoiceLineItemComponent;
import org.hl7.fhir.r4.model.Money;

/**
 * Amounts that must add up to the fen: lines of an invoice, fee lines and fee classes to its total;
 * what each payer paid to the total of a settlement. Only amounts that are there are compared.
 */
final class Sums {
  private static final String FEE_CLASS = "https://claimexchange.org/fhir/CodeSystem/fee-class";
  private static final String AMOUNT =
      "https://claimexchange.org/fhir/CodeSystem/settlement-amount";
  private static final String UNIT_PRICE =
      "https://claimexchange.org/fhir/StructureDefinition/unit-price";

  /** Codes of what is not a payer: shares of the personal part, and the total itself. */
  private static final Set<String> NO_PAYERS =
      Set.of(
          "total",
          "deductible",
          "pay-first",
          "self-pay",
          "out-of-scope",
          "over-limit",
          "self-funded",
          "in-scope",
          "fund-total",
          "family-account");

  private final List<QualityRemark> remarks = new ArrayList<>();

  private Sums() {}

  static List<QualityRemark> check(Scoped scoped) {
    var sums = new Sums();
    Map<String, ChargeItem> lines = new HashMap<>();
    for (ChargeItem line : scoped.ofType(ChargeItem.class)) {
      lines.put("ChargeItem/" + line.getIdElement().getIdPart(), line);
      sums.line(line);
    }
    scoped.ofType(Invoice.class).forEach(invoice -> sums.invoice(invoice, lines));
    scoped.ofType(ExplanationOfBenefit.class).forEach(sums::settlement);
    return sums.remarks;
  }

  private void line(ChargeItem line) {
    var price = line.getExtensionByUrl(UNIT_PRICE);
    if (price != null
        && price.getValue() instanceof Money money
        && money.hasValue()
        && line.getQuantity().hasValue()
        && line.getPriceOverride().hasValue()) {
      var product =
          money
              .getValue()
              .multiply(line.getQuantity().getValue())
              .setScale(2, java.math.RoundingMode.HALF_UP);
      if (product.compareTo(line.getPriceOverride().getValue()) != 0) {
        add(Severity.WARNING, "ChargeItem.priceOverride", "收费明细的单价乘以数量不等于金额。");
      }
    }
  }

  private void invoice(Invoice invoice, Map<String, ChargeItem> lines) {
    if (!invoice.getTotalGross().hasValue()) {
      add(Severity.ERROR, "Invoice.totalGross", "电子票据没有总金额。");
      return;
    }
    var total = invoice.getTotalGross().getValue();
    compare(
        sum(
            invoice.getLineItem().stream()
                .flatMap(l -> l.getPriceComponent().stream())
                .map(p -> p.getAmount())),
        total,
        "Invoice.lineItem",
        "票据明细之和不等于票据总金额。");
    compare(
        sum(
            invoice.getTotalPriceComponent().stream()
                .filter(p ->
                    p.getCode().getCoding().stream()
                        .anyMatch(coding -> FEE_CLASS.equals(coding.getSystem())))
                .map(p -> p.getAmount())),
        total,
        "Invoice.totalPriceComponent",
        "收费类别之和不等于票据总金额。");
    var items = invoice.getLineItem().stream().map(item -> line(item, lines)).toList();
    if (!items.isEmpty() && items.stream().allMatch(Optional::isPresent)) {
      compare(
          sum(items.stream().flatMap(Optional::stream).map(ChargeItem::getPriceOverride)),
          total,
          "ChargeItem.priceOverride",
          "费用清单之和不等于票据总金额。");
    }
  }

  private static Optional<ChargeItem> line(
      InvoiceLineItemComponent item, Map<String, ChargeItem> lines) {
    return item.hasChargeItemReference() && item.getChargeItemReference().hasReference()
        ? Optional.ofNullable(lines.get(item.getChargeItemReference().getReference()))
        : Optional.empty();
  }

  private void settlement(ExplanationOfBenefit settlement) {
    var total = settlement.getTotal().stream().filter(t -> code(t).equals("total")).findFirst();
    if (total.isPresent() && total.get().getAmount().hasValue()) {
      compare(
          sum(
              settlement.getTotal().stream()
                  .filter(t -> !code(t).isEmpty() && !NO_PAYERS.contains(code(t)))
                  .map(t -> t.getAmount())),
          total.get().getAmount().getValue(),
          "ExplanationOfBenefit.total",
          "基金支付与个人支付之和不等于医疗费总额。");
    }
  }

  private static String code(ExplanationOfBenefit.TotalComponent total) {
    return total.getCategory().getCoding().stream()
        .filter(coding -> AMOUNT.equals(coding.getSystem()) && coding.hasCode())
        .map(coding -> coding.getCode())
        .findFirst()
        .orElse("");
  }

  private static Optional<BigDecimal> sum(Stream<Money> amounts) {
    return amounts.filter(Money::hasValue).map(Money::getValue).reduce(BigDecimal::add);
  }

  private void compare(Optional<BigDecimal> sum, BigDecimal total, String place, String chinese) {
    if (sum.isPresent() && sum.get().compareTo(total) != 0) {
      add(Severity.ERROR, place, chinese);
    }
  }

  private void add(Severity severity, String place, String chinese) {
    remarks.add(new QualityRemark(severity, Rule.SUM, place, chinese));
  }
}
