package org.claimexchange.server.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.server.request.DataRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statement's words, held against files that a person has read. */
class StatementTextTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:15:00Z");
  private static final Path GOLDEN = Path.of("src/test/resources/statement");

  private final StandIn requests =
      new StandIn(
          () -> {
            throw new AssertionError("no provider is needed for a text");
          },
          URI.create("https://insurer.example/claims"),
          Clock.systemUTC());
  private final PatientProperties properties =
      new PatientProperties(
          "随申办（演示）",
          "City ID (demo)",
          "示范数据管理局",
          "000-0000-0002",
          List.of(),
          Duration.ofMinutes(15),
          Duration.ofMinutes(10));
  private final StatementText statements = new StatementText(requests, properties);

  @ParameterizedTest
  @CsvSource({"zh-CN,mother", "en,mother", "zh-CN,child", "en,child"})
  void the_text_is_the_one_that_was_read_and_approved(String tag, String who) throws Exception {
    String text = render(tag, who, parts(who));

    Path golden = GOLDEN.resolve(who + "." + tag + ".txt");
    if ("write".equals(System.getProperty("statement.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, text + "\n");
    }
    assertThat(text + "\n").isEqualTo(Files.readString(golden));
  }

  @Test
  void what_was_not_chosen_is_not_in_the_text() throws Exception {
    Part first = parts("mother").getFirst();
    String text =
        render(
            "zh-CN",
            "mother",
            List.of(
                new Part(
                    first.source(),
                    first.visits(),
                    first.period(),
                    first.visitKinds(),
                    List.of("visit"),
                    List.of(),
                    false)));

    assertThat(text).contains("就诊信息，共 1 类").doesNotContain("诊断、", "儿童医院", "特别保护", "整张提供", "投保前");
  }

  @Test
  void a_template_that_asks_for_a_value_there_is_not_is_refused() {
    assertThatThrownBy(() ->
            statements.render(
                Language.CHINESE, "{{diagnosis}}", read("mother"), parts("mother"), terms()))
        .isInstanceOf(IllegalStateException.class);
  }

  private String render(String tag, String who, List<Part> parts) {
    return statements.render(
        Language.exactly(tag), StandIn.words("single-consent-1." + tag), read(who), parts, terms());
  }

  private Readers.Read read(String who) {
    DataRequest request = requests.find("request-of-the-" + who).orElseThrow();
    return new Readers.Read(
        request, StandIn.MOTHER, who.equals("child") ? RelationKind.GUARDIAN : RelationKind.SELF);
  }

  /** All that is asked; of the protected kinds one. */
  private List<Part> parts(String who) {
    return requests.find("request-of-the-" + who).orElseThrow().body().parts().stream()
        .map(part ->
            new Part(
                part.source(),
                part.visits(),
                part.period(),
                part.visitKinds(),
                part.categories(),
                part.protectedKinds().stream()
                    .filter(kind -> kind == ProtectedKind.REPRODUCTIVE)
                    .toList(),
                part.protectedBills()))
        .toList();
  }

  private static Terms terms() {
    return new Terms(NOW, NOW.plus(Duration.ofDays(30)), 1, List.of());
  }
}
