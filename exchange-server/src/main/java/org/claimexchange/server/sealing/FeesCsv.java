package org.claimexchange.server.sealing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.claimexchange.fhir.summary.Bill;
import org.claimexchange.fhir.summary.ChargeLine;
import org.claimexchange.fhir.summary.ClaimSummary;
import org.claimexchange.fhir.summary.SourceSummary;

/**
 * {@code fees.csv}: every line of every bill (RFC 4180, UTF-8 with a byte order mark, so that Excel
 * opens it as it is). Text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
final class FeesCsv {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String END = "\r\n";
  private static final String FORMULA = "=+-@\t\r＝＋－＠";
  private static final String HEADER =
      "来源,就诊号,票据代码,票据号码,开票日期,费用日期,收费类别,项目名称,项目编码,医保等级,自付比例,数量,单位,单价（元）,金额（元）";

  private FeesCsv() {}

  static void write(ClaimSummary summary, OutputStream out) throws IOException {
    Writer lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    lines.write(BYTE_ORDER_MARK + HEADER + END);
    for (SourceSummary source : summary.sources()) {
      for (Bill bill : source.bills()) {
        for (ChargeLine charge : bill.lines()) {
          lines.write(line(source, bill, charge) + END);
        }
      }
    }
    lines.flush();
  }

  private static String line(SourceSummary source, Bill bill, ChargeLine charge) {
    return List.of(
            text(source.source().name()),
            text(bill.visit()),
            text(bill.invoiceCode()),
            text(bill.invoiceNumber()),
            bill.date().map(String::valueOf).orElse(""),
            charge.date().map(String::valueOf).orElse(""),
            text(charge.feeClass()),
            text(charge.name()),
            text(charge.code()),
            text(charge.grade()),
            number(charge.selfPayRatio()),
            number(charge.quantity()),
            text(charge.unit()),
            number(charge.unitPrice()),
            number(charge.amount()))
        .stream()
        .collect(Collectors.joining(","));
  }

  private static String number(Optional<BigDecimal> number) {
    return number.map(BigDecimal::toPlainString).orElse("");
  }

  private static String text(String text) {
    String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
