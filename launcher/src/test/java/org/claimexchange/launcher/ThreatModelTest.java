package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that the threat model names as showing something is there, and is a test. */
class ThreatModelTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Map<String, String> sources = testSources();
    Matcher named = NAMED.matcher(Files.readString(Path.of("../docs/threat-model.md")));
    int found = 0;
    while (named.find()) {
      found++;
      String name = named.group(1) + "." + named.group(2);
      assertThat(sources).as("the class of %s", name).containsKey(named.group(1));
      assertThat(sources.get(named.group(1)))
          .as("the test %s", name)
          .containsPattern(
              "@(?:Test|ParameterizedTest)[^;{}]*(?:\\([^)]*\\)[^;{}]*)*void "
                  + named.group(2)
                  + "\\(");
    }
    assertThat(found).isGreaterThan(40);
  }

  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path file :
          files
              .filter(path -> path.toString().matches(".*/src/test/.*(Test|IT)\\.java"))
              .toList()) {
        String name = file.getFileName().toString();
        sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
      }
    }
    return sources;
  }
}
