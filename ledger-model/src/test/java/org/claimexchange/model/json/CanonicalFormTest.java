package org.claimexchange.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** What is written is the form of RFC 8785, as another implementation of it makes it. */
class CanonicalFormTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int VALUES = 20_000;
  private static final long SEED = 8785;

  private final Random dice = new Random(SEED);

  @Test
  void anyTreeIsWrittenAsTheCanonicalizerWritesIt() throws IOException {
    ObjectMapper plain = new ObjectMapper();
    for (int i = 0; i < VALUES; i++) {
      JsonNode tree = NODES.arrayNode().add(value(4));

      byte[] written = CanonicalJson.write(tree);

      assertThat(new String(written, StandardCharsets.UTF_8))
          .as("value %d of seed %d", i, SEED)
          .isEqualTo(new JsonCanonicalizer(plain.writeValueAsString(tree)).getEncodedString());
    }
  }

  @Test
  void everyCharacterIsWrittenAsTheCanonicalizerWritesIt() throws IOException {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        continue;
      }
      JsonNode tree = NODES.objectNode().put("a" + Character.toString(c), Character.toString(c));

      String json = CanonicalJson.writeText(tree);

      if (c < 0x3000 || c % 997 == 0) {
        assertThat(json)
            .as("U+%04X", c)
            .isEqualTo(new JsonCanonicalizer(tree.toString()).getEncodedString());
      } else {
        assertThat(json).as("U+%04X", c).contains("\"" + Character.toString(c) + "\"");
      }
    }
  }

  /** The example of RFC 8785, 3.2.3: by UTF-16 units, where the code points' order is another. */
  @Test
  void membersAreSortedByTheirUtf16Units() {
    ObjectNode tree = NODES.objectNode();
    for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
      tree.put(name, 0);
    }

    assertThat(CanonicalJson.writeText(tree))
        .isEqualTo(
            "{\"\\r\":0,\"1\":0,\"\u0080\":0,\"\u00f6\":0,\"\u20ac\":0,"
                + "\"\ud83d\ude00\":0,\"\ufb33\":0}");
  }

  /** Vectors of RFC 8785, appendix B, and where doubles end to be exact. */
  @Test
  void numbersHaveTheTextOfEcmaScript() {
    assertThat(
            CanonicalJson.writeText(
                List.of(
                    9.999999999999997e22,
                    333333333.33333329,
                    1e30,
                    4.50,
                    2e-3,
                    0.000000000000000000000000001,
                    9007199254740991L,
                    9007199254740992L,
                    -0.0,
                    7)))
        .isEqualTo(
            "[9.999999999999997e+22,333333333.3333333,1e+30,4.5,0.002,1e-27,9007199254740991,"
                + "9007199254740992,0,7]");
  }

  @Test
  void aTextWithHalfACharacterHasNoFormInsteadOfTheFormOfAnother() {
    assertThatThrownBy(() -> CanonicalJson.write(List.of("\ud842")))
        .isInstanceOf(MalformedJsonException.class);
    assertThatThrownBy(() -> CanonicalJson.write(List.of("\udfb7\ud842")))
        .isInstanceOf(MalformedJsonException.class);
    assertThatThrownBy(() -> CanonicalJson.write(Map.of("\ud842", 1)))
        .isInstanceOf(MalformedJsonException.class);
    assertThatThrownBy(() -> CanonicalJson.write(List.of(1.5, "\ud842")))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void aMapIsSortedToo() {
    Map<String, Integer> backwards = new LinkedHashMap<>();
    backwards.put("b", 2);
    backwards.put("a", 1);

    assertThat(CanonicalJson.writeText(backwards)).isEqualTo("{\"a\":1,\"b\":2}");
  }

  private enum Mark {
    ZEBRA,
    APPLE
  }

  /** Neither a map's own order nor the order of an enum is that of RFC 8785. */
  @Test
  void aMapThatIsSortedInAnotherWayIsSortedAnew() {
    SortedMap<String, Integer> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.put("a", 1);
    backwards.put("b", 2);
    Map<Mark, Integer> marks = new EnumMap<>(Map.of(Mark.ZEBRA, 1, Mark.APPLE, 2));
    Map<Integer, Integer> numbers = new TreeMap<>(Map.of(9, 1, 10, 2));

    assertThat(CanonicalJson.writeText(backwards)).isEqualTo("{\"a\":1,\"b\":2}");
    assertThat(CanonicalJson.writeText(marks)).isEqualTo("{\"APPLE\":2,\"ZEBRA\":1}");
    assertThat(CanonicalJson.writeText(numbers)).isEqualTo("{\"10\":2,\"9\":1}");
  }

  @Test
  void whatNoDoubleHoldsHasNoForm() {
    for (Object none :
        List.of(
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY,
            9007199254740993L,
            Long.MAX_VALUE,
            BigInteger.TEN.pow(400),
            new BigDecimal("1e400"))) {
      assertThatThrownBy(() -> CanonicalJson.write(List.of(none)))
          .as("%s", none)
          .isInstanceOf(MalformedJsonException.class);
      assertThatThrownBy(() -> CanonicalJson.write(List.of(1.5, none)))
          .as("%s after a fraction", none)
          .isInstanceOf(MalformedJsonException.class);
    }
    assertThat(CanonicalJson.writeText(List.of(BigInteger.TWO.pow(60))))
        .isEqualTo("[1152921504606847000]");
  }

  @Test
  void arraysAreWrittenAsTheirElementsAre() {
    assertThat(CanonicalJson.writeText(new double[] {4.50, 1e30})).isEqualTo("[4.5,1e+30]");
    assertThat(CanonicalJson.writeText(new long[] {1, 9007199254740992L}))
        .isEqualTo("[1,9007199254740992]");
    assertThat(CanonicalJson.writeText(new float[] {0.5f})).isEqualTo("[0.5]");
    assertThat(CanonicalJson.writeText("病历".toCharArray())).isEqualTo("\"病历\"");
    for (Object none :
        List.of(
            new double[] {Double.NaN},
            new long[] {Long.MAX_VALUE},
            new String[] {"\ud842"},
            new char[] {'\ud842'},
            new RawValue("{ }"))) {
      assertThatThrownBy(() -> CanonicalJson.write(none))
          .as(none.getClass().getSimpleName())
          .isInstanceOf(MalformedJsonException.class);
    }
  }

  private JsonNode value(int depth) {
    return switch (dice.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> NODES.booleanNode(dice.nextBoolean());
      case 1 -> NODES.nullNode();
      case 2 -> NODES.numberNode(dice.nextInt());
      case 3 ->
          dice.nextInt(20) == 0
              ? NODES.numberNode(dice.nextGaussian())
              : NODES.numberNode(dice.nextLong() >> 11);
      case 4, 5 -> NODES.textNode(text());
      case 6 -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = dice.nextInt(4); i > 0; i--) {
          array.add(value(depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        for (int i = dice.nextInt(6); i > 0; i--) {
          object.set(text(), value(depth - 1));
        }
        yield object;
      }
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = dice.nextInt(8); i > 0; i--) {
      switch (dice.nextInt(5)) {
        case 0 -> text.append((char) dice.nextInt(0x80));
        case 1 -> text.append((char) (0x4e00 + dice.nextInt(0x5000)));
        case 2 -> text.appendCodePoint(0x20000 + dice.nextInt(0xa000));
        case 3 -> text.append((char) (0xe000 + dice.nextInt(0x1ffe)));
        default -> text.append((char) ('a' + dice.nextInt(26)));
      }
    }
    return text.toString();
  }
}
