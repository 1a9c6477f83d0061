package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.trace.CategoryWords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What cannot be read is one sentence and status 2, so that 1 says only that something is amiss.
 */
class TraceCommandTest {
  @TempDir Path folder;
  private Path key;
  private Path blocks;
  private Path feed;

  @BeforeEach
  void files() throws Exception {
    key = folder.resolve("regulator-feed-key.pem");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    Files.writeString(key, Pem.write(generator.generateKeyPair().getPrivate()));
    blocks = Files.writeString(folder.resolve("ledger.blocks"), "certainly not");
    feed = Files.writeString(folder.resolve("feed.ndjson"), "");
  }

  @Test
  void aFileThatHoldsNoBlocksIsNamed() {
    Said said = run("--blocks", blocks + "", "--feed", feed + "", "--key", key + "");

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.text()).contains("not-blocks").contains("--blocks").doesNotContain("\tat ");
  }

  @Test
  void aMissingFileIsNamed() {
    Said said =
        run("--blocks", folder.resolve("none") + "", "--feed", feed + "", "--key", key + "");

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.text()).contains("there is no file " + folder.resolve("none"));
  }

  @Test
  void aKeyThatIsNoneIsNamed() {
    Said said = run("--blocks", blocks + "", "--feed", feed + "", "--key", feed + "");

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.text()).contains("private key").contains("--key");
  }

  @Test
  void withoutAKeyItIsWrongUsage() {
    assertThat(run("--blocks", blocks + "", "--feed", feed + "").status()).isEqualTo(2);
  }

  @Test
  void theStoryCallsEveryCategoryAsTheCodeSystemDoes() {
    assertThat(Arrays.stream(Category.values()))
        .allSatisfy(category ->
            assertThat(CategoryWords.of(category.code())).isEqualTo(category.chinese()));
  }

  private record Said(int status, String text) {}

  private static Said run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "trace";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    StringWriter text = new StringWriter();
    CommandLine line = Exchange.commandLine();
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    return new Said(line.execute(all), text.toString());
  }
}
