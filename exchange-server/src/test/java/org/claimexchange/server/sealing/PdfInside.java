package org.claimexchange.server.sealing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What a PDF holds: as read by a tool that knows nothing of us, and under its compression. */
final class PdfInside {
  private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

  private PdfInside() {}

  /**
   * Its text.
   *
   * @param order {@code -layout} as it stands on the page, {@code -raw} as it was written
   */
  static byte[] text(Path pdf, String order) throws IOException, InterruptedException {
    Path out = pdf.resolveSibling("claim" + order + ".txt");
    Process process;
    try {
      process = new ProcessBuilder("pdftotext", order, pdf.toString(), out.toString()).start();
    } catch (IOException e) {
      throw new AssertionError("pdftotext is not there: install poppler-utils", e);
    }
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("pdftotext cannot read " + pdf.getFileName());
    }
    byte[] text = Files.readAllBytes(out);
    Files.delete(out);
    return text;
  }

  /** All its compressed streams, one after the other. */
  static byte[] streams(byte[] pdf) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i + STREAM.length < pdf.length; i++) {
      if (isStream(pdf, i)) {
        inflate(pdf, i + STREAM.length, out);
      }
    }
    return out.toByteArray();
  }

  private static boolean isStream(byte[] pdf, int at) {
    for (int i = 0; i < STREAM.length; i++) {
      if (pdf[at + i] != STREAM[i]) {
        return false;
      }
    }
    return true;
  }

  private static void inflate(byte[] pdf, int afterWord, ByteArrayOutputStream out) {
    int from = afterWord;
    while (from < pdf.length && (pdf[from] == '\r' || pdf[from] == '\n')) {
      from++;
    }
    byte[] buffer = new byte[16 * 1024];
    var inflater = new Inflater();
    try {
      inflater.setInput(pdf, from, pdf.length - from);
      int length = inflater.inflate(buffer);
      while (length > 0) {
        out.write(buffer, 0, length);
        length = inflater.inflate(buffer);
      }
    } catch (DataFormatException e) {
      // Not compressed, or the end of a stream: then it is searched as it stands.
      return;
    } finally {
      inflater.end();
    }
  }
}
