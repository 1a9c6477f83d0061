package org.claimexchange.model.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.function.Function;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * Reads JSON strictly and writes it in the one form of RFC 8785 (JSON Canonicalization Scheme).
 *
 * <p>Jackson writes: members sorted, nothing between them, the same escapes. What has a text of its
 * own in RFC 8785, such as fractions, goes through the canonicalizer, and a test holds both against
 * each other. What has none (NaN, a whole number that a double does not hold) is an error.
 *
 * <p>Reading fails closed: unknown, missing, repeated or null members, trailing bytes, numbers
 * where text is due, more than {@link #MAX_BYTES} bytes or deep nesting are errors. Times are ISO
 * 8601 in UTC, dates ISO 8601.
 */
public final class CanonicalJson {
  /** The largest document taken, in bytes; statements and transactions are far smaller. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  /** The largest document taken that one keeps for oneself and never sends, in bytes. */
  public static final int MAX_KEPT_BYTES = 256 * 1024 * 1024;

  private static final int MAX_DEPTH = 32;
  private static final ObjectMapper MAPPER = mapper(MAX_BYTES);

  private CanonicalJson() {}

  /** For what a party keeps for itself; made only where it is needed. */
  private static final class Kept {
    private static final ObjectMapper MAPPER = mapper(MAX_KEPT_BYTES);
  }

  /**
   * The canonical UTF-8 bytes of a value.
   *
   * @throws MalformedJsonException if the value has no JSON form
   */
  public static byte[] write(Object value) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator out = CanonicalGenerator.writing(MAPPER.createGenerator(bytes))) {
      MAPPER.writeValue(out, value);
      return bytes.toByteArray();
    } catch (CanonicalGenerator.OtherTextException e) {
      return canonicalized(value);
    } catch (IOException e) {
      throw new MalformedJsonException("no JSON form: " + value.getClass().getSimpleName());
    }
  }

  /** With fractions, large numbers, or members that came in another order. */
  private static byte[] canonicalized(Object value) {
    StringWriter plain = new StringWriter();
    try (JsonGenerator out = CanonicalGenerator.checking(MAPPER.createGenerator(plain))) {
      // The canonicalizer takes objects and arrays only.
      out.writeStartArray();
      MAPPER.writeValue(out, value);
      out.writeEndArray();
      out.flush();
      String array = new JsonCanonicalizer(plain.toString()).getEncodedString();
      // An encoder of its own reports half a character, where getBytes puts another in its place.
      ByteBuffer bytes =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(array, 1, array.length() - 1));
      return Arrays.copyOf(bytes.array(), bytes.limit());
    } catch (IOException e) {
      throw new MalformedJsonException("no JSON form: " + value.getClass().getSimpleName());
    }
  }

  /** The canonical form of a value as text. */
  public static String writeText(Object value) {
    return new String(write(value), StandardCharsets.UTF_8);
  }

  /**
   * Reads one document of the given type.
   *
   * @throws MalformedJsonException naming the place, never the content
   */
  public static <T> T read(byte[] json, Class<T> type) {
    return read(json, MAPPER.constructType(type));
  }

  /**
   * As {@link #read(byte[], Class)}, up to {@link #MAX_KEPT_BYTES}: for one's own files alone,
   * never for what another sends.
   */
  public static <T> T readKept(byte[] json, Class<T> type) {
    return read(Kept.MAPPER, MAX_KEPT_BYTES, json, MAPPER.constructType(type));
  }

  /** As {@link #read(byte[], Class)}, for a type with parameters. */
  public static <T> T read(byte[] json, TypeReference<T> type) {
    return read(json, MAPPER.constructType(type.getType()));
  }

  /** As {@link #read(byte[], Class)}, from text. */
  public static <T> T read(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /**
   * As {@link #read(byte[], Class)}, and the bytes must already be in canonical form, as whatever
   * is signed must be.
   */
  public static <T> T readCanonical(byte[] json, Class<T> type) {
    T value = read(json, type);
    if (!Arrays.equals(json, write(value))) {
      throw new MalformedJsonException(
          type.getSimpleName() + ": not in the canonical form of RFC 8785");
    }
    return value;
  }

  /**
   * A tree as a value of the given type, as strictly as {@link #read(byte[], Class)}.
   *
   * @throws MalformedJsonException naming the place, never the content
   */
  public static <T> T convert(JsonNode tree, Class<T> type) {
    try {
      return read(MAPPER.writeValueAsBytes(tree), type);
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(place(e, MAPPER.constructType(type)));
    }
  }

  /** A value as a tree, to stand inside another document. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  private static <T> T read(byte[] json, JavaType type) {
    return read(MAPPER, MAX_BYTES, json, type);
  }

  private static <T> T read(ObjectMapper mapper, int maxBytes, byte[] json, JavaType type) {
    if (json.length > maxBytes) {
      throw new MalformedJsonException("at most " + maxBytes + " bytes, found " + json.length);
    }
    try {
      T value = mapper.readValue(json, type);
      if (value == null) {
        throw new MalformedJsonException(type.getRawClass().getSimpleName() + ": null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException(place(e, type));
    } catch (IOException e) {
      throw new MalformedJsonException(type.getRawClass().getSimpleName() + ": unreadable");
    }
  }

  /** Where it went wrong, without what stood there: that may be personal. */
  private static String place(JsonProcessingException e, JavaType type) {
    String path =
        e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
            ? " at " + mapping.getPathReference().replaceAll("org\\.claimexchange\\.[a-z.]*", "")
            : "";
    return type.getRawClass().getSimpleName()
        + ": not the expected JSON"
        + path
        + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr());
  }

  private static ObjectMapper mapper(int maxBytes) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(maxBytes)
                    .maxStringLength(MAX_BYTES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // RFC 8785, 3.2.2.2: control characters in small letters.
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            // And characters beyond the first plane as they are, not as two escapes.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    JsonMapper mapper =
        JsonMapper.builder(factory)
            .addModule(times())
            // RFC 8785, 3.2.3: members by their names' UTF-16 units, as String compares.
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }

  private static SimpleModule times() {
    SimpleModule module = new SimpleModule("times");
    module.addSerializer(Instant.class, new ToText<>(Instant.class));
    module.addSerializer(LocalDate.class, new ToText<>(LocalDate.class));
    module.addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse));
    module.addDeserializer(LocalDate.class, new FromText<>(LocalDate.class, LocalDate::parse));
    return module;
  }

  private static final class ToText<T extends TemporalAccessor> extends StdScalarSerializer<T> {
    private static final long serialVersionUID = 1L;

    ToText(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class FromText<T extends TemporalAccessor> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parser;

    FromText(Class<T> type, Function<String, T> parser) {
      super(type);
      this.parser = parser;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getValueAsString("");
      try {
        return parser.apply(text);
      } catch (DateTimeException e) {
        throw context.weirdStringException("", handledType(), "not an ISO 8601 time");
      }
    }
  }
}
