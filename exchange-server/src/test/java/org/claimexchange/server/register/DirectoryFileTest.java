package org.claimexchange.server.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DirectoryFileTest {
  private static ECKey key;

  @BeforeAll
  static void key() throws Exception {
    key = new ECKeyGenerator(Curve.P_384).keyID("2027-1").generate();
  }

  private static ObjectNode right() {
    return CanonicalJson.read(
        """
        {"type": "claimexchange/directory/v1",
         "participants": [
          {"id": "insurer-anxin", "shortName": "安心示范保险", "phone": "95500", "address": "",
           "endpoint": "", "clientKeys": {"keys": [%s]}},
          {"id": "hospital-1", "shortName": "示范第一医院", "phone": "", "address": "上海市示范路1号",
           "endpoint": "https://exchange.hospital-1.example/fhir", "clientKeys": {"keys": []}}],
         "templates": [{"id": "single-consent-2.zh-CN", "words": "本人同意"}]}
        """
            .formatted(key.toPublicJWK().toJSONString()),
        ObjectNode.class);
  }

  private static DirectoryFile read(JsonNode tree) {
    return DirectoryFile.read(CanonicalJson.write(tree));
  }

  @Test
  void oneThatIsAsItShouldBeHasNoProblems() {
    DirectoryFile file = read(right());

    assertThat(file.problems()).isEmpty();
    assertThat(file.participants().get(0).jwks().orElseThrow()).contains("2027-1");
    assertThat(file.participants().get(0).base()).isEmpty();
    assertThat(file.participants().get(1).jwks()).isEmpty();
    assertThat(file.participants().get(1).base().orElseThrow())
        .hasHost("exchange.hospital-1.example");
  }

  static Stream<Arguments> wrong() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_384).generate();
    var secret = new OctetSequenceKeyGenerator(256).keyID("s").generate();
    return Map.<String, Consumer<ObjectNode>>ofEntries(
            Map.entry("type", all -> all.put("type", "claimexchange/directory/v2")),
            Map.entry("each id once", all -> participants(all).add(participants(all).get(0))),
            Map.entry("an id of up to", all -> participant(all, 0).put("id", " ")),
            Map.entry("a shortName", all -> participant(all, 0).put("shortName", "")),
            Map.entry(
                "insurer-anxin.endpoint",
                all -> participant(all, 0).put("endpoint", "http://insurer.example/")),
            Map.entry(
                "hospital-1.endpoint",
                all -> participant(all, 1).put("endpoint", "https://u:p@hospital.example/")),
            Map.entry(
                "hospital-1.clientKeys",
                all -> participant(all, 1).set("clientKeys", keys(key.toJSONString()))),
            Map.entry(
                "insurer-anxin.clientKeys",
                all -> participant(all, 0).set("clientKeys", keys(secret.toJSONString()))),
            Map.entry(
                "each with a kid",
                all ->
                    participant(all, 0)
                        .set("clientKeys", keys(other.toPublicJWK().toJSONString()))),
            Map.entry(
                "single-consent-2.zh-CN.words",
                all -> ((ObjectNode) all.get("templates").get(0)).put("words", "")))
        .entrySet()
        .stream()
        .map(one -> Arguments.of(one.getKey(), one.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void whatIsWrongIsNamed(String named, Consumer<ObjectNode> wrong) {
    ObjectNode tree = right();

    wrong.accept(tree);

    assertThat(read(tree).problems()).singleElement().asString().contains(named);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    ObjectNode tree = right();
    participant(tree, 0).put("shortName", "");
    participant(tree, 1).put("endpoint", "ftp://hospital.example/");

    assertThat(read(tree).problems()).hasSize(2);
  }

  @Test
  void aMemberTooMuchOrTooLittleIsNoSuchFile() {
    ObjectNode more = right();
    participant(more, 0).put("fax", "1");
    ObjectNode less = right();
    participant(less, 0).remove("clientKeys");

    assertThatThrownBy(() -> read(more)).isInstanceOf(MalformedJsonException.class);
    assertThatThrownBy(() -> read(less)).isInstanceOf(MalformedJsonException.class);
  }

  private static JsonNode keys(String jwk) {
    return CanonicalJson.read("{\"keys\": [" + jwk + "]}", JsonNode.class);
  }

  private static ArrayNode participants(ObjectNode all) {
    return (ArrayNode) all.get("participants");
  }

  private static ObjectNode participant(ObjectNode all, int number) {
    return (ObjectNode) participants(all).get(number);
  }
}
