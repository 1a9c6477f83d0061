package org.claimexchange.verifier.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.model.json.MalformedJsonException;

/** One member of a document that may be too large to be read whole. */
public final class TopLevelMember {

  /** More is no list of a few names. */
  private static final int MOST = 100;

  private TopLevelMember() {}

  /**
   * The text of a member of the outermost object, or empty where there is none.
   *
   * @throws MalformedJsonException if the document is no object, repeats a member or is not text
   *     there
   */
  public static String text(byte[] json, String name) {
    List<String> found =
        read(
            json,
            name,
            parser -> {
              expect(parser.currentToken() == JsonToken.VALUE_STRING);
              return List.of(parser.getText());
            });
    return found.isEmpty() ? "" : found.get(0);
  }

  /**
   * The texts of a member that is a list, or none where there is no such member.
   *
   * @throws MalformedJsonException if the document is no object, repeats a member or is not a list
   *     of texts there
   */
  public static List<String> texts(byte[] json, String name) {
    return read(
        json,
        name,
        parser -> {
          expect(parser.currentToken() == JsonToken.START_ARRAY);
          List<String> found = new ArrayList<>();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken() == JsonToken.VALUE_STRING && found.size() < MOST);
            found.add(parser.getText());
          }
          return found;
        });
  }

  /** Reads a value to its last token. */
  @FunctionalInterface
  private interface Value {
    List<String> read(JsonParser parser) throws IOException;
  }

  private static List<String> read(byte[] json, String name, Value wanted) {
    JsonFactory factory =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    List<String> found = List.of();
    try (JsonParser parser = factory.createParser(json)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean here = parser.currentName().equals(name);
        parser.nextToken();
        if (here) {
          found = wanted.read(parser);
        }
        parser.skipChildren();
      }
      expect(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
      return found;
    } catch (IOException e) {
      throw new MalformedJsonException("JSON: not an object");
    }
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw new MalformedJsonException("JSON: not an object with text there");
    }
  }
}
