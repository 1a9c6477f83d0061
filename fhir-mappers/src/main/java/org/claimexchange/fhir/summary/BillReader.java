package org.claimexchange.fhir.summary;

import static org.claimexchange.fhir.summary.DocumentIndex.text;
import static org.claimexchange.fhir.summary.DocumentIndex.to;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.hl7.fhir.r4.model.Resource;

/**
 * Bills: one for each invoice, with its fee lines and the settlement of its visit; what no invoice
 * refers to makes one bill for each visit.
 */
final class BillReader {
  private static final String OWN = "https://claimexchange.org/fhir/";
  static final String FEE_CLASS = OWN + "CodeSystem/fee-class";
  private static final String NAMING = OWN + "NamingSystem/";

  private final DocumentIndex index;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final List<InvoiceRead> invoices = new ArrayList<>();
  private final List<SettlementRead> settlements = new ArrayList<>();

  /**
   * @param visit address of its visit
   */
  private record Line(String visit, ChargeLine line) {}

  /**
   * @param bill as far as the invoice itself tells it
   * @param visits addresses of visits that it names
   * @param lines addresses of its fee lines
   */
  private record InvoiceRead(
      Bill bill,
      Optional<BigDecimal> total,
      Reference issuer,
      List<String> visits,
      List<String> lines) {}

  private record SettlementRead(
      String number,
      List<String> visits,
      Optional<LocalDate> created,
      Reference provider,
      List<NamedAmount> payments) {}

  BillReader(DocumentIndex index) {
    this.index = index;
  }

  void add(String address, Resource resource) {
    switch (resource) {
      case ChargeItem line ->
          lines.put(address, new Line(to(line.getContext()), ChargeLines.of(line)));
      case Invoice invoice -> invoices.add(read(invoice));
      case ExplanationOfBenefit settlement -> settlements.add(read(settlement));
      default -> {
        // No piece of a bill.
      }
    }
  }

  List<Bill> bills() {
    var rest = new LinkedHashMap<>(lines);
    var open = new ArrayList<>(settlements);
    var bills = new ArrayList<Bill>();
    for (InvoiceRead invoice : invoices) {
      bills.add(bill(invoice, open));
      rest.keySet().removeAll(new HashSet<>(invoice.lines()));
    }
    var byVisit = new LinkedHashMap<String, List<ChargeLine>>();
    rest.values()
        .forEach(line ->
            byVisit
                .computeIfAbsent(index.visit(line.visit()), v -> new ArrayList<>())
                .add(line.line()));
    open.forEach(s -> byVisit.computeIfAbsent(visit(s.visits().stream()), v -> new ArrayList<>()));
    byVisit.forEach((visit, fees) -> bills.add(billWithoutInvoice(visit, fees, open)));
    return DocumentReader.sorted(bills, Bill::date);
  }

  private static InvoiceRead read(Invoice invoice) {
    return new InvoiceRead(
        new Bill(
            "",
            number(invoice.getIdentifier(), "einvoice-code"),
            number(invoice.getIdentifier(), "einvoice-number"),
            number(invoice.getIdentifier(), "einvoice-check-code"),
            DocumentIndex.day(invoice.getDateElement()),
            "",
            List.of(),
            classes(invoice),
            BigDecimal.ZERO,
            "",
            List.of()),
        Optional.ofNullable(invoice.getTotalGross().getValue()),
        invoice.getIssuer(),
        invoice.getExtension().stream()
            .filter(extension -> extension.getValue() instanceof Reference)
            .map(extension -> to((Reference) extension.getValue()))
            .toList(),
        invoice.getLineItem().stream()
            .filter(item -> item.hasChargeItemReference())
            .map(item -> to(item.getChargeItemReference()))
            .toList());
  }

  private static SettlementRead read(ExplanationOfBenefit settlement) {
    return new SettlementRead(
        number(settlement.getIdentifier(), "settlement-number"),
        settlement.getItem().stream()
            .flatMap(item -> item.getEncounter().stream())
            .map(DocumentIndex::to)
            .toList(),
        DocumentIndex.day(settlement.getCreatedElement()),
        settlement.getProvider(),
        payments(settlement));
  }

  private Bill bill(InvoiceRead invoice, List<SettlementRead> open) {
    var own = invoice.lines().stream().flatMap(line -> Stream.ofNullable(lines.get(line))).toList();
    var visit = visit(Stream.concat(invoice.visits().stream(), own.stream().map(Line::visit)));
    var settlement = takeSettlement(visit, open);
    var fees = own.stream().map(Line::line).toList();
    var bill = invoice.bill();
    return new Bill(
        visit,
        bill.invoiceCode(),
        bill.invoiceNumber(),
        bill.checkCode(),
        bill.date(),
        index.who(invoice.issuer()),
        fees,
        bill.classes().isEmpty() ? classes(fees) : bill.classes(),
        invoice.total().orElseGet(() -> sum(fees)),
        settlement.map(SettlementRead::number).orElse(""),
        settlement.map(SettlementRead::payments).orElse(List.of()));
  }

  private Bill billWithoutInvoice(String visit, List<ChargeLine> fees, List<SettlementRead> open) {
    var settlement = takeSettlement(visit, open);
    var payments = settlement.map(SettlementRead::payments).orElse(List.of());
    return new Bill(
        visit,
        "",
        "",
        "",
        settlement.flatMap(SettlementRead::created),
        settlement.map(s -> index.who(s.provider())).orElse(""),
        fees,
        classes(fees),
        payments.stream()
            .filter(payment -> payment.code().equals("total"))
            .map(NamedAmount::amount)
            .findFirst()
            .orElseGet(() -> sum(fees)),
        settlement.map(SettlementRead::number).orElse(""),
        payments);
  }

  /** The first number that one of the visits has, or empty. */
  private String visit(Stream<String> visits) {
    return visits.map(index::visit).filter(visit -> !visit.isEmpty()).findFirst().orElse("");
  }

  private Optional<SettlementRead> takeSettlement(String visit, List<SettlementRead> open) {
    var found = open.stream().filter(s -> visit(s.visits().stream()).equals(visit)).findFirst();
    found.ifPresent(open::remove);
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
