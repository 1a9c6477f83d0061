package org.claimexchange.model.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/**
 * Writes a tree in the form of RFC 8785. The library that does this for text parses it once more;
 * as every digest is over this form, that was a third of what a grant costs the contract. Numbers,
 * where the rules are intricate, are still the library's, and a test holds both against each other.
 */
final class CanonicalWriter {
  private static final char FIRST_UNESCAPED = ' ';
  private static final int INITIAL = 512;

  private final StringBuilder out = new StringBuilder(INITIAL);

  private CanonicalWriter() {}

  /**
   * The canonical UTF-8 bytes.
   *
   * @throws IOException if something in the tree has no form in RFC 8785
   */
  static byte[] write(JsonNode tree) throws IOException {
    CanonicalWriter writer = new CanonicalWriter();
    writer.value(tree);
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(JsonNode node) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING, BINARY -> text(node.asText());
      case NUMBER -> out.append(NumberToJSON.serializeNumber(Double.parseDouble(node.asText())));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case MISSING, POJO -> throw new IOException("a value without a JSON form");
    }
  }

  /** Members in the order of their names' UTF-16 code units (section 3.2.3), as strings compare. */
  private void object(JsonNode node) throws IOException {
    TreeMap<String, JsonNode> members = new TreeMap<>();
    node.fields().forEachRemaining(member -> members.put(member.getKey(), member.getValue()));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : members.entrySet()) {
      out.append(separator);
      text(member.getKey());
      out.append(':');
      value(member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void array(JsonNode node) throws IOException {
    out.append('[');
    String separator = "";
    for (JsonNode element : node) {
      out.append(separator);
      value(element);
      separator = ",";
    }
    out.append(']');
  }

  /** Section 3.2.2.2: what must be escaped, in its shortest form, and nothing else. */
  private void text(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < FIRST_UNESCAPED || c == '"' || c == '\\') {
        out.append(text, written, i);
        escape(c);
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> out.append(String.format("\\u%04x", (int) c));
    }
  }
}
