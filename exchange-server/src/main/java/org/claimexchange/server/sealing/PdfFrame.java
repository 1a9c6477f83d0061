package org.claimexchange.server.sealing;

import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPCellEvent;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** What stands on every page, its number among them, and where the signature came to lie. */
final class PdfFrame extends PdfPageEventHelper implements PdfPCellEvent {

  private static final float TOTAL_WIDTH = 26f;
  private static final float BELOW = 22f;

  private final BaseFont font;
  private final PdfWriter writer;
  private final String notice;
  private final PdfTemplate total;
  private SignaturePlace place = new SignaturePlace(1, new Rectangle(0, 0));

  /**
   * @param page from 1
   * @param where on it
   */
  record SignaturePlace(int page, Rectangle where) {}

  PdfFrame(PdfWriter writer, SealingFonts fonts, String notice) {
    this.writer = writer;
    this.font = fonts.main(PdfStyle.FOOTER);
    this.notice = notice;
    this.total = writer.getDirectContent().createTemplate(TOTAL_WIDTH, PdfStyle.FOOTER.leading());
  }

  SignaturePlace place() {
    return place;
  }

  @Override
  public void onEndPage(PdfWriter ignored, Document document) {
    PdfContentByte canvas = writer.getDirectContent();
    float line = document.bottom() - BELOW;
    String number = "第 " + writer.getPageNumber() + " 页 / 共 ";
    canvas.saveState();
    canvas.beginText();
    canvas.setColorFill(PdfStyle.FOOTER.color());
    canvas.setFontAndSize(font, PdfStyle.FOOTER.size());
    canvas.showTextAligned(PdfContentByte.ALIGN_LEFT, notice, document.left(), line, 0);
    float from = document.right() - TOTAL_WIDTH;
    canvas.showTextAligned(PdfContentByte.ALIGN_RIGHT, number, from, line, 0);
    canvas.endText();
    canvas.addTemplate(total, from, line);
    canvas.restoreState();
  }

  @Override
  public void onCloseDocument(PdfWriter ignored, Document document) {
    total.beginText();
    total.setColorFill(PdfStyle.FOOTER.color());
    total.setFontAndSize(font, PdfStyle.FOOTER.size());
    total.showText(writer.getPageNumber() - 1 + " 页");
    total.endText();
  }

  @Override
  public void cellLayout(PdfPCell cell, Rectangle position, PdfContentByte[] canvases) {
    place = new SignaturePlace(writer.getPageNumber(), new Rectangle(position));
  }
}
