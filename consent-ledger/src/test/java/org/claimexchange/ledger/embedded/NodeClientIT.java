package org.claimexchange.ledger.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that is not ours, in another process and language: the scenarios of {@code
 * src/test/node} with the npm package {@code @hyperledger/fabric-gateway} over the TLS port.
 *
 * <p>Skipped, saying why, where there is no Node 20 with npm or the packages cannot be had.
 */
final class NodeClientIT {
  private static final int SCENARIOS = 17;

  @TempDir Path folder;

  @Test
  void theNodeClientPassesItsScenariosOverTls() throws Exception {
    Path scripts = installed();
    try (EmbeddedNetwork network =
        EmbeddedNetwork.start(NetworkForTests.options(folder.resolve("network")).withTlsPort(0))) {
      NetworkIdentity insurer = network.issueClient("InsurerMSP", "taiping-life");
      NetworkIdentity other = network.issueClient("InsurerMSP", "pacific-life");
      Map<String, String> environment =
          Map.of(
              "LEDGER_PORT", Integer.toString(network.tlsPort().orElseThrow()),
              "LEDGER_TLS_ROOT", pem("tls.pem", Certificates.pem(network.tlsRootCertificate())),
              "CLIENT_CERTIFICATE", pem("client.pem", Certificates.pem(insurer.certificate())),
              "CLIENT_KEY", pem("key.pem", key(insurer)),
              "OTHER_KEY", pem("other.pem", key(other)));

      Ran ran =
          run(scripts, environment, "node", "--test", "--test-reporter=tap", "scenarios.test.mjs");

      assertThat(ran.status()).as(ran.output()).isZero();
      assertThat(ran.output()).contains("# pass " + SCENARIOS, "# fail 0", "# skipped 0");
    }
  }

  /** The scripts with their packages, in the build's own folder. */
  private static Path installed() throws IOException, InterruptedException {
    Path source = Path.of("src/test/node");
    Path target = Files.createDirectories(Path.of("target/node"));
    for (String file : List.of("package.json", "package-lock.json", "scenarios.test.mjs")) {
      Files.copy(
          source.resolve(file),
          target.resolve(file),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    Ran node = runIfThere(target, "node", "--version");
    skipUnless(
        node.status() == 0 && major(node.output()) >= 20,
        "the scenarios need Node 20 or later, found: " + node.output());
    Ran npm =
        runIfThere(
            target, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
    skipUnless(
        npm.status() == 0, "npm could not bring the packages of src/test/node: " + npm.output());
    return target;
  }

  private static void skipUnless(boolean there, String otherwise) {
    if (!there) {
      System.out.println("SKIPPED NodeClientIT: " + otherwise);
    }
    assumeTrue(there, otherwise);
  }

  private static int major(String version) {
    return Integer.parseInt(version.strip().replaceFirst("^v(\\d+).*", "$1"));
  }

  private String pem(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String key(NetworkIdentity identity) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(identity.privateKey().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private record Ran(int status, String output) {}

  private static Ran runIfThere(Path folder, String... command) throws InterruptedException {
    try {
      return run(folder, Map.of(), command);
    } catch (IOException e) {
      return new Ran(127, String.valueOf(e.getMessage()));
    }
  }

  private static Ran run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ran(process.waitFor(), output);
  }
}
