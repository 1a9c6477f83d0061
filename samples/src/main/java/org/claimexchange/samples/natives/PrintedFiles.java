package org.claimexchange.samples.natives;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What an invoice looks like to people: the smallest PDF and OFD that are ones. */
final class PrintedFiles {
  private static final long NO_TIME = 315_532_800_000L;

  private PrintedFiles() {}

  /** One page with one line of Latin text (ISO 32000-1). */
  static byte[] pdf(String line) {
    String content = "BT /F1 14 Tf 60 780 Td (" + line + ") Tj ET";
    List<String> objects =
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<"
                + " /Font << /F1 5 0 R >> >> >>",
            "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    var text = new StringBuilder("%PDF-1.4\n");
    var table = new StringBuilder("xref\n0 6\n0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      table.append("%010d 00000 n \n".formatted(text.length()));
      text.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    int start = text.length();
    text.append(table)
        .append("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n")
        .append(start)
        .append("\n%%EOF\n");
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A package with nothing but its root document (GB/T 33190). */
  static byte[] ofd(String title) {
    byte[] root =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD">\
        <ofd:DocBody><ofd:DocInfo><ofd:Title>%s</ofd:Title></ofd:DocInfo></ofd:DocBody></ofd:OFD>
        """
            .formatted(title)
            .getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var entry = new ZipEntry("OFD.xml");
      var crc = new CRC32();
      crc.update(root);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(root.length);
      entry.setCrc(crc.getValue());
      // The same bytes at every run, in whatever zone.
      entry.setTimeLocal(
          java.time.LocalDateTime.ofEpochSecond(NO_TIME / 1000, 0, java.time.ZoneOffset.UTC));
      zip.putNextEntry(entry);
      zip.write(root);
      zip.closeEntry();
    } catch (IOException e) {
      throw new IllegalStateException("memory takes whatever is written", e);
    }
    return bytes.toByteArray();
  }
}
