package org.claimexchange.fhir.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The text of a file: UTF-8, or else GB18030 (GB 18030-2022), found out by its bytes. Any other
 * encoding is refused.
 *
 * <p>Almost any bytes can be read as GB18030, so that it is believed only of what looks like
 * Chinese: three quarters of the two-byte characters stand in the rows of GB 2312, which Big5,
 * Shift-JIS and the ISO-8859 family do not reach, and there are no control characters.
 *
 * @param text without a byte-order mark
 * @param charset {@code UTF-8} or {@code GB18030}
 */
public record SourceText(String text, Charset charset) {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Set<String> UTF_8_NAMES = Set.of("UTF-8", "UTF8", "UNICODE UTF-8");
  private static final Set<String> GB_NAMES =
      Set.of("GB18030", "GBK", "GB2312", "GB 18030-2000", "CP936", "MS936");
  private static final String EITHER = "UTF-8 or GB18030";

  /**
   * The text of a file.
   *
   * @throws RefusedException {@link Defect#TOO_LARGE} or {@link Defect#ENCODING}
   */
  public static SourceText of(SourceFile file, Limits limits) throws RefusedException {
    byte[] bytes = file.bytes();
    if (bytes.length > limits.fileBytes()) {
      throw refused(Defect.TOO_LARGE, 0, "at most " + limits.fileBytes() + " bytes");
    }
    int control = firstControl(bytes);
    if (control >= 0) {
      throw refused(Defect.ENCODING, line(bytes, control), EITHER + " without control characters");
    }
    var utf8 = new String(bytes, StandardCharsets.UTF_8);
    if (utf8.indexOf('\uFFFD') < 0 || decodes(bytes, StandardCharsets.UTF_8)) {
      return new SourceText(withoutMark(utf8), StandardCharsets.UTF_8);
    }
    int odd = firstOdd(bytes);
    if (odd >= 0 || !decodes(bytes, GB18030)) {
      throw refused(Defect.ENCODING, odd >= 0 ? line(bytes, odd) : 0, EITHER);
    }
    return new SourceText(withoutMark(new String(bytes, GB18030)), GB18030);
  }

  /**
   * Holds what a file says of its own encoding against the one it has.
   *
   * @param declared as the file says it; empty where it says nothing
   * @throws RefusedException {@link Defect#ENCODING} where they differ
   */
  public void agreesWith(String declared, String path, int line) throws RefusedException {
    var name = declared.strip().toUpperCase(Locale.ROOT);
    boolean utf8 = UTF_8_NAMES.contains(name) && charset.equals(StandardCharsets.UTF_8);
    boolean gb = GB_NAMES.contains(name) && (charset.equals(GB18030) || isAscii());
    if (!name.isEmpty() && !utf8 && !gb) {
      throw new RefusedException(
          new Problem(Defect.ENCODING, path, line, "the encoding that the file has: " + charset));
    }
  }

  private boolean isAscii() {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static RefusedException refused(Defect defect, int line, String expected) {
    return new RefusedException(new Problem(defect, "", line, expected));
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean decodes(byte[] bytes, Charset charset) {
    try {
      var _ = charset.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Tab, line ends, and the frame of an HL7 v2 message (VT, FS) are no control characters here. */
  private static int firstControl(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i];
      if (b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != 0x0B && b != 0x1C) {
        return i;
      }
    }
    return -1;
  }

  /** Where it stops to look like Chinese in GB18030; -1 where it does not. */
  private static int firstOdd(byte[] bytes) {
    int inRows = 0;
    int outside = 0;
    int firstOutside = -1;
    int i = 0;
    while (i < bytes.length) {
      int lead = bytes[i] & 0xff;
      if (lead < 0x80) {
        i++;
        continue;
      }
      int trail = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
      if (lead == 0x80 || lead == 0xff || trail < 0x30) {
        return i;
      }
      if (trail < 0x40) {
        i += 4;
        continue;
      }
      if (lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1) {
        inRows++;
      } else {
        firstOutside = firstOutside < 0 ? i : firstOutside;
        outside++;
      }
      i += 2;
    }
    return outside * 3 > inRows ? firstOutside : -1;
  }

  private static int line(byte[] bytes, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  @Override
  public String toString() {
    return "SourceText[" + charset + "]";
  }
}
