package org.claimexchange.server.sealing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.fhir.summary.Bill;
import org.claimexchange.fhir.summary.ChargeLine;
import org.claimexchange.fhir.summary.NamedAmount;
import org.claimexchange.server.sealing.PdfSheet.Cell;
import org.claimexchange.server.sealing.PdfSheet.Column;
import org.claimexchange.server.sealing.PdfSheet.Fact;

/** One bill: invoice, classes, payments, lines. */
final class PdfBill {

  private final PdfSheet sheet;
  private final Bill bill;

  PdfBill(PdfSheet sheet, Bill bill) {
    this.sheet = sheet;
    this.bill = bill;
  }

  /**
   * @param place from 1 where there are several, else 0
   */
  void write(int place) throws SealingException {
    sheet.section(
        "费用" + (place > 0 ? " " + place : "") + "（合计 " + PdfWords.yuan(bill.total()) + " 元）");
    sheet.facts(
        List.of(
            new Fact("票据号码", bill.invoiceNumber()),
            new Fact("票据代码", bill.invoiceCode()),
            new Fact("开票日期", PdfWords.day(bill.date())),
            new Fact("校验码", bill.checkCode()),
            new Fact("开票单位", bill.issuer()),
            new Fact("就诊号", bill.visit()),
            new Fact("医保结算号", bill.settlementNumber())));
    amounts("收费类别", bill.classes(), true);
    amounts("结算构成", bill.payments(), false);
    lines();
  }

  private void amounts(String head, List<NamedAmount> amounts, boolean summed)
      throws SealingException {
    if (amounts.isEmpty()) {
      return;
    }
    List<List<Cell>> rows = new ArrayList<>();
    amounts.forEach(amount ->
        rows.add(List.of(Cell.of(amount.name()), Cell.of(PdfWords.yuan(amount.amount())))));
    if (summed) {
      BigDecimal sum =
          amounts.stream().map(NamedAmount::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
      rows.add(List.of(Cell.strong("小计"), Cell.strong(PdfWords.yuan(sum))));
    }
    sheet.table(List.of(Column.text(head, 3f), Column.amount("金额（元）", 1.4f)), rows);
  }

  private void lines() throws SealingException {
    if (bill.lines().isEmpty()) {
      return;
    }
    sheet.paragraph("费用明细（" + bill.lines().size() + " 项）", PdfStyle.STRONG);
    sheet.table(
        List.of(
            Column.text("日期", 1.3f),
            Column.text("收费类别", 1.1f),
            Column.text("项目", 3.3f),
            Column.text("等级", 0.6f),
            Column.amount("自付比例", 0.9f),
            Column.amount("数量", 0.8f),
            Column.text("  单位", 0.9f),
            Column.amount("单价", 1.1f),
            Column.amount("金额（元）", 1.3f)),
        () -> bill.lines().stream().map(PdfBill::row).iterator());
  }

  private static List<Cell> row(ChargeLine line) {
    return List.of(
        Cell.of(PdfWords.day(line.date())),
        Cell.of(line.feeClass()),
        Cell.of(line.name()),
        Cell.of(line.grade()),
        Cell.of(
            line.selfPayRatio()
                .map(ratio -> ratio.movePointRight(2).stripTrailingZeros().toPlainString() + "%")
                .orElse("")),
        Cell.of(PdfWords.number(line.quantity())),
        Cell.of("  " + line.unit()),
        Cell.of(PdfWords.amount(line.unitPrice())),
        Cell.of(PdfWords.amount(line.amount())));
  }
}
