package org.claimexchange.verifier.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.claimexchange.model.json.MalformedJsonException;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * A FHIR document Bundle and the form of it that is signed: RFC 8785 without {@code id}, {@code
 * meta} and {@code signature} of the Bundle itself ({@value #URI}). It is made entry by entry, so
 * that the memory it takes follows the largest entry, not the document.
 */
public final class CanonicalBundle {

  /** The canonicalization's name at FHIR. */
  public static final String URI = "http://hl7.org/fhir/canonicalization/json#document";

  private static final Set<String> LEFT_OUT = Set.of("id", "meta", "signature");
  private static final String ENTRY = "entry";
  private static final int MAX_DEPTH = 64;

  private final byte[] json;
  private final Map<String, Slice> members = new TreeMap<>();
  private final List<Slice> entries = new ArrayList<>();

  private Optional<Entries> others = Optional.empty();

  private record Slice(int from, int to) {}

  /** Entries that lie elsewhere and are read one by one. */
  @FunctionalInterface
  public interface Entries {
    /** Hands over the JSON text of each, in their order; the same each time. */
    void forEach(EntryReader reader) throws IOException;
  }

  /** Takes entries. */
  @FunctionalInterface
  public interface EntryReader {
    /** The JSON text of one entry. */
    void entry(String json) throws IOException;
  }

  private CanonicalBundle(byte[] json) {
    this.json = json;
  }

  /**
   * Reads a Bundle.
   *
   * @throws MalformedJsonException if it is not JSON without repeated members, or no Bundle
   */
  public static CanonicalBundle of(byte[] json) {
    CanonicalBundle bundle = new CanonicalBundle(json);
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    try (JsonParser parser = factory.createParser(json)) {
      bundle.read(parser);
    } catch (IOException e) {
      throw new MalformedJsonException("Bundle: not JSON");
    }
    return bundle;
  }

  /**
   * A Bundle whose entries do not lie in memory.
   *
   * @param head the Bundle's JSON without its entries
   * @throws MalformedJsonException as {@link #of(byte[])}, or if there are entries in the head
   */
  public static CanonicalBundle of(byte[] head, Entries entries) {
    CanonicalBundle bundle = of(head);
    expect(bundle.entries.isEmpty());
    bundle.others = Optional.of(entries);
    return bundle;
  }

  private void read(JsonParser parser) throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(ENTRY)) {
        expect(value == JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          entries.add(slice(parser));
        }
      } else {
        members.put(name, slice(parser));
      }
    }
    expect(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
    expect(member("resourceType").equals(Optional.of("\"Bundle\"")));
  }

  private Slice slice(JsonParser parser) throws IOException {
    int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    parser.skipChildren();
    if (parser.currentToken().isScalarValue()) {
      parser.getText();
      parser.finishToken();
    }
    int to = Math.toIntExact(parser.currentLocation().getByteOffset());
    expect(from >= 0 && to > from);
    return new Slice(from, to);
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw new MalformedJsonException("Bundle: not a FHIR Bundle");
    }
  }

  /** The JSON text of a member other than {@code entry}, as it stands in the document. */
  public Optional<String> member(String name) {
    return Optional.ofNullable(members.get(name)).map(this::text);
  }

  /** The JSON text of the entries that lie in the document itself, as they stand there. */
  public Stream<String> entries() {
    return entries.stream().map(this::text);
  }

  /** Writes the form that is signed. */
  public void writeTo(OutputStream out) throws IOException {
    TreeMap<String, Slice> sorted = new TreeMap<>(members);
    sorted.keySet().removeAll(LEFT_OUT);
    boolean first = true;
    out.write('{');
    for (Map.Entry<String, Slice> member : sorted.headMap(ENTRY).entrySet()) {
      first = write(out, first, member.getKey(), member.getValue());
    }
    first = writeEntries(out, first);
    for (Map.Entry<String, Slice> member : sorted.tailMap(ENTRY).entrySet()) {
      first = write(out, first, member.getKey(), member.getValue());
    }
    out.write('}');
  }

  private boolean writeEntries(OutputStream out, boolean first) throws IOException {
    int[] written = {0};
    EntryReader writer =
        json -> {
          if (written[0]++ == 0) {
            name(out, first, ENTRY);
            out.write('[');
          } else {
            out.write(',');
          }
          out.write(canonical(json));
        };
    if (others.isPresent()) {
      others.get().forEach(writer);
    } else {
      for (Slice entry : entries) {
        writer.entry(text(entry));
      }
    }
    if (written[0] > 0) {
      out.write(']');
    }
    return first && written[0] == 0;
  }

  private boolean write(OutputStream out, boolean first, String name, Slice value)
      throws IOException {
    name(out, first, name);
    out.write(canonical(text(value)));
    return false;
  }

  private static void name(OutputStream out, boolean first, String name) throws IOException {
    if (!first) {
      out.write(',');
    }
    byte[] array = new JsonCanonicalizer("[" + quoted(name) + "]").getEncodedUTF8();
    out.write(array, 1, array.length - 2);
    out.write(':');
  }

  private static String quoted(String name) {
    return '"'
        + new String(
            com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(name))
        + '"';
  }

  /** The canonicalizer takes documents only, so a value travels in an array. */
  private static byte[] canonical(String value) throws IOException {
    byte[] array = new JsonCanonicalizer("[" + value + "]").getEncodedUTF8();
    return java.util.Arrays.copyOfRange(array, 1, array.length - 1);
  }

  private String text(Slice slice) {
    return new String(json, slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
  }
}
