package org.claimexchange.model.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.io.Reader;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets through only what has a form in RFC 8785: text without half a character (3.2.2.2), numbers
 * that a double holds (3.2.2.3), whole ones exactly. If it writes the form itself, it also stops
 * with {@link OtherTextException} where plain JSON has another text: at numbers that ECMAScript
 * spells in its own way, and where members do not come in their order (3.2.3). Whatever way Jackson
 * has of writing text, a name or a number comes by here.
 */
final class CanonicalGenerator extends JsonGeneratorDelegate {
  private static final long MOST = (1L << 53) - 1;

  private final boolean itself;
  private final Deque<Members> open = new ArrayDeque<>();

  private CanonicalGenerator(JsonGenerator out, boolean itself) {
    super(out, false);
    this.itself = itself;
  }

  /** Writes the canonical form itself, as far as it can. */
  static CanonicalGenerator writing(JsonGenerator out) {
    return new CanonicalGenerator(out, true);
  }

  /** Writes any JSON, of which another makes the canonical form. */
  static CanonicalGenerator checking(JsonGenerator out) {
    return new CanonicalGenerator(out, false);
  }

  /** What has another text in RFC 8785 than in plain JSON. */
  static final class OtherTextException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    OtherTextException() {
      super("has a text of its own in RFC 8785");
    }
  }

  /** What has no text in RFC 8785. */
  private static final class NoTextException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    NoTextException(String what) {
      super(what + " has no text in RFC 8785");
    }
  }

  /** The members that an object has so far. */
  private static final class Members {
    private boolean some;
    private String last = "";

    boolean comesNext(String name) {
      boolean next = !some || last.compareTo(name) < 0;
      some = true;
      last = name;
      return next;
    }
  }

  @Override
  public void writeStartObject() throws IOException {
    open.push(new Members());
    super.writeStartObject();
  }

  @Override
  public void writeStartObject(Object forValue) throws IOException {
    writeStartObject();
  }

  @Override
  public void writeStartObject(Object forValue, int size) throws IOException {
    writeStartObject();
  }

  @Override
  public void writeEndObject() throws IOException {
    open.pop();
    super.writeEndObject();
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    follows(whole(name));
    super.writeFieldName(name);
  }

  @Override
  public void writeFieldName(SerializableString name) throws IOException {
    follows(whole(name.getValue()));
    super.writeFieldName(name);
  }

  @Override
  public void writeFieldId(long id) throws IOException {
    writeFieldName(Long.toString(id));
  }

  private void follows(String name) throws OtherTextException {
    if (itself && !open.element().comesNext(name)) {
      throw new OtherTextException();
    }
  }

  @Override
  public void writeString(String text) throws IOException {
    super.writeString(whole(text));
  }

  @Override
  public void writeString(char[] text, int offset, int length) throws IOException {
    writeString(new String(text, offset, length));
  }

  @Override
  public void writeString(SerializableString text) throws IOException {
    writeString(text.getValue());
  }

  @Override
  public void writeString(Reader reader, int length) throws IOException {
    throw new NoTextException("text of unknown length");
  }

  @Override
  public void writeArray(String[] array, int offset, int length) throws IOException {
    writeStartArray();
    for (int i = offset; i < offset + length; i++) {
      writeString(array[i]);
    }
    writeEndArray();
  }

  @Override
  public void writeArray(long[] array, int offset, int length) throws IOException {
    writeStartArray();
    for (int i = offset; i < offset + length; i++) {
      writeNumber(array[i]);
    }
    writeEndArray();
  }

  @Override
  public void writeArray(double[] array, int offset, int length) throws IOException {
    writeStartArray();
    for (int i = offset; i < offset + length; i++) {
      writeNumber(array[i]);
    }
    writeEndArray();
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
      writeNumber(BigInteger.valueOf(number));
    } else {
      super.writeNumber(number);
    }
  }

  @Override
  public void writeNumber(BigInteger number) throws IOException {
    double nearest = number.doubleValue();
    if (Double.isInfinite(nearest) || !new BigDecimal(nearest).toBigInteger().equals(number)) {
      throw new NoTextException("a whole number that a double does not hold");
    }
    other();
    super.writeNumber(number);
  }

  @Override
  public void writeNumber(double number) throws IOException {
    finite(number);
    other();
    super.writeNumber(number);
  }

  @Override
  public void writeNumber(float number) throws IOException {
    finite(number);
    other();
    super.writeNumber(number);
  }

  @Override
  public void writeNumber(BigDecimal number) throws IOException {
    finite(number.doubleValue());
    other();
    super.writeNumber(number);
  }

  @Override
  public void writeNumber(String number) throws IOException {
    try {
      writeNumber(new BigDecimal(number));
    } catch (NumberFormatException e) {
      throw new NoTextException("what is no number");
    }
  }

  @Override
  public void writeNumber(char[] buffer, int offset, int length) throws IOException {
    writeNumber(new String(buffer, offset, length));
  }

  private static void finite(double number) throws NoTextException {
    if (!Double.isFinite(number)) {
      throw new NoTextException("a number that is not finite");
    }
  }

  private void other() throws OtherTextException {
    if (itself) {
      throw new OtherTextException();
    }
  }

  @Override
  public void writeRaw(String text) throws IOException {
    throw raw();
  }

  @Override
  public void writeRaw(String text, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeRaw(SerializableString text) throws IOException {
    throw raw();
  }

  @Override
  public void writeRaw(char[] text, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeRaw(char unit) throws IOException {
    throw raw();
  }

  @Override
  public void writeRawValue(String text) throws IOException {
    throw raw();
  }

  @Override
  public void writeRawValue(String text, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeRawValue(char[] text, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeRawUTF8String(byte[] text, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeUTF8String(byte[] text, int offset, int length) throws IOException {
    throw raw();
  }

  private static NoTextException raw() {
    return new NoTextException("text that nobody reads");
  }
}
