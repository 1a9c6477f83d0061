package org.claimexchange.chaincode.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.LedgerCertificates;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is run, seen by peers that speak the shim's protocol. */
class ChaincodeServiceIT {
  private static final X509Certificate ANYBODY = Keys.certificate("anybody", Instant.now());

  @TempDir private Path folder;

  @Test
  void wrongSettingsAreAllToldAndItEndsWithStatusOne() throws Exception {
    Map<String, String> wrong =
        Map.of(ServiceSettings.ADDRESS, "9999", ServiceSettings.PACKAGE_ID, "consent");
    try (Instance instance = Instance.start(folder, wrong)) {
      assertThat(instance.awaitEnd()).isEqualTo(1);
      assertThat(instance.log().lines())
          .anyMatch(line -> line.startsWith("chaincode: CHAINCODE_SERVER_ADDRESS must be"))
          .anyMatch(line -> line.startsWith("chaincode: CORE_CHAINCODE_ID_NAME must be"))
          .anyMatch(line -> line.startsWith("chaincode: CORE_TLS_CLIENT_KEY_FILE must name"))
          .noneMatch(line -> line.contains("at org."));
    }
  }

  @Test
  void aPeerOfAKnownAuthorityIsServed() throws Exception {
    Authority peers = new Authority("peers");
    try (Instance instance = secured(peers);
        Peer peer = new Peer(instance.port(), presenting(peers.issue(folder, "peer0")))) {
      peer.ready();

      String call = peer.begin(ANYBODY, "SourceMSP", Instant.now(), Map.of(), metadata());

      assertThat(peer.end(call).getType()).isEqualTo(Type.COMPLETED);
    }
  }

  @Test
  void aPeerWithoutAForeignOrWithAnExpiredCertificateIsRefused() throws Exception {
    Authority peers = new Authority("peers");
    Authority foreign = new Authority("foreign");
    try (Instance instance = secured(peers)) {
      for (TlsChannelCredentials.Builder refused :
          List.of(
              trusting(),
              with(trusting(), foreign.issue(folder, "stranger")),
              with(trusting(), peers.expired(folder, "old")))) {
        try (Peer peer = new Peer(instance.port(), refused.build())) {
          assertThatThrownBy(peer::ready)
              .isInstanceOfSatisfying(
                  StatusRuntimeException.class,
                  e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        }
      }
      try (Peer peer = new Peer(instance.port(), InsecureChannelCredentials.create())) {
        assertThatThrownBy(peer::ready).isInstanceOf(StatusRuntimeException.class);
      }
      assertThat(instance.health().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void instancesSideBySideEndorseTheSameAndAnyOfThemGoesOn() throws Exception {
    LedgerCertificates certificates = LedgerCertificates.selfSigned(Instant.now());
    World world = new World(Clock.systemUTC(), new SecureRandom(), certificates);
    try (Instance one = Instance.plain(folder);
        Instance two = Instance.plain(folder);
        Peer first = new Peer(one.port(), InsecureChannelCredentials.create()).ready();
        Peer second = new Peer(two.port(), InsecureChannelCredentials.create()).ready()) {
      for (Transaction transaction : world.setUp()) {
        bothEndorse(first, second, certificates.regulator(), "RegulatorMSP", transaction);
      }
      ClaimCase claim = world.newCase(World.mother());
      bothEndorse(first, second, certificates.operator(), "ExchangeMSP", claim.recordRequest());

      // The first instance has seen all of it, and is not missed.
      one.tellToStop();
      one.awaitEnd();
      Peer.Answer granted = second.call(certificates.operator(), "ExchangeMSP", claim.grant());

      assertThat(granted.response().getStatus()).isEqualTo(200);
      assertThat(granted.writes()).isNotEmpty();
    }
  }

  @Test
  void toldToStopItEndsWhatIsUnderWayTakesNothingNewAndEndsWithStatusZero() throws Exception {
    try (Instance instance = Instance.plain(folder);
        Peer peer = new Peer(instance.port(), InsecureChannelCredentials.create()).ready()) {
      CompletableFuture<Void> released = new CompletableFuture<>();
      peer.holdBack(released);
      String underWay = peer.begin(ANYBODY, "SourceMSP", Instant.now(), Map.of(), getConsent());
      peer.asked().get(30, TimeUnit.SECONDS);

      instance.tellToStop();
      while (instance.health().statusCode() == 200) {
        Thread.sleep(10);
      }
      ChaincodeMessage late =
          peer.end(peer.begin(ANYBODY, "SourceMSP", Instant.now(), Map.of(), getConsent()));
      released.complete(null);

      assertThat(late.getType()).isEqualTo(Type.ERROR);
      assertThat(late.getPayload().toStringUtf8()).isEqualTo(Conversation.STOPPING);
      assertThat(Response.parseFrom(peer.end(underWay).getPayload()).getMessage())
          .contains("not-found");
      assertThat(instance.awaitEnd()).isZero();
      assertThat(peer.ended()).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  @Test
  void whatIsTooLargeIsRefusedInASentenceAndFarTooLargeEndsTheConnectionOnly() throws Exception {
    try (Instance instance = Instance.plain(folder)) {
      try (Peer peer = new Peer(instance.port(), InsecureChannelCredentials.create()).ready()) {
        byte[] large = new byte[PeerDoor.LARGEST_MESSAGE / 4];
        ChaincodeMessage end =
            peer.end(
                peer.begin(
                    ANYBODY,
                    "ExchangeMSP",
                    Instant.now(),
                    Map.of(),
                    "recordRequest".getBytes(StandardCharsets.UTF_8),
                    large));
        assertThat(Response.parseFrom(end.getPayload()).getMessage()).contains("16384 bytes");

        peer.begin(
            ANYBODY, "ExchangeMSP", Instant.now(), Map.of(), new byte[PeerDoor.LARGEST_MESSAGE]);
        assertThat(peer.ended()).failsWithin(Duration.ofSeconds(30));
      }
      try (Peer again = new Peer(instance.port(), InsecureChannelCredentials.create()).ready()) {
        String call = again.begin(ANYBODY, "SourceMSP", Instant.now(), Map.of(), metadata());
        assertThat(again.end(call).getType()).isEqualTo(Type.COMPLETED);
      }
    }
  }

  private static void bothEndorse(
      Peer first, Peer second, X509Certificate caller, String mspId, Transaction transaction)
      throws Exception {
    Map<Peer, Peer.Answer> answers = Peer.callBoth(first, second, caller, mspId, transaction);
    Peer.Answer one = answers.get(first);
    Peer.Answer two = answers.get(second);
    assertThat(one.response().getStatus()).as(one.response().getMessage()).isEqualTo(200);
    assertThat(two.response()).isEqualTo(one.response());
    assertThat(hex(two.writes())).isEqualTo(hex(one.writes())).isNotEmpty();
    first.commit(one.writes());
    second.commit(two.writes());
  }

  private static List<String> hex(Map<String, byte[]> writes) {
    List<String> lines = new ArrayList<>();
    writes.forEach(
        (key, value) -> lines.add(key + "=" + new String(value, StandardCharsets.ISO_8859_1)));
    return lines;
  }

  private Instance secured(Authority peers) throws Exception {
    Authority.Issued own = new Authority("service").issue(folder, "chaincode");
    Instance instance =
        Instance.start(
            folder,
            Map.of(
                ServiceSettings.KEY, own.key().toString(),
                ServiceSettings.CERTIFICATE, own.certificate().toString(),
                ServiceSettings.PEER_ROOTS, peers.root(folder).toString()));
    instance.awaitHealthy();
    return instance;
  }

  private ChannelCredentials presenting(Authority.Issued issued) throws Exception {
    return with(trusting(), issued).build();
  }

  private TlsChannelCredentials.Builder trusting() throws Exception {
    return TlsChannelCredentials.newBuilder()
        .trustManager(folder.resolve("chaincode.pem").toFile());
  }

  private static TlsChannelCredentials.Builder with(
      TlsChannelCredentials.Builder builder, Authority.Issued issued) throws Exception {
    return builder.keyManager(issued.certificate().toFile(), issued.key().toFile());
  }

  private static byte[] metadata() {
    return "org.hyperledger.fabric:GetMetadata".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[][] getConsent() {
    return new byte[][] {
      "getConsent".getBytes(StandardCharsets.UTF_8),
      "AAECAwQFBgcICQoLDA0ODw".getBytes(StandardCharsets.UTF_8)
    };
  }
}
