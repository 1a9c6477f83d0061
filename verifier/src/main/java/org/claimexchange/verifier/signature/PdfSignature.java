package org.claimexchange.verifier.signature;

import static org.claimexchange.verifier.signature.SignatureDefect.COVERAGE;
import static org.claimexchange.verifier.signature.SignatureDefect.MALFORMED;
import static org.claimexchange.verifier.signature.SignatureDefect.MISSING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.cms.CMSProcessable;

/**
 * The one signature of a PDF, PAdES baseline B, over the whole file but itself (ISO 32000-1, 12.8).
 * A file with a second signature or an update behind the first is refused, whatever it shows.
 */
public final class PdfSignature {

  private static final Pattern BYTE_RANGE =
      Pattern.compile(
          "/ByteRange\\s*\\[\\s*(\\d{1,10})\\s+(\\d{1,10})\\s+(\\d{1,10})\\s+(\\d{1,10})\\s*\\]");
  private static final Pattern TIME =
      Pattern.compile("/M\\s*\\(D:(\\d{14})(?:Z|([+-]\\d\\d)'(\\d\\d)'?)\\)");
  private static final Pattern SUB_FILTER =
      Pattern.compile("/SubFilter\\s*/ETSI\\.CAdES\\.detached");
  private static final Pattern END = Pattern.compile("%%EOF");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMddHHmmssXXX");

  private final CmsSignature signatures;

  public PdfSignature(CmsSignature signatures) {
    this.signatures = signatures;
  }

  /** Checks the signature of a PDF. */
  public Signed verify(byte[] pdf) throws SignatureFailure {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    Matcher range = BYTE_RANGE.matcher(text);
    if (!range.find()) {
      throw new SignatureFailure(MISSING, "expected a signed PDF");
    }
    int[] bounds = bounds(range, pdf.length);
    if (range.find() || count(END, text) != 1) {
      throw new SignatureFailure(COVERAGE, "expected one signature and no update behind it");
    }
    if (count(SUB_FILTER, text) != 1) {
      throw new SignatureFailure(SignatureDefect.PROFILE, "expected ETSI.CAdES.detached");
    }
    byte[] cms = contents(text.substring(bounds[0], bounds[1]));
    return signatures.pades(cms, new Ranges(pdf, bounds[0], bounds[1]), time(text));
  }

  private static int[] bounds(Matcher range, int length) throws SignatureFailure {
    long start = Long.parseLong(range.group(1));
    long gap = Long.parseLong(range.group(2));
    long second = Long.parseLong(range.group(3));
    long rest = Long.parseLong(range.group(4));
    boolean whole = start == 0 && gap > 0 && second > gap && second + rest == length;
    if (!whole) {
      throw new SignatureFailure(COVERAGE, "expected a signature over the whole file");
    }
    return new int[] {(int) gap, (int) second};
  }

  /** The CMS between the angle brackets, without the zeros behind it. */
  private static byte[] contents(String gap) throws SignatureFailure {
    try {
      if (!gap.startsWith("<") || !gap.endsWith(">")) {
        throw new SignatureFailure(COVERAGE, "expected nothing but the signature in the gap");
      }
      byte[] padded = HexFormat.of().parseHex(gap, 1, gap.length() - 1);
      int length = derLength(padded);
      for (int i = length; i < padded.length; i++) {
        if (padded[i] != 0) {
          throw new SignatureFailure(COVERAGE, "expected zeros behind the signature");
        }
      }
      return Arrays.copyOf(padded, length);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new SignatureFailure(MALFORMED, "expected a signature in hexadecimal");
    }
  }

  /** Length of the first DER element, header included (X.690, 8.1.3). */
  private static int derLength(byte[] der) {
    int first = der[1] & 0xFF;
    if (first < 0x80) {
      return 2 + first;
    }
    int octets = first & 0x7F;
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = Math.addExact(Math.multiplyExact(length, 256), der[2 + i] & 0xFF);
    }
    if (octets == 0 || octets > 4 || length > der.length - 2 - octets) {
      throw new IllegalArgumentException("no DER length");
    }
    return 2 + octets + length;
  }

  private static Instant time(String text) throws SignatureFailure {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.find()) {
      throw new SignatureFailure(SignatureDefect.PROFILE, "expected the time of signing");
    }
    String offset = matcher.group(2) == null ? "Z" : matcher.group(2) + ":" + matcher.group(3);
    try {
      return OffsetDateTime.parse(matcher.group(1) + offset, DATE).toInstant();
    } catch (DateTimeException e) {
      throw new SignatureFailure(MALFORMED, "expected the time of signing");
    }
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }

  private record Ranges(byte[] pdf, int gap, int second) implements CMSProcessable {
    @Override
    public void write(OutputStream out) throws IOException {
      out.write(pdf, 0, gap);
      out.write(pdf, second, pdf.length - second);
    }

    @Override
    public Object getContent() {
      return pdf;
    }
  }
}
