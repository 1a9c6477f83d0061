package org.claimexchange.fhir.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.claimexchange.fhir.read.MalformedAnswerException.Defect;
import org.hl7.fhir.r4.model.ChargeItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirReaderTest {
  private static final int LIMIT = 100_000;
  private static final FhirReader READER = new FhirReader(FhirContext.forR4(), LIMIT);
  private static final String FEE =
      """
      {"resourceType":"ChargeItem","id":"f1","status":"billed","code":{"text":"血常规"},
       "subject":{"reference":"Patient/p1"},"quantity":{"value":%s},
       "priceOverride":{"value":%s,"currency":"CNY"}}\
      """;

  static Stream<Arguments> broken() {
    var fee = FEE.formatted("1", "1.10");
    return Stream.of(
        Arguments.of("too large", bundle("\"x\":\"" + "y".repeat(LIMIT) + "\""), Defect.TOO_LARGE),
        Arguments.of("cut in the middle", bundle(entry(fee)).substring(0, 200), Defect.NOT_JSON),
        Arguments.of("two documents", bundle(entry(fee)) + "{}", Defect.NOT_JSON),
        Arguments.of("a list", "[]", Defect.NOT_JSON),
        Arguments.of("nothing", "", Defect.NOT_JSON),
        Arguments.of("a member twice", bundle("\"total\":1,\"total\":2"), Defect.NOT_JSON),
        Arguments.of(
            "nested 10,000 deep",
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            Defect.NOT_JSON),
        Arguments.of(
            "a number of 1,000 digits",
            bundle(entry(FEE.formatted("1", "1".repeat(1_000)))),
            Defect.NOT_JSON),
        Arguments.of(
            "an unknown element",
            bundle(entry(fee.replace("\"status\"", "\"secretName\":\"王建国\",\"status\""))),
            Defect.NOT_FHIR),
        Arguments.of(
            "an impossible date",
            bundle(entry(fee.replace("\"status\"", "\"occurrenceDateTime\":\"昨天\",\"status\""))),
            Defect.NOT_FHIR),
        Arguments.of(
            "an unknown status", bundle(entry(fee.replace("billed", "王建国"))), Defect.NOT_FHIR),
        Arguments.of("no resource type", "{\"id\":\"x\"}", Defect.NOT_FHIR),
        Arguments.of("a resource alone", fee, Defect.NOT_EXPECTED),
        Arguments.of(
            "an entry without id",
            bundle("\"entry\":[{\"resource\":" + fee.replace("\"id\":\"f1\",", "") + "}]"),
            Defect.NOT_EXPECTED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void anAnswerWithAnythingWrongIsNotTaken(String what, String json, Defect defect) {
    assertThatThrownBy(() -> READER.readBundle(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            MalformedAnswerException.class, e -> assertThat(e.defect()).isEqualTo(defect))
        .hasNoCause()
        .hasMessageNotContaining("王建国")
        .hasMessageNotContaining("昨天");
  }

  @Test
  void anAnswerInGb18030IsNotTaken() {
    var bytes = bundle(entry(FEE.formatted("1", "1.10"))).getBytes(Charset.forName("GB18030"));

    assertThatThrownBy(() -> READER.readBundle(bytes))
        .isInstanceOfSatisfying(
            MalformedAnswerException.class, e -> assertThat(e.defect()).isEqualTo(Defect.NOT_UTF8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
  void anAnswerInAnotherUnicodeFormIsNotTaken(String charset) {
    // Without a letter beyond ASCII its bytes are UTF-8 as well, with zeros.
    var json =
        bundle(entry(FEE.formatted("1", "1.10").replace("血常规", "CBC")))
            .getBytes(Charset.forName(charset));
    var record =
        FEE.formatted("1", "1.10").replace("血常规", "CBC").getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> READER.readBundle(json))
        .isInstanceOfSatisfying(
            MalformedAnswerException.class, e -> assertThat(e.defect()).isEqualTo(Defect.NOT_UTF8));
    assertThatThrownBy(() -> READER.readResource(record))
        .isInstanceOfSatisfying(
            MalformedAnswerException.class, e -> assertThat(e.defect()).isEqualTo(Defect.NOT_UTF8));
  }

  @Test
  void amountsKeepEveryDigit() throws Exception {
    for (String amount :
        List.of("0.10", "1234567890123.45", "0.1000000000000000055511151231257827")) {
      var page =
          READER.readBundle(
              bundle(entry(FEE.formatted("3", amount))).getBytes(StandardCharsets.UTF_8));

      var fee = (ChargeItem) page.resources().getFirst();
      assertThat(fee.getPriceOverride().getValue()).isEqualTo(new BigDecimal(amount));
    }
  }

  @Test
  void aPageTellsItsNextAndItsDigest() throws Exception {
    var json =
        bundle(
            "\"link\":[{\"relation\":\"next\",\"url\":\"https://his.example/fhir?page=2\"}],"
                + entry(FEE.formatted("1", "1.10")));

    var page = READER.readBundle(json.getBytes(StandardCharsets.UTF_8));

    assertThat(page.next()).contains(URI.create("https://his.example/fhir?page=2"));
    assertThat(page.sha256()).matches("[0-9a-f]{64}");
    assertThat(page.resources().getFirst().getIdElement().getIdPart()).isEqualTo("f1");
  }

  @Test
  void linesAreReadOneByOneAndTheBadOneIsNamed() throws Exception {
    var good = FEE.formatted("1", "1.10").replace("\n", "");
    var bad = good.replace("billed", "paid-in-gold");

    assertThat(
            READER
                .readNdjson((good + "\n\n" + good + "\n").getBytes(StandardCharsets.UTF_8))
                .resources())
        .hasSize(2);
    assertThatThrownBy(
            () -> READER.readNdjson((good + "\n" + bad + "\n").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            MalformedAnswerException.class, e -> assertThat(e.place()).isEqualTo("line 2"));
  }

  private static String bundle(String members) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"," + members + "}";
  }

  private static String entry(String resource) {
    return "\"entry\":[{\"fullUrl\":\"https://his.example/fhir/ChargeItem/f1\",\"resource\":"
        + resource
        + ",\"search\":{\"mode\":\"match\"}}]";
  }
}
