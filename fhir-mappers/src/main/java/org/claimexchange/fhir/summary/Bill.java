package org.claimexchange.fhir.summary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One bill: the e-invoice, its lines and its settlement, as far as each was granted. Amounts are
 * yuan. It hides itself from logs.
 *
 * @param visit number of the visit, or empty
 * @param invoiceCode 票据代码, or empty
 * @param invoiceNumber 票据号码, or empty
 * @param checkCode 校验码, or empty
 * @param date day of issue
 * @param issuer who issued it, or empty
 * @param lines the fee list, in the order of the invoice
 * @param classes sums by fee class: from the invoice, or, where it has none, from the lines
 * @param total total of the invoice; without an invoice, of the settlement; else of the lines
 * @param settlementNumber 结算编号, or empty
 * @param payments the split of the settlement, in its order; none without a settlement
 */
public record Bill(
    String visit,
    String invoiceCode,
    String invoiceNumber,
    String checkCode,
    Optional<LocalDate> date,
    String issuer,
    List<ChargeLine> lines,
    List<NamedAmount> classes,
    BigDecimal total,
    String settlementNumber,
    List<NamedAmount> payments) {
  public Bill {
    lines = List.copyOf(lines);
    classes = List.copyOf(classes);
    payments = List.copyOf(payments);
  }

  @Override
  public String toString() {
    return "Bill[" + lines.size() + " lines]";
  }
}
