package org.claimexchange.agent.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.agent.find.FolderSource.Rule;
import org.claimexchange.fhir.format.SourceFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are found below the root and nowhere else, whatever a release says. */
class FolderSourceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:15:30Z");
  private static final FileTime LONG_AGO = FileTime.from(NOW.minusSeconds(3600));

  @TempDir Path folder;
  private Path root = Path.of("");

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("export"));
    write(folder.resolve("secret.csv"));
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "费用");
    return Files.setLastModifiedTime(file, LONG_AGO);
  }

  private Found find(String pattern, String... visits) {
    return find(pattern, Set.of(), Optional.empty(), visits);
  }

  private Found find(
      String pattern, Set<String> shown, Optional<RecordIndex> records, String... visits) {
    var rule = new Rule(SourceFormat.FEE_LIST, FilePattern.of(pattern), shown);
    return new FolderSource(root, List.of(rule), records, Clock.fixed(NOW, ZoneOffset.UTC))
        .find(FilePatternTest.wanted(List.of(visits), 5));
  }

  private static List<String> names(Found found) {
    return found.files().stream().map(FoundFile::name).toList();
  }

  @Test
  void filesOfTheVisitAreFoundWithWhatShowsThem() throws IOException {
    write(root.resolve("ZY1/票据_1.xml"));
    write(root.resolve("ZY1/票据_1.pdf"));
    write(root.resolve("ZY1/票据_2.xml"));
    write(root.resolve("ZY1/.票据_3.xml"));
    write(root.resolve("ZY2/票据_9.xml"));

    var found = find("{visit}/票据*", Set.of("pdf", "ofd"), Optional.empty(), "ZY1");

    assertThat(found.troubles()).isEmpty();
    assertThat(names(found)).containsExactly("票据_1.xml", "票据_2.xml");
    assertThat(found.files().getFirst().shown())
        .extracting(FoundFile.Shown::name)
        .containsExactly("票据_1.pdf");
    assertThat(found.files().getFirst().toString()).doesNotContain("票据");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../secret",
        "..\\secret",
        "/etc/passwd",
        "a/b",
        "*",
        "?",
        "a.b",
        "",
        " ",
        "ZY1\u0000",
        "ZY1\n",
        "~",
        "..%2fsecret",
        "ＺＹ１",
        "-x"
      })
  void aVisitNumberThatIsNoPlainNameIsNotLookedFor(String visit) throws IOException {
    write(root.resolve("ZY1.csv"));

    for (String pattern : List.of("{visit}.csv", "{visit}/*.csv", "*{visit}*.csv")) {
      var found = find(pattern, visit);

      assertThat(found.files()).isEmpty();
      assertThat(found.troubles())
          .containsExactly(new Trouble(pattern, Trouble.Kind.NOT_A_FILE_NAME));
    }
  }

  @Test
  void noLinkIsFollowed() throws IOException {
    Files.createSymbolicLink(root.resolve("ZY1.csv"), folder.resolve("secret.csv"));
    Files.createSymbolicLink(root.resolve("ZY2"), folder);
    write(root.resolve("ZY3/a.csv"));
    Files.createSymbolicLink(root.resolve("ZY3/a.pdf"), folder.resolve("secret.csv"));

    assertThat(find("{visit}.csv", "ZY1").files()).isEmpty();
    assertThat(find("{visit}.csv", "ZY1").troubles())
        .containsExactly(new Trouble("{visit}.csv", Trouble.Kind.LINK));
    assertThat(find("{visit}/*.csv", "ZY2").files()).isEmpty();
    assertThat(find("{visit}/*.csv", Set.of("pdf"), Optional.empty(), "ZY3").files())
        .allMatch(file -> file.shown().isEmpty())
        .hasSize(1);
  }

  @Test
  void aFileThatBecomesALinkAfterTheLookIsNotRead() throws IOException {
    var file = write(root.resolve("ZY1.csv"));
    var content = find("{visit}.csv", "ZY1").files().getFirst().content();
    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("secret.csv"));

    assertThatThrownBy(content::read).isInstanceOf(IOException.class);
  }

  @Test
  void aFolderThatBecomesALinkAfterTheLookIsNotRead() throws IOException {
    var file = write(root.resolve("ZY1/a.csv"));
    var content = find("{visit}/*.csv", "ZY1").files().getFirst().content();
    Files.delete(file);
    Files.delete(file.getParent());
    write(folder.resolve("elsewhere/a.csv"));
    Files.createSymbolicLink(file.getParent(), folder.resolve("elsewhere"));

    assertThatThrownBy(content::read).isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatIsBeingWrittenIsLeftForTheNextLook() throws IOException {
    var file = write(root.resolve("ZY1.csv"));
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(3)));

    var found = find("{visit}.csv", "ZY1");

    assertThat(found.files()).isEmpty();
    assertThat(found.troubles())
        .containsExactly(new Trouble("{visit}.csv", Trouble.Kind.BEING_WRITTEN));
  }

  @Test
  void aHugeFileIsSaidAndNotOpened() throws IOException {
    var file = root.resolve("ZY1.csv");
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(
                java.nio.file.StandardOpenOption.CREATE_NEW,
                java.nio.file.StandardOpenOption.WRITE))) {
      channel.position(Content.MOST_BYTES).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    Files.setLastModifiedTime(file, LONG_AGO);

    assertThat(find("{visit}.csv", "ZY1").troubles())
        .containsExactly(new Trouble("{visit}.csv", Trouble.Kind.TOO_LARGE));
  }

  @Test
  void medicalRecordNumbersComeFromTheIndex() throws IOException {
    write(root.resolve("BA77/front.csv"));
    var index = folder.resolve("index.csv");
    Files.writeString(index, "person,record\n310101198503029974,BA77\n310104197605039991,BA78\n");

    var found = find("{record}/*.csv", Set.of(), Optional.of(new RecordIndex(index)), "unused");

    assertThat(names(found)).containsExactly("front.csv");
  }

  @Test
  void aMissingRootIsSaid() throws IOException {
    Files.delete(root);

    assertThat(find("{visit}.csv", "ZY1").troubles())
        .containsExactly(new Trouble("{visit}.csv", Trouble.Kind.UNREADABLE));
  }
}
