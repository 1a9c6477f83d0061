package org.claimexchange.server.sealing;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Color;
import org.openpdf.text.Image;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** A QR code (GB/T 18284, ISO/IEC 18004) as a drawing in the PDF. */
final class PdfCode {

  private static final int QUIET = 4;

  private PdfCode() {}

  /**
   * The code of a text of at most some hundred characters.
   *
   * @param side in points, with the quiet zone around
   */
  static Image of(String text, PdfWriter writer, float side) {
    ByteMatrix modules;
    try {
      modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
    }
    float module = side / (modules.getWidth() + 2 * QUIET);
    PdfTemplate drawing = writer.getDirectContent().createTemplate(side, side);
    drawing.setColorFill(Color.BLACK);
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        if (modules.get(x, y) == 1) {
          drawing.rectangle((x + QUIET) * module, side - (y + QUIET + 1) * module, module, module);
        }
      }
    }
    drawing.fill();
    return Image.getInstance(drawing);
  }
}
