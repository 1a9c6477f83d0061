package org.claimexchange.fhir.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Invoice.InvoiceLineItemComponent;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Resource;

/**
 * Amounts that must add up to the fen: lines of an invoice, fee lines and fee classes to its total;
 * what each payer paid to the total of a settlement. Only amounts that are there are compared.
 */
final class Sums implements QualityRule {
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

  private final Set<QualityRemark> ofLines = new LinkedHashSet<>();
  private final List<QualityRemark> ofSettlements = new ArrayList<>();
  private final Map<String, Optional<BigDecimal>> amounts = new HashMap<>();
  private final List<InvoiceSums> invoices = new ArrayList<>();

  /**
   * What is held of an invoice until all fee lines were seen.
   *
   * @param items what its lines refer to; empty text where one refers to nothing
   */
  private record InvoiceSums(
      Optional<BigDecimal> total,
      Optional<BigDecimal> lines,
      Optional<BigDecimal> classes,
      List<String> items) {}

  @Override
  public void add(Resource kept) {
    switch (kept) {
      case ChargeItem line -> {
        amounts.put(
            "ChargeItem/" + line.getIdElement().getIdPart(),
            Optional.ofNullable(line.getPriceOverride().getValue()));
        line(line);
      }
      case Invoice invoice -> invoices.add(sums(invoice));
      case ExplanationOfBenefit settlement -> settlement(settlement);
      default -> {
        // Has no amounts.
      }
    }
  }

  @Override
  public List<QualityRemark> remarks() {
    return Stream.of(
            ofLines.stream(), invoices.stream().flatMap(this::check), ofSettlements.stream())
        .flatMap(remarks -> remarks)
        .toList();
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
        ofLines.add(remark(Severity.WARNING, "ChargeItem.priceOverride", "收费明细的单价乘以数量不等于金额。"));
      }
    }
  }

  private static InvoiceSums sums(Invoice invoice) {
    return new InvoiceSums(
        Optional.ofNullable(invoice.getTotalGross().getValue()),
        sum(
            invoice.getLineItem().stream()
                .flatMap(l -> l.getPriceComponent().stream())
                .map(p -> p.getAmount())),
        sum(
            invoice.getTotalPriceComponent().stream()
                .filter(p ->
                    p.getCode().getCoding().stream()
                        .anyMatch(coding -> FEE_CLASS.equals(coding.getSystem())))
                .map(p -> p.getAmount())),
        invoice.getLineItem().stream().map(Sums::item).toList());
  }

  private static String item(InvoiceLineItemComponent item) {
    return item.hasChargeItemReference() && item.getChargeItemReference().hasReference()
        ? item.getChargeItemReference().getReference()
        : "";
  }

  private Stream<QualityRemark> check(InvoiceSums invoice) {
    if (invoice.total().isEmpty()) {
      return Stream.of(remark(Severity.ERROR, "Invoice.totalGross", "电子票据没有总金额。"));
    }
    var total = invoice.total().get();
    boolean all = amounts.keySet().containsAll(invoice.items());
    var fees =
        all
            ? invoice.items().stream()
                .flatMap(item -> amounts.getOrDefault(item, Optional.empty()).stream())
                .reduce(BigDecimal::add)
            : Optional.<BigDecimal>empty();
    return Stream.of(
            compare(invoice.lines(), total, "Invoice.lineItem", "票据明细之和不等于票据总金额。"),
            compare(invoice.classes(), total, "Invoice.totalPriceComponent", "收费类别之和不等于票据总金额。"),
            compare(fees, total, "ChargeItem.priceOverride", "费用清单之和不等于票据总金额。"))
        .flatMap(Optional::stream);
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
              "基金支付与个人支付之和不等于医疗费总额。")
          .ifPresent(ofSettlements::add);
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

  private static Optional<QualityRemark> compare(
      Optional<BigDecimal> sum, BigDecimal total, String place, String chinese) {
    return sum.filter(found -> found.compareTo(total) != 0)
        .map(found -> remark(Severity.ERROR, place, chinese));
  }

  private static QualityRemark remark(Severity severity, String place, String chinese) {
    return new QualityRemark(severity, Rule.SUM, place, chinese);
  }
}
