package org.claimexchange.server.sealing;

import java.awt.Color;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfDestination;
import org.openpdf.text.pdf.PdfOutline;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** The PDF in the making: headings with bookmarks, facts, tables, notes. */
final class PdfSheet {

  private static final Color LINE = new Color(0xD5DCE3);
  private static final Color BAND = new Color(0xEEF3F9);
  private static final Color WARNING = new Color(0xFDF3F2);
  private static final float KEEP_TOGETHER = 90f;
  private static final float CODE = 78f;
  private static final int PORTION = 1_000;

  private final Document document;
  private final PdfWriter writer;
  private final SealingFonts fonts;
  private PdfOutline chapter;

  /**
   * @param head what a column is called
   * @param width its share
   * @param amount whether it is set right, as numbers are
   */
  record Column(String head, float width, boolean amount) {
    static Column text(String head, float width) {
      return new Column(head, width, false);
    }

    static Column amount(String head, float width) {
      return new Column(head, width, true);
    }
  }

  /** A cell's text and how it looks. */
  record Cell(String text, PdfStyle style) {
    static Cell of(String text) {
      return new Cell(text, PdfStyle.CELL);
    }

    static Cell strong(String text) {
      return new Cell(text, PdfStyle.CELL_STRONG);
    }
  }

  /** A label and its value. */
  record Fact(String label, String value) {}

  PdfSheet(Document document, PdfWriter writer, SealingFonts fonts) {
    this.document = document;
    this.writer = writer;
    this.fonts = fonts;
    this.chapter = writer.getDirectContent().getRootOutline();
  }

  void newPage() {
    document.newPage();
  }

  /** A heading with a bookmark of the first level. */
  void chapter(String text) throws SealingException {
    room();
    chapter = bookmark(writer.getDirectContent().getRootOutline(), text);
    PdfPTable band = table(1f);
    PdfPCell cell = new PdfPCell(fonts.phrase(text, PdfStyle.HEADING));
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(new Color(PdfStyle.ACCENT));
    cell.setBorderWidth(1.2f);
    cell.setPaddingBottom(5f);
    band.addCell(cell);
    band.setSpacingBefore(6f);
    document.add(band);
  }

  /** A heading with a bookmark of the second level. */
  void section(String text) throws SealingException {
    room();
    bookmark(chapter, text);
    Paragraph paragraph = new Paragraph(fonts.phrase(text, PdfStyle.SUBHEADING));
    paragraph.setSpacingBefore(9f);
    paragraph.setSpacingAfter(1f);
    document.add(paragraph);
  }

  void paragraph(String text, PdfStyle style) throws SealingException {
    Paragraph paragraph = new Paragraph(fonts.phrase(text, style));
    paragraph.setLeading(style.leading());
    paragraph.setSpacingBefore(3f);
    document.add(paragraph);
  }

  /** A QR code on the left, what it is for on the right. */
  void code(String text, List<String> lines) throws SealingException {
    PdfPTable table = table(1f, 5f);
    table.setSpacingBefore(6f);
    table.setKeepTogether(true);
    PdfPCell code = new PdfPCell(PdfCode.of(text, writer, CODE), false);
    code.setBorder(Rectangle.NO_BORDER);
    code.setPadding(0f);
    table.addCell(code);
    PdfPCell words = plain();
    words.setVerticalAlignment(Element.ALIGN_MIDDLE);
    for (String line : lines) {
      Paragraph paragraph = new Paragraph(fonts.phrase(line, PdfStyle.LABEL));
      paragraph.setLeading(PdfStyle.LABEL.leading());
      words.addElement(paragraph);
    }
    table.addCell(words);
    document.add(table);
  }

  /** Title on the left, small facts on the right. */
  void masthead(String title, String subtitle, List<Fact> facts) throws SealingException {
    PdfPTable table = table(3f, 2f);
    PdfPCell left = plain();
    left.addElement(new Paragraph(fonts.phrase(title, PdfStyle.TITLE)));
    left.addElement(new Paragraph(fonts.phrase(subtitle, PdfStyle.LABEL)));
    table.addCell(left);
    PdfPCell right = plain();
    for (Fact fact : facts) {
      Paragraph line =
          new Paragraph(fonts.phrase(fact.label() + "  " + fact.value(), PdfStyle.LABEL));
      line.setAlignment(Element.ALIGN_RIGHT);
      line.setLeading(12f);
      right.addElement(line);
    }
    table.addCell(right);
    document.add(table);
  }

  /** A few figures side by side. */
  void figures(List<Fact> figures) throws SealingException {
    float[] widths = new float[figures.size()];
    java.util.Arrays.fill(widths, 1f);
    PdfPTable table = table(widths);
    table.setSpacingBefore(6f);
    for (Fact figure : figures) {
      PdfPCell cell = plain();
      cell.setBackgroundColor(BAND);
      cell.setBorder(Rectangle.BOX);
      cell.setBorderColor(Color.WHITE);
      cell.setBorderWidth(3f);
      cell.setPadding(9f);
      cell.addElement(new Paragraph(fonts.phrase(figure.label(), PdfStyle.LABEL)));
      Paragraph value = new Paragraph(fonts.phrase(figure.value(), PdfStyle.FIGURE));
      value.setLeading(21f);
      cell.addElement(value);
      table.addCell(cell);
    }
    document.add(table);
  }

  /** Labels and values, two pairs a row; pairs without a value are left out. */
  void facts(List<Fact> facts) throws SealingException {
    PdfPTable table = table(1.1f, 2.6f, 1.1f, 2.6f);
    table.setSpacingBefore(4f);
    List<Fact> shown = facts.stream().filter(fact -> !fact.value().isEmpty()).toList();
    for (Fact fact : shown) {
      table.addCell(line(new PdfPCell(fonts.phrase(fact.label(), PdfStyle.LABEL))));
      table.addCell(line(new PdfPCell(fonts.phrase(fact.value(), PdfStyle.BODY))));
    }
    if (shown.size() % 2 == 1) {
      table.addCell(line(plain()));
      table.addCell(line(plain()));
    }
    document.add(table);
  }

  /**
   * A table whose head is repeated on each page. A long one is laid out in portions, so that no
   * more than one of them is in memory.
   */
  void table(List<Column> columns, Iterable<List<Cell>> rows) throws SealingException {
    PdfPTable table = head(columns);
    int laid = 0;
    for (List<Cell> row : rows) {
      if (laid == PORTION) {
        document.add(table);
        table.setSpacingBefore(0f);
        laid = 0;
      }
      for (int i = 0; i < columns.size(); i++) {
        Cell cell = row.get(i);
        table.addCell(
            aligned(line(new PdfPCell(fonts.phrase(cell.text(), cell.style()))), columns.get(i)));
      }
      laid++;
    }
    table.setComplete(true);
    document.add(table);
  }

  private PdfPTable head(List<Column> columns) throws SealingException {
    float[] widths = new float[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).width();
    }
    PdfPTable table = table(widths);
    table.setSpacingBefore(4f);
    table.setHeaderRows(1);
    table.setSplitLate(true);
    table.setComplete(false);
    for (Column column : columns) {
      PdfPCell cell = new PdfPCell(fonts.phrase(column.head(), PdfStyle.CELL_HEAD));
      cell.setBackgroundColor(BAND);
      table.addCell(aligned(line(cell), column));
    }
    return table;
  }

  /** Sentences that must not be overlooked. */
  void warnings(List<String> sentences) throws SealingException {
    PdfPTable table = table(1f);
    table.setSpacingBefore(4f);
    for (String sentence : sentences) {
      PdfPCell cell = new PdfPCell(fonts.phrase(sentence, PdfStyle.BODY));
      cell.setBackgroundColor(WARNING);
      cell.setBorder(Rectangle.LEFT);
      cell.setBorderColor(new Color(PdfStyle.ALERT));
      cell.setBorderWidth(2.5f);
      cell.setPadding(5f);
      cell.setPaddingLeft(8f);
      table.addCell(cell);
    }
    document.add(table);
  }

  /** What the signature's field shows; where it came to lie is told to the frame. */
  void signatureField(PdfFrame frame, List<String> lines) throws SealingException {
    PdfPTable table = table(3f, 2f);
    table.setSpacingBefore(14f);
    table.setKeepTogether(true);
    PdfPCell cell = plain();
    cell.setBackgroundColor(BAND);
    cell.setBorder(Rectangle.LEFT);
    cell.setBorderColor(new Color(PdfStyle.ACCENT));
    cell.setBorderWidth(2.5f);
    cell.setPadding(9f);
    PdfStyle style = PdfStyle.STRONG;
    for (String line : lines) {
      Paragraph paragraph = new Paragraph(fonts.phrase(line, style));
      paragraph.setLeading(style.leading());
      cell.addElement(paragraph);
      style = PdfStyle.BODY;
    }
    cell.setCellEvent(frame);
    table.addCell(cell);
    table.addCell(plain());
    document.add(table);
  }

  private void room() {
    if (writer.getVerticalPosition(false) - document.bottom() < KEEP_TOGETHER) {
      document.newPage();
    }
  }

  private PdfOutline bookmark(PdfOutline parent, String text) {
    return new PdfOutline(
        parent,
        new PdfDestination(
            PdfDestination.FITH, writer.getVerticalPosition(false) + KEEP_TOGETHER / 6),
        text);
  }

  private static PdfPTable table(float... widths) {
    PdfPTable table = new PdfPTable(widths);
    table.setWidthPercentage(100f);
    return table;
  }

  private static PdfPCell plain() {
    PdfPCell cell = new PdfPCell();
    cell.setBorder(Rectangle.NO_BORDER);
    return cell;
  }

  private static PdfPCell line(PdfPCell cell) {
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(LINE);
    cell.setBorderWidth(0.5f);
    cell.setPadding(3.5f);
    cell.setPaddingTop(2.5f);
    return cell;
  }

  private static PdfPCell aligned(PdfPCell cell, Column column) {
    if (column.amount()) {
      cell.setHorizontalAlignment(Element.ALIGN_RIGHT);
    }
    return cell;
  }
}
