package org.claimexchange.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** The writer gives byte for byte what the library makes of the same document's text. */
class CanonicalWriterTest {
  private static final int DOCUMENTS = 3_000;
  private static final int DEEPEST = 4;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String[] PIECES = {
    "林晓梅", "𠮷", "a", "Z", "\"", "\\", "/", "\b", "\t", "\n", "\f", "\r", "\u0000", "\u001f",
    "\u007f", "\u0080", "\u2028", "é", "e\u0301", "\uFB33", "😀", "<", "'", " "
  };

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void randomDocumentsAreWrittenAsTheLibraryDoes() throws Exception {
    long seed = System.nanoTime();
    System.out.println("CanonicalWriterTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < DOCUMENTS; i++) {
      ObjectNode document = object(random, 0);

      assertThat(CanonicalWriter.write(document))
          .as("seed %d, document %d", seed, i)
          .isEqualTo(new JsonCanonicalizer(mapper.writeValueAsString(document)).getEncodedUTF8());
    }
  }

  @Test
  void whatHasNoFormIsRefused() {
    ObjectNode document = NODES.objectNode();
    document.put("amount", Double.NaN);
    assertThatThrownBy(() -> CanonicalJson.write(document))
        .isInstanceOf(MalformedJsonException.class);

    document.putPOJO("amount", new Object());
    assertThatThrownBy(() -> CanonicalJson.write(document))
        .isInstanceOf(MalformedJsonException.class);
  }

  private static JsonNode any(Random random, int depth) {
    int kinds = depth < DEEPEST ? 11 : 9;
    return switch (random.nextInt(kinds)) {
      case 0 -> NODES.numberNode(random.nextInt());
      case 1 -> NODES.numberNode(random.nextLong());
      case 2 -> NODES.numberNode(random.nextGaussian());
      case 3 -> NODES.numberNode(bits(random));
      case 4 -> NODES.numberNode(new BigDecimal(random.nextInt(1_000_000)).movePointLeft(2));
      case 5 -> NODES.booleanNode(random.nextBoolean());
      case 6 -> NODES.nullNode();
      case 7 -> NODES.numberNode(random.nextFloat());
      case 8 -> NODES.textNode(text(random));
      case 9 -> array(random, depth + 1);
      default -> object(random, depth + 1);
    };
  }

  private static double bits(Random random) {
    double any = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(any) ? any : -0.0;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode made = NODES.objectNode();
    for (int i = random.nextInt(6); i > 0; i--) {
      made.set(text(random), any(random, depth));
    }
    return made;
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode made = NODES.arrayNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      made.add(any(random, depth));
    }
    return made;
  }

  private static String text(Random random) {
    StringBuilder made = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      made.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return made.toString();
  }
}
