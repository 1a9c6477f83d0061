package org.claimexchange.server.web;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;

/**
 * A QR code (GB/T 18284, ISO/IEC 18004) as an outline, for pages that draw it themselves, and as a
 * drawing of its own.
 *
 * @param size modules on a side, with the quiet zone of 4 around (ISO/IEC 18004, section 6.3.8)
 * @param path SVG path of the dark modules
 */
public record QrCode(int size, String path) {
  private static final int QUIET = 4;

  /**
   * The code of a text of at most some hundred characters.
   *
   * @throws IllegalArgumentException if it is longer than a code can hold
   */
  public static QrCode of(String text) {
    QRCode code;
    try {
      code = Encoder.encode(text, ErrorCorrectionLevel.M);
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
    }
    ByteMatrix modules = code.getMatrix();
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        int from = x;
        while (x < modules.getWidth() && modules.get(x, y) == 1) {
          x++;
        }
        if (x > from) {
          int width = x - from;
          path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
          path.append('h').append(width).append("v1h-").append(width).append('z');
        }
      }
    }
    return new QrCode(modules.getWidth() + 2 * QUIET, path.toString());
  }

  /** The whole drawing, dark on white. */
  public String svg() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">".formatted(size, size)
        + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\""
        + path
        + "\"/></svg>";
  }
}
