package org.claimexchange.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What decides asks the ledger: no statement outside search and statistics reads the copy. */
class NothingReadsTheCopyTest {
  private static final Path SOURCES = Path.of("src/main/java/org/claimexchange/server");
  private static final List<String> MAY =
      List.of("projection", "regulator/overview", "regulator/page");

  @Test
  void noStatementElsewhereNamesATableOfTheCopy() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> readers =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> MAY.stream().noneMatch(one -> file.startsWith(SOURCES.resolve(one))))
              .filter(file -> text(file).contains("projection_"))
              .toList();

      assertThat(readers).isEmpty();
    }
  }

  @Test
  void theCopyItselfIsFoundThatWay() {
    assertThat(text(SOURCES.resolve("projection/ProjectionTable.java"))).contains("projection_");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
