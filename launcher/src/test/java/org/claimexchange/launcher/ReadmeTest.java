package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that a README tells is one that the launcher understands. */
class ReadmeTest {
  @ParameterizedTest
  @ValueSource(strings = {"../README.md", "../README.zh-CN.md"})
  void everyCommandIsUnderstood(String readme) throws IOException {
    List<String> commands =
        Files.readAllLines(Path.of(readme)).stream()
            .filter(line -> line.startsWith("./exchange "))
            .map(line -> line.substring("./exchange ".length()))
            .toList();

    assertThat(commands).contains("demo", "test");
    for (String command : commands) {
      if (!command.equals("test")) {
        String[] words = Arrays.stream(command.split(" +")).toArray(String[]::new);
        assertThat(Exchange.commandLine().parseArgs(words).hasSubcommand()).isTrue();
      }
    }
  }
}
