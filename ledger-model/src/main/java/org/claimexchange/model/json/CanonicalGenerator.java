package org.claimexchange.model.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;

/**
 * Lets through only what plain JSON has the same text for as RFC 8785: of numbers (3.2.2.3) whole
 * ones that a double holds exactly, and text without half a character (3.2.2.2). At any other
 * number it stops with {@link OtherNumberException}, at half a character with an error.
 */
final class CanonicalGenerator extends JsonGeneratorDelegate {
  private static final long MOST = (1L << 53) - 1;

  CanonicalGenerator(JsonGenerator out) {
    super(out, false);
  }

  /** A number that needs the canonicalizer's own text. */
  static final class OtherNumberException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    OtherNumberException() {
      super("a number with a text of its own in RFC 8785");
    }
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    super.writeFieldName(whole(name));
  }

  @Override
  public void writeString(String text) throws IOException {
    super.writeString(whole(text));
  }

  private static String whole(String text) throws CharacterCodingException {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        if (!Character.isHighSurrogate(unit)
            || ++i == length
            || !Character.isLowSurrogate(text.charAt(i))) {
          throw new CharacterCodingException();
        }
      }
    }
    return text;
  }

  @Override
  public void writeNumber(long number) throws IOException {
    if (number > MOST || number < -MOST) {
      throw new OtherNumberException();
    }
    super.writeNumber(number);
  }

  @Override
  public void writeNumber(BigInteger number) throws IOException {
    throw new OtherNumberException();
  }

  @Override
  public void writeNumber(double number) throws IOException {
    throw new OtherNumberException();
  }

  @Override
  public void writeNumber(float number) throws IOException {
    throw new OtherNumberException();
  }

  @Override
  public void writeNumber(BigDecimal number) throws IOException {
    throw new OtherNumberException();
  }

  @Override
  public void writeNumber(String number) throws IOException {
    throw new OtherNumberException();
  }

  @Override
  public void writeNumber(char[] buffer, int offset, int length) throws IOException {
    throw new OtherNumberException();
  }
}
