package org.claimexchange.verifier.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.claimexchange.model.json.MalformedJsonException;

/** One member of a document that may be too large to be read whole. */
public final class TopLevelMember {

  private TopLevelMember() {}

  /**
   * The text of a member of the outermost object, or empty where there is none.
   *
   * @throws MalformedJsonException if the document is no object, repeats a member or is not text
   *     there
   */
  public static String text(byte[] json, String name) {
    JsonFactory factory =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    String found = "";
    try (JsonParser parser = factory.createParser(json)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(name);
        JsonToken value = parser.nextToken();
        if (wanted) {
          expect(value == JsonToken.VALUE_STRING);
          found = parser.getText();
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
