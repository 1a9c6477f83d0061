package org.claimexchange.fhir.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the entries of a Bundle lie in its bytes, so that each can be parsed by itself. All of the
 * JSON is read for it, so what is no JSON is found here.
 */
final class PageSlices {
  private static final String ENTRY = "entry";

  private final List<Slice> entries = new ArrayList<>();
  private final List<Slice> members = new ArrayList<>();

  /** From the first byte up to the byte behind the last. */
  record Slice(int from, int to) {}

  /** JSON, but more or less than one object. */
  static final class NoObjectException extends Exception {
    private static final long serialVersionUID = 1L;

    NoObjectException(String message) {
      super(message);
    }
  }

  private PageSlices() {}

  static PageSlices of(JsonFactory json, byte[] bytes) throws IOException, NoObjectException {
    var slices = new PageSlices();
    try (JsonParser parser = json.createParser(bytes)) {
      slices.read(parser);
    }
    return slices;
  }

  private void read(JsonParser parser) throws IOException, NoObjectException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new NoObjectException("no object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int from = begin(parser);
      boolean isEntry = parser.currentName().equals(ENTRY);
      if (parser.nextToken() == JsonToken.START_ARRAY && isEntry) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          int begin = begin(parser);
          entries.add(new Slice(begin, end(parser)));
        }
      } else {
        members.add(new Slice(from, end(parser)));
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw new NoObjectException("does not end with it");
    }
  }

  private static int begin(JsonParser parser) {
    return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
  }

  private static int end(JsonParser parser) throws IOException {
    parser.skipChildren();
    parser.finishToken();
    return Math.toIntExact(parser.currentLocation().getByteOffset());
  }

  /** The entries, in their order. */
  List<Slice> entries() {
    return entries;
  }

  /** The other members of the Bundle, each with its name. */
  List<Slice> members() {
    return members;
  }
}
