package org.claimexchange.fhir.summary;

import static org.claimexchange.fhir.summary.DocumentIndex.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Reference;

/**
 * Bills: one for each invoice, with its fee lines and the settlement of its visit; what no invoice
 * refers to makes one bill for each visit.
 */
final class BillReader {
  private static final String OWN = "https://claimexchange.org/fhir/";
  static final String FEE_CLASS = OWN + "CodeSystem/fee-class";
  private static final String NAMING = OWN + "NamingSystem/";

  private final DocumentIndex index;
  private final List<ChargeItem> lines;
  private final List<ExplanationOfBenefit> settlements;

  BillReader(DocumentIndex index) {
    this.index = index;
    this.lines = new ArrayList<>(index.all(ChargeItem.class));
    this.settlements = new ArrayList<>(index.all(ExplanationOfBenefit.class));
  }

  List<Bill> read() {
    var bills = new ArrayList<Bill>();
    index.all(Invoice.class).forEach(invoice -> bills.add(bill(invoice)));
    var rest = new LinkedHashSet<String>();
    lines.forEach(line -> rest.add(index.visit(line.getContext())));
    settlements.forEach(settlement -> rest.add(visit(settlement)));
    rest.forEach(visit -> bills.add(billWithoutInvoice(visit)));
    return DocumentReader.sorted(bills, Bill::date);
  }

  private Bill bill(Invoice invoice) {
    var own = linesOf(invoice);
    lines.removeAll(own);
    var visit = visit(invoice, own);
    var settlement = takeSettlement(visit);
    var fees = own.stream().map(ChargeLines::of).toList();
    return new Bill(
        visit,
        number(invoice.getIdentifier(), "einvoice-code"),
        number(invoice.getIdentifier(), "einvoice-number"),
        number(invoice.getIdentifier(), "einvoice-check-code"),
        DocumentIndex.day(invoice.getDateElement()),
        index.who(invoice.getIssuer()),
        fees,
        classes(invoice).isEmpty() ? classes(fees) : classes(invoice),
        invoice.getTotalGross().hasValue() ? invoice.getTotalGross().getValue() : sum(fees),
        settlement.map(s -> number(s.getIdentifier(), "settlement-number")).orElse(""),
        settlement.map(BillReader::payments).orElse(List.of()));
  }

  private Bill billWithoutInvoice(String visit) {
    var own = lines.stream().filter(line -> index.visit(line.getContext()).equals(visit)).toList();
    lines.removeAll(own);
    var settlement = takeSettlement(visit);
    var fees = own.stream().map(ChargeLines::of).toList();
    var payments = settlement.map(BillReader::payments).orElse(List.of());
    return new Bill(
        visit,
        "",
        "",
        "",
        settlement.flatMap(s -> DocumentIndex.day(s.getCreatedElement())),
        settlement.map(s -> index.who(s.getProvider())).orElse(""),
        fees,
        classes(fees),
        payments.stream()
            .filter(payment -> payment.code().equals("total"))
            .map(NamedAmount::amount)
            .findFirst()
            .orElseGet(() -> sum(fees)),
        settlement.map(s -> number(s.getIdentifier(), "settlement-number")).orElse(""),
        payments);
  }

  private List<ChargeItem> linesOf(Invoice invoice) {
    return invoice.getLineItem().stream()
        .filter(item -> item.hasChargeItemReference())
        .flatMap(item -> index.find(item.getChargeItemReference(), ChargeItem.class).stream())
        .toList();
  }

  private String visit(Invoice invoice, List<ChargeItem> own) {
    return Stream.concat(
            invoice.getExtension().stream()
                .filter(extension -> extension.getValue() instanceof Reference)
                .map(extension -> index.visit((Reference) extension.getValue())),
            own.stream().map(line -> index.visit(line.getContext())))
        .filter(visit -> !visit.isEmpty())
        .findFirst()
        .orElse("");
  }

  private String visit(ExplanationOfBenefit settlement) {
    return settlement.getItem().stream()
        .flatMap(item -> item.getEncounter().stream())
        .map(index::visit)
        .filter(visit -> !visit.isEmpty())
        .findFirst()
        .orElse("");
  }

  private Optional<ExplanationOfBenefit> takeSettlement(String visit) {
    var found = settlements.stream().filter(s -> visit(s).equals(visit)).findFirst();
    found.ifPresent(settlements::remove);
    return found;
  }

  private static List<NamedAmount> payments(ExplanationOfBenefit settlement) {
    return settlement.getTotal().stream()
        .filter(total -> total.getAmount().hasValue())
        .map(total -> amount(total.getCategory(), total.getAmount()))
        .toList();
  }

  /** Other components tell who paid. */
  private static List<NamedAmount> classes(Invoice invoice) {
    return invoice.getTotalPriceComponent().stream()
        .filter(component -> component.getAmount().hasValue())
        .filter(component ->
            component.getCode().getCoding().stream()
                .anyMatch(coding -> FEE_CLASS.equals(coding.getSystem())))
        .map(component -> amount(component.getCode(), component.getAmount()))
        .toList();
  }

  private static List<NamedAmount> classes(List<ChargeLine> fees) {
    var sums = new LinkedHashMap<String, BigDecimal>();
    fees.forEach(
        fee -> fee.amount().ifPresent(yuan -> sums.merge(fee.feeClass(), yuan, BigDecimal::add)));
    return sums.entrySet().stream()
        .map(entry -> new NamedAmount(entry.getKey(), entry.getKey(), entry.getValue()))
        .toList();
  }

  private static NamedAmount amount(CodeableConcept name, Money amount) {
    var code = name.getCoding().stream().findFirst().map(Coding::getCode).orElse("");
    return new NamedAmount(text(code), text(name), amount.getValue());
  }

  private static BigDecimal sum(List<ChargeLine> fees) {
    return fees.stream()
        .flatMap(fee -> fee.amount().stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String number(List<Identifier> identifiers, String system) {
    return identifiers.stream()
        .filter(id -> (NAMING + system).equals(id.getSystem()))
        .map(id -> text(id.getValue()))
        .findFirst()
        .orElse("");
  }
}
