package org.claimexchange.fhir.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads JSON (RFC 8259) in one pass, strictly and within limits: no member twice, nothing after the
 * object, numbers as they are written.
 */
public final class JsonTree {
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_NAME = 128;
  private static final int MOST_VALUES = 3_000_000;

  private final JsonParser parser;
  private final Limits limits;
  private final Set<String> published;
  private String path = "";
  private int values;

  private JsonTree(JsonParser parser, Limits limits, Set<String> published) {
    this.parser = parser;
    this.limits = limits;
    this.published = published;
  }

  /**
   * Reads one JSON object.
   *
   * @param published all names of the format; a path repeats no other
   * @throws RefusedException with path and line of what cannot be read
   */
  public static Value.Table read(SourceText source, Limits limits, Set<String> published)
      throws RefusedException {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth() + 1)
                    .maxStringLength(limits.fieldChars())
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try (JsonParser parser = factory.createParser(source.text())) {
      var tree = new JsonTree(parser, limits, published);
      try {
        return tree.root();
      } catch (StreamConstraintsException e) {
        throw tree.refused(Defect.FIELD_TOO_LONG, "at most " + limits.fieldChars() + " characters");
      } catch (JsonEOFException e) {
        throw tree.refused(Defect.TRUNCATED, "the end of the JSON object");
      } catch (JsonParseException e) {
        boolean twice =
            e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate field");
        throw twice
            ? tree.refused(Defect.DUPLICATE, "each field once")
            : tree.refused(Defect.MALFORMED, "JSON");
      }
    } catch (IOException e) {
      // Not as a cause: its message holds what stood there.
      throw new RefusedException(new Problem(Defect.MALFORMED, "", 0, "JSON"));
    }
  }

  private Value.Table root() throws IOException, RefusedException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw refused(Defect.MALFORMED, "a JSON object");
    }
    var table = table(1);
    path = "";
    if (parser.nextToken() != null) {
      throw refused(Defect.MALFORMED, "nothing after the JSON object");
    }
    return table;
  }

  private Value value(JsonToken token, int depth) throws IOException, RefusedException {
    if (++values > MOST_VALUES) {
      throw refused(Defect.TOO_LARGE, "at most " + MOST_VALUES + " values");
    }
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      if (depth >= limits.depth()) {
        throw refused(Defect.TOO_DEEP, "at most " + limits.depth() + " levels");
      }
      return token == JsonToken.START_OBJECT ? table(depth + 1) : rows(depth + 1);
    }
    int line = line();
    if (token == JsonToken.VALUE_NULL) {
      return new Value.Cell("", line);
    }
    // A number is taken as text only, so that nothing becomes binary floating point.
    return new Value.Cell(parser.getText(), line);
  }

  private Value.Table table(int depth) throws IOException, RefusedException {
    int line = line();
    var outer = path;
    Map<String, Value> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      path = Fields.below(outer, name, published);
      fields.put(name, value(parser.nextToken(), depth));
      path = outer;
    }
    return new Value.Table(fields, line);
  }

  private Value.Rows rows(int depth) throws IOException, RefusedException {
    int line = line();
    var outer = path;
    List<Value> rows = new ArrayList<>();
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      path = outer + "[" + rows.size() + "]";
      if (rows.size() >= limits.rows()) {
        throw refused(Defect.TOO_LARGE, "at most " + limits.rows() + " rows");
      }
      rows.add(value(token, depth));
    }
    path = outer;
    return new Value.Rows(rows, line);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private RefusedException refused(Defect defect, String expected) {
    return new RefusedException(
        new Problem(defect, path, Math.max(1, parser.currentLocation().getLineNr()), expected));
  }
}
