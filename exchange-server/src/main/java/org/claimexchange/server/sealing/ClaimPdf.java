package org.claimexchange.server.sealing;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.summary.SourceSummary;
import org.claimexchange.server.sealing.PdfFrame.SignaturePlace;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * {@code claim.pdf}: the claim as an adjuster reads it, in Chinese. Its first page answers who,
 * which stays, how much and what is missing; then source by source; then the authorization.
 */
final class ClaimPdf {

  private static final float SIDE = 46f;
  private static final float TOP = 44f;
  private static final float BOTTOM = 52f;
  private static final String NOTICE = "依患者本次授权提供 · 仅限授权用途使用 · 请勿外传";

  private final SealingFonts fonts;
  private final Optional<URI> verification;

  /**
   * @param bytes the PDF
   * @param place where the signature goes
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Unsigned(byte[] bytes, SignaturePlace place) {}

  /**
   * @param verification where people learn to check it; in a QR code
   */
  ClaimPdf(SealingFonts fonts, Optional<URI> verification) {
    this.fonts = fonts;
    this.verification = verification;
  }

  /**
   * @param signer the name of who will sign
   */
  Unsigned write(PackageContent content, String signer) throws SealingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Document document = new Document(PageSize.A4, SIDE, SIDE, TOP, BOTTOM);
    PdfWriter writer = PdfWriter.getInstance(document, out);
    writer.setPdfVersion(PdfWriter.VERSION_1_7);
    writer.setViewerPreferences(PdfWriter.PageModeUseOutlines);
    document.addTitle("理赔资料汇总");
    document.open();
    PdfFrame frame = new PdfFrame(writer, fonts, NOTICE);
    writer.setPageEvent(frame);
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString("zh-CN"));
    PdfSheet sheet = new PdfSheet(document, writer, fonts);
    new PdfFirstPage(sheet, content).write();
    int place = 0;
    for (SourceSummary source : content.summary().sources()) {
      place++;
      sheet.newPage();
      new PdfSource(sheet, source).write(place);
    }
    sheet.newPage();
    new PdfConsent(sheet, content, verification).write(place + 1);
    sheet.signatureField(
        frame, List.of("数据交换方电子签名", signer, "签署时间 " + PdfWords.minute(content.sealedAt())));
    document.close();
    return new Unsigned(out.toByteArray(), frame.place());
  }
}
