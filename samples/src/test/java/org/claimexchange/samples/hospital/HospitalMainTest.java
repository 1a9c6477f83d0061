package org.claimexchange.samples.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.SampleLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hospital as a process of its own, set up by a file as the exchange hands it over. */
class HospitalMainTest {
  private static final String CONFIG =
      """
      {"participant":"hospital-second","name":"示范第二医院","port":%d,"adminPort":0,
       "data":"classpath:hospital-2.ndjson.gz",
       "client":{"id":"claim-exchange","jwks":"exchange-jwks.json"},
       "baseUrl":"http://localhost:%d","trust":"trust"}
      """;

  @Test
  void aProcessSaysWhenItIsReadyAndAnswers(@TempDir Path handover) throws Exception {
    int port = freePort();
    Files.writeString(handover.resolve("hospital-second.json"), CONFIG.formatted(port, port));
    writeTrust(handover.resolve("trust"));

    var process = start(handover.resolve("hospital-second.json"));

    try (var out = lines(process)) {
      assertThat(out.readLine()).isEqualTo("hospital ready on port " + port);
      var client = new TestClient();
      var metadata = client.get("http://localhost:" + port + "/fhir/metadata", request -> {});
      assertThat(metadata.statusCode()).isEqualTo(200);
      assertThat(metadata.body()).contains("http://localhost:" + port + "/fhir");
    } finally {
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aPortInUseIsOneClearSentence(@TempDir Path handover) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Files.writeString(handover.resolve("hospital.json"), CONFIG.formatted(port, port));
      writeTrust(handover.resolve("trust"));

      assertThat(failure(handover.resolve("hospital.json")))
          .isEqualTo("The hospital did not start: port " + port + " is in use");
    }
  }

  @Test
  void aMissingTrustFolderIsOneClearSentence(@TempDir Path handover) throws Exception {
    Files.writeString(handover.resolve("hospital.json"), CONFIG.formatted(0, 0));

    assertThat(failure(handover.resolve("hospital.json")))
        .startsWith("The hospital did not start: no folder of the ledger's root certificates: ");
  }

  private static void writeTrust(Path trust) throws Exception {
    var ledger = Files.createDirectories(trust.resolve("ledger"));
    for (var organization : new SampleLedger(Instant.now()).trusted().entrySet()) {
      Files.writeString(
          ledger.resolve(organization.getKey() + ".pem"),
          Pem.write(organization.getValue().getFirst()));
    }
  }

  private static Process start(Path config) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            HospitalMain.class.getName(),
            config.toString())
        .redirectError(config.resolveSibling("error.txt").toFile())
        .start();
  }

  private static String failure(Path config) throws Exception {
    var process = start(config);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    return Files.readAllLines(config.resolveSibling("error.txt")).getLast();
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
