package org.claimexchange.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration may say; the example of the documentation is one. */
class ConfigFileTest {
  private static final String GOOD =
      """
      participant: hospital-third
      exchange: https://exchange.example
      key: agent-key.jwk
      trust: trust
      log: guard.log
      folders:
        - root: export
          files:
            - {format: fee-list, pattern: "{visit}/*.csv"}
      """;

  @TempDir Path folder;

  private AgentConfig read(String yaml) throws ConfigException, IOException {
    return ConfigFile.read(Files.writeString(folder.resolve("agent.yaml"), yaml));
  }

  private ConfigException refused(String yaml) {
    var refused = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    assertThat(refused).as("a refusal").isNotNull();
    return refused;
  }

  @Test
  void theExampleOfTheDocumentationIsTaken() throws Exception {
    var page = Files.readString(Path.of("../docs/sources.md"));
    var example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(example.find()).isTrue();

    var config = read(example.group(1));

    assertThat(config.participant()).isEqualTo("hospital-third");
    assertThat(config.folders()).hasSize(1);
    assertThat(config.databases().getFirst().queries()).hasSize(1);
    assertThat(config.expected()).containsEntry("settlement", Set.of("settlement-list"));
  }

  @Test
  void pathsStartAtTheFilesFolder() throws Exception {
    var config = read(GOOD);

    assertThat(config.key()).isEqualTo(folder.resolve("agent-key.jwk"));
    assertThat(config.folders().getFirst().root()).isEqualTo(folder.resolve("export"));
    assertThat(config.poll()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.expected()).isEmpty();
  }

  @ParameterizedTest(name = "{0} instead of {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "participant: ../x; participant: hospital-third; participant",
        "exchange: http://exchange.example; exchange: https://exchange.example; exchange",
        "exchange: https://a:b@exchange.example; exchange: https://exchange.example; exchange",
        "exchange: https://exchange.example/?q; exchange: https://exchange.example; exchange",
        "exchange: ftp://exchange.example; exchange: https://exchange.example; exchange",
        "pollSeconds: 0; log: guard.log; pollSeconds",
        "{format: word, pattern: '{visit}.csv'}; {format: fee-list, pattern: \"{visit}/*.csv\"};"
            + " folders[0].files[0].format",
        "{format: fee-list, pattern: '*.csv'}; {format: fee-list, pattern: \"{visit}/*.csv\"};"
            + " folders[0].files[0].pattern",
        "{format: fee-list, pattern: '{record}.csv'}; {format: fee-list, pattern:"
            + " \"{visit}/*.csv\"}; folders[0].records",
        "{format: fee-list, pattern: '{visit}.csv', shown: ['../x']}; {format: fee-list, pattern:"
            + " \"{visit}/*.csv\"}; folders[0].files[0].shown"
      })
  void aValueThatIsNotAsExpectedIsNamed(String bad, String good, String where) {
    var refused = refused(GOOD.replace(good, bad));

    assertThat(refused.problems()).anyMatch(problem -> problem.startsWith(where + ": expected "));
  }

  @Test
  void everyProblemIsToldAtOnce() {
    assertThat(refused("folders: []").problems())
        .hasSize(6)
        .anyMatch(problem -> problem.startsWith("participant:"))
        .anyMatch(problem -> problem.startsWith("folders, databases:"));
  }

  @ParameterizedTest
  @CsvSource({"passwort: geheim", "participant: twice", "log: [geheim]", "pollSeconds: geheim"})
  void anUnknownOrRepeatedKeyIsRefusedWithoutItsValue(String line) {
    assertThat(refused(GOOD + line + "\n").getMessage()).doesNotContain("geheim");
  }

  @Test
  void aliasesAndLargeFilesAreRefused() {
    refused(GOOD + "expected: &a {visit: *a}\n");
    refused(GOOD + "#".repeat(70_000));
    refused("");
    refused("{{{{{{{{{{{{{{{{");
  }

  @Test
  void aPasswordBelongsIntoAFile() {
    var database =
        """
        databases:
          - url: jdbc:postgresql://his/his?password=geheim
            user: agent
            queries: [{format: fee-list, sql: "select 1 from v where p = :person"}]
        """;

    assertThat(refused(GOOD + database).getMessage())
        .contains("databases[0].url")
        .doesNotContain("geheim");
  }
}
