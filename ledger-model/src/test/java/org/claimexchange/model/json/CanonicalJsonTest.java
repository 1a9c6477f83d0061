package org.claimexchange.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  private static final Part PART =
      new Part(
          "source-first",
          List.of("ZY20260312001"),
          new DateRange(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)),
          List.of(VisitKind.INPATIENT),
          List.of("diagnosis", "fee-list"),
          List.of(),
          false);

  @Test
  void writesTheFormOfRfc8785WithSortedMembersAndIsoTimes() {
    Terms terms =
        new Terms(
            Instant.parse("2026-11-23T01:00:00Z"),
            Instant.parse("2026-12-23T01:00:00Z"),
            1,
            List.of());

    assertThat(CanonicalJson.writeText(terms))
        .isEqualTo(
            "{\"notAfter\":\"2026-12-23T01:00:00Z\",\"notBefore\":\"2026-11-23T01:00:00Z\","
                + "\"standing\":[],\"uses\":1}");
  }

  @Test
  void aTextAloneHasACanonicalFormToo() {
    Digest digest = Digest.of(new byte[] {1});

    assertThat(CanonicalJson.writeText("瑞华\n")).isEqualTo("\"瑞华\\n\"");
    assertThat(CanonicalJson.read(CanonicalJson.write(digest), Digest.class)).isEqualTo(digest);
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    assertThat(CanonicalJson.readCanonical(CanonicalJson.write(PART), Part.class)).isEqualTo(PART);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"name\":\"purpose\",\"value\":\"x\",\"more\":1}",
        "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"name\":\"purpose\"}",
        "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"name\":null,\"value\":\"x\"}",
        "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"name\":\"a\",\"name\":\"b\",\"value\":\"x\"}",
        "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"name\":7,\"value\":\"x\"}",
        "{\"salt\":\"short\",\"name\":\"purpose\",\"value\":\"x\"}",
        "{\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"name\":\"purpose\",\"value\":\"x\"} {}",
        "{\"salt\":",
        "",
        "null",
        "[]"
      })
  void unknownMissingRepeatedNullAndTrailingMembersAreRefused(String json) {
    assertThatThrownBy(() -> CanonicalJson.read(json, Opening.class))
        .isInstanceOf(MalformedJsonException.class);
  }

  /** Found by fuzzing: a null that no constructor sees. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"RegulatorMSP\":[null]}",
        "{\"RegulatorMSP\":null}",
        "{\"RegulatorMSP\":[[null]]}"
      })
  void nullInsideAListOrAMapIsRefused(String certificates) {
    String json =
        "{\"type\":\"claimexchange/evidence-file/v1\",\"channel\":\"claims\","
            + "\"chaincode\":\"consent\",\"reads\":[],\"certificates\":"
            + certificates
            + "}";

    assertThatThrownBy(() -> CanonicalJson.read(json, Evidence.class))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void aRefusalTellsThePlaceAndNeverTheContent() {
    String json =
        "{\"system\":\"urn:oid:2.16.156.10011.1.3\",\"number\":{\"v\":\"31010119800101123X\"}}";

    assertThatThrownBy(() -> CanonicalJson.read(json, PersonId.class))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("number")
        .hasMessageNotContaining("31010119800101123X");
  }

  @Test
  void anotherOrderOfMembersIsNotCanonical() {
    byte[] swapped =
        "{\"system\":\"urn:oid:2.16.156.10011.1.3\",\"number\":\"310101198001011234\"}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(CanonicalJson.read(swapped, PersonId.class).system())
        .isEqualTo(IdSystem.RESIDENT_ID);
    assertThatThrownBy(() -> CanonicalJson.readCanonical(swapped, PersonId.class))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void anOpeningOpensItsOwnDigestUnderItsOwnNameOnly() {
    Opening<Part> opening = new Opening<>(new Salt("AAAAAAAAAAAAAAAAAAAAAA"), "part", PART);
    Digest digest = opening.digest();

    assertThat(opening.opens("part", digest)).isTrue();
    assertThat(opening.opens("subject", digest)).isFalse();
    assertThat(
            new Opening<>(new Salt("AAAAAAAAAAAAAAAAAAAAAQ"), "part", PART).opens("part", digest))
        .isFalse();
  }

  @Test
  void aTreeThatIsNoObjectIsConvertedToo() {
    assertThat(CanonicalJson.convert(CanonicalJson.tree(VisitKind.INPATIENT), VisitKind.class))
        .isEqualTo(VisitKind.INPATIENT);
  }

  @Test
  void aDigestHasOneSpelling() {
    String spelled = Digest.of(new byte[] {1}).value();
    String again = spelled.substring(0, 42) + (char) (spelled.charAt(42) + 1);

    assertThatThrownBy(() -> new Digest(again)).isInstanceOf(IllegalArgumentException.class);
  }
}
