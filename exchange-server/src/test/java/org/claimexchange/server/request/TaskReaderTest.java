package org.claimexchange.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Task must be: each row breaks one thing of the example in the docs. */
class TaskReaderTest {
  private static final Party ANXIN = new Party("insurer-anxin", "安心示范财产保险股份有限公司");
  private final TaskReader reader = new TaskReader(FhirContext.forR4Cached(), 256 * 1024, 180);

  @Test
  void theExampleIsUnderstoodWhole() throws Exception {
    AskedFor asked = reader.read(bytes(example()), ANXIN);

    assertThat(asked.identifier()).isEqualTo("urn:insurer-anxin:data-request|DR-2026-0008812-1");
    assertThat(asked.subject().system()).isEqualTo(IdSystem.RESIDENT_ID);
    assertThat(asked.subjectName()).isEqualTo("王建国");
    assertThat(asked.purpose()).isEqualTo(Purpose.CLAIM_REVIEW);
    Part part = asked.parts().getFirst();
    assertThat(part.source()).isEqualTo("hospital-1");
    assertThat(part.visitKinds()).containsExactly(VisitKind.INPATIENT);
    assertThat(part.period())
        .isEqualTo(new DateRange(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-11-15")));
    assertThat(part.protectedKinds()).isEmpty();
    assertThat(part.protectedBills()).isFalse();
    assertThat(asked.claim().claimNumber()).isEqualTo("PA2026-0008812");
    assertThat(asked.claim().coverFrom()).contains(LocalDate.parse("2025-12-01"));
    assertThat(asked.returnUrl()).contains("https://claims.anxin.example/cases/8812");
    assertThat(asked.uses()).isEqualTo(1);
  }

  @Test
  void theDigestDoesNotDependOnBlanksOrOrder() throws Exception {
    AskedFor asked = reader.read(bytes(example()), ANXIN);
    AskedFor same = reader.read(bytes(example().replace("\n", " ")), ANXIN);

    assertThat(same.digest()).isEqualTo(asked.digest());
  }

  @ParameterizedTest(name = "{2}: {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"requested\"|\"draft\"|Task.status",
        "\"order\"|\"plan\"|Task.intent",
        "data-request-code|data-request-query|Task.code",
        "\"data-code\"|\"data-query\"|Task.input",
        "\"value\": \"insurer-anxin\"|\"value\": \"insurer-ruibao\"|Task.requester.identifier",
        "310101198503029974|310101198503029975|Task.for.identifier.value",
        "urn:oid:2.16.156.10011.1.3|urn:oid:1.2.3|Task.for.identifier",
        "\"claim-review\"|\"marketing\"|Task.input(purpose)",
        "\"claim-review\"|\"supplement\"|Task.basedOn",
        "\"inpatient\"|\"hotel\"|Task.input(part)[0]",
        "\"diagnosis\"|\"everything\"|Task.input(part)[0]",
        "\"diagnosis\"|\"visit\"|Task.input(part)[0]",
        "part-period|part-duration|Task.input(part)[0].extension",
        "\"end\": \"2026-11-15\"|\"end\": \"2025-11-15\"|Task.input(part)[0].extension(period)",
        "2026-03-11|2026-03|Task.input(event-date)",
        "https://claims.anxin.example|javascript:alert|Task.input(return-url)",
        "\"code\": \"policy-number\"|\"code\": \"bank-account\"|Task.input[4].type",
      })
  void oneThingThatIsWrongIsNamedByItsPlace(String right, String wrong, String place)
      throws Exception {
    String broken = example().replace(right, wrong);
    assertThat(broken).isNotEqualTo(example());

    InvalidTaskException e =
        catchThrowableOfType(InvalidTaskException.class, () -> reader.read(bytes(broken), ANXIN));

    assertThat(e.problems()).extracting(RequestProblem::expression).contains(place);
    assertThat(e.getMessage()).doesNotContain("310101198503029975");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"resourceType\":\"Patient\"}",
        "{\"resourceType\":\"Task\",\"resourceType\":\"Task\"}",
        "{\"resourceType\":\"Task\",\"status\":7}",
        "{\"resourceType\":\"Task\",\"nonsense\":true}",
      })
  void whatIsNoTaskIsRefused(String json) {
    assertThatThrownBy(() -> reader.read(bytes(json), ANXIN))
        .isInstanceOf(InvalidTaskException.class);
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "{\"resourceType\":\"Task\",\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

    assertThatThrownBy(() -> reader.read(bytes(deep), ANXIN))
        .isInstanceOf(InvalidTaskException.class);
  }

  @Test
  void aTaskThatIsTooLargeIsRefused() throws Exception {
    byte[] large = bytes(example() + " ".repeat(256 * 1024));

    assertThatThrownBy(() -> reader.read(large, ANXIN)).isInstanceOf(InvalidTaskException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "310101198503029974, true",
    "310101198503029975, false",
    "31010119850302997X, false",
    "11010519491231002X, true",
    "440524188001010014, true",
    "123, false",
    "010101198503029974, false",
  })
  void aResidentNumberHasARightCheckDigit(String number, boolean right) {
    assertThat(SubjectReader.residentNumber(number)).isEqualTo(right);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String example() throws IOException {
    String page = Files.readString(Path.of("../docs/insurers.md"));
    int start = page.indexOf("```json") + "```json".length();
    return page.substring(start, page.indexOf("```", start));
  }
}
