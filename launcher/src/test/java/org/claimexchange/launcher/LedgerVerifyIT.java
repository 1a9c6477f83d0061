package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Map;
import org.claimexchange.ledger.embedded.ChaincodeLaunch;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.EmbeddedNetworkOptions;
import org.claimexchange.verifier.certificate.Pem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./exchange ledger verify} on the file of a network that has lived. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerVerifyIT {
  @TempDir static Path folder;

  @BeforeAll
  void live() throws IOException {
    Map<String, X509Certificate> roots;
    try (EmbeddedNetwork network =
        EmbeddedNetwork.start(
            EmbeddedNetworkOptions.of(
                folder.resolve("data/ledger"),
                ChaincodeLaunch.ofJar(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    Path.of("../chaincode/target/chaincode.jar").toAbsolutePath()),
                Clock.systemUTC(),
                new SecureRandom()))) {
      roots = network.rootCertificates();
    }
    Path trust = Files.createDirectories(folder.resolve("trust/ledger"));
    for (Map.Entry<String, X509Certificate> root : roots.entrySet()) {
      Files.writeString(trust.resolve(root.getKey() + ".pem"), Pem.write(root.getValue()));
    }
  }

  @Test
  void aSoundLedgerVerifiesFromTheTrustedRoots() {
    Said said = run("--data", folder.resolve("data") + "", "--trust", folder.resolve("trust") + "");

    assertThat(said.text()).startsWith("verified  1 blocks, 0 transactions (0 valid), last hash ");
    assertThat(said.status()).isZero();
  }

  @Test
  void withoutTrustItSaysWhoseRootsItTook() {
    Said said = run(blocks() + "");

    assertThat(said.status()).isZero();
    assertThat(said.text()).contains("the root certificates are those beside the file; --trust");
  }

  @Test
  void aChangedByteIsOneLineAndStatusOne() throws IOException {
    byte[] bytes = Files.readAllBytes(blocks());
    bytes[500] ^= 1;
    Path changed = Files.write(folder.resolve("changed.blocks"), bytes);

    Said said = run(changed + "", "--trust", folder.resolve("trust") + "");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text())
        .contains("found     block 0, byte offset 8: its bytes do not match their checksum")
        .contains("NOT VERIFIED")
        .contains("findings: 1");
  }

  @Test
  void anotherOrganizationsRootIsFound() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other/ledger"));
    try (var roots = Files.list(folder.resolve("trust/ledger"))) {
      for (Path root : roots.toList()) {
        Files.copy(root, other.resolve(root.getFileName()));
      }
    }
    Files.copy(
        folder.resolve("trust/ledger/SourceMSP.pem"),
        other.resolve("RegulatorMSP.pem"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    Said said = run(blocks() + "", "--trust", folder.resolve("other") + "");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("its root certificates are not the trusted ones");
  }

  @Test
  void aFileThatIsNotThereAndAFolderWithoutRootsAreNamed() {
    Said missing = run("--data", folder.resolve("nowhere") + "");
    Said rootless = run(blocks() + "", "--trust", folder.resolve("data") + "");

    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.text()).contains("there is no file").contains("ledger.blocks");
    assertThat(rootless.status()).isEqualTo(1);
    assertThat(rootless.text()).contains("root certificates").contains("--trust");
  }

  @Test
  void wrongUsageIsStatusTwo() {
    assertThat(run(blocks() + "", "--data", folder + "").status()).isEqualTo(2);
    assertThat(run("--what").status()).isEqualTo(2);
    assertThat(Exchange.commandLine().setErr(new PrintWriter(new StringWriter())).execute("ledger"))
        .isEqualTo(2);
  }

  private static Path blocks() {
    return folder.resolve("data/ledger/ledger.blocks");
  }

  private record Said(int status, String text) {}

  private static Said run(String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = Exchange.commandLine();
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    String[] all = new String[arguments.length + 2];
    all[0] = "ledger";
    all[1] = "verify";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new Said(line.execute(all), text.toString());
  }
}
