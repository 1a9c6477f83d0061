package org.claimexchange.server.regulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.feed.FeedContent;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.server.ExchangeServer;
import org.claimexchange.server.feed.FeedReading;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.regulator.sample.SampleLedger;
import org.claimexchange.server.vault.Pem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The feed of the whole server, as the embedded set-up starts it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeedInServerIT {
  @TempDir Path data;
  private ConfigurableApplicationContext server;
  private ConsoleBrowser officer;

  @BeforeEach
  void start() throws Exception {
    server =
        ExchangeServer.application()
            .run(
                "--server.port=0",
                "--exchange.data=" + data,
                "--exchange.embedded.provider-port=" + freePort(),
                "--exchange.ledger.embedded.chaincode-jar=" + SampleLedger.chaincode());
    UnaryOperator<String> url =
        path ->
            "http://localhost:"
                + server.getEnvironment().getRequiredProperty("local.server.port")
                + path;
    officer = ConsoleBrowser.loggedIn(url, "regulator", password());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theFeedBeginsWithTheSettingUpAndTheHandedOverKeyOpensAllOfIt() throws Exception {
    var download = officer.get("/console/feed");
    List<FeedEntry> entries = FeedReading.entries(download.body());
    PrivateKey key = key();

    assertThat(download.statusCode()).isEqualTo(200);
    assertThat(download.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    FeedReading.assertWhole(entries);
    assertThat(entries)
        .extracting(FeedEntry::transactionId)
        .containsExactlyInAnyOrderElementsOf(submitted());
    assertThat(FeedReading.open(entries.getFirst(), key).function()).isEqualTo("initialize");
    for (FeedEntry entry : entries.subList(1, entries.size())) {
      FeedContent content = FeedReading.open(entry, key);
      assertThat(content.function()).isEqualTo("changeRegister");
      assertThat(content.transactionId()).isEqualTo(entry.transactionId());
    }
    assertThat(Files.getPosixFilePermissions(data.resolve("handover/regulator/feed-key.pem")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aDownloadGoesOnFromANumberAndABadNumberIsAProblem() throws Exception {
    List<String> whole = officer.get("/console/feed").body().lines().toList();

    assertThat(officer.get("/console/feed?from=3").body().lines().toList())
        .isEqualTo(whole.subList(2, whole.size()));
    assertThat(officer.get("/console/feed?from=" + (whole.size() + 1)).body()).isEmpty();
    for (String bad : List.of("0", "-1", "01", "1.5", "last", "1000000000000000000", "1%202")) {
      var refused = officer.get("/console/feed?from=" + bad);

      assertThat(refused.statusCode()).as(bad).isEqualTo(400);
      assertThat(refused.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(refused.body()).contains("\"code\":\"from-malformed\"");
    }
  }

  // Last: what came before opens with the key that is lost here.
  @Test
  @Order(Integer.MAX_VALUE)
  void aLostKeyIsReplacedByARotationThatIsTheLastEntryForTheOldOne() throws Exception {
    PrivateKey old = key();
    Files.delete(data.resolve("handover/regulator/feed-key.pem"));
    Files.delete(data.resolve("handover/regulator/feed.pem"));
    int before = submitted().size();

    server.getBean("sampleCity", ApplicationRunner.class).run(new DefaultApplicationArguments());

    List<FeedEntry> entries = FeedReading.entries(officer.get("/console/feed").body());
    FeedReading.assertWhole(entries);
    assertThat(entries).hasSize(before + 1);
    FeedContent change = FeedReading.open(entries.getLast(), old);
    Participant registered =
        CanonicalJson.read(change.hidden().path("entry").asText(), Participant.class);
    assertThat(registered.certificates())
        .extracting(one -> one.use())
        .containsExactly(
            CertificateUse.LEDGER, CertificateUse.ENCRYPTION, CertificateUse.ENCRYPTION);
    assertThat(regulator()).isEqualTo(registered);
    assertThat(registered.certificates().getLast().fingerprint())
        .isEqualTo(
            Digest.of(
                Pem.certificate(Files.readString(data.resolve("handover/regulator/feed.pem")))
                    .getEncoded()));
    assertThat(registered.certificates().get(1).liveAt(Instant.now()))
        .as("the certificate whose key was lost")
        .isFalse();
  }

  private Participant regulator() {
    return server.getBean(Registers.class).participant("regulator").orElseThrow().entry();
  }

  private List<String> submitted() {
    return server
        .getBean(JdbcClient.class)
        .sql("select transaction_id from submission")
        .query((row, n) -> row.getString(1))
        .list();
  }

  private PrivateKey key() throws Exception {
    return Pem.ecKey(Files.readString(data.resolve("handover/regulator/feed-key.pem")));
  }

  private String password() throws Exception {
    Path people = data.resolve("handover/people.json");
    for (JsonNode person : CanonicalJson.read(Files.readAllBytes(people), JsonNode.class)) {
      if (person.path("username").asText().equals("regulator")) {
        return person.path("password").asText();
      }
    }
    throw new AssertionError("the regulator's account was not handed over");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
