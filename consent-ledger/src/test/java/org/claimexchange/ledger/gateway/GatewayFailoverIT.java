package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.LedgerCertificates;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.ledger.embedded.ChaincodeLaunch;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.EmbeddedNetworkOptions;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.Initialize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ways to a Gateway over TLS, of which the one in use is taken away. */
class GatewayFailoverIT {
  @TempDir private Path folder;
  private EmbeddedNetwork network;
  private NetworkIdentity regulator;
  private Relay first;
  private Relay second;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    network =
        EmbeddedNetwork.start(
            EmbeddedNetworkOptions.of(
                    folder,
                    ChaincodeLaunch.ofJar(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Path.of(System.getProperty("chaincode.jar"))),
                    Clock.systemUTC(),
                    new SecureRandom())
                .withTlsPort(0));
    regulator = network.issueClient("RegulatorMSP", "regulator");
    first = new Relay(network.tlsPort().orElseThrow());
    second = new Relay(network.tlsPort().orElseThrow());
    channel =
        new GatewayPeers(
                List.of(first.address(), second.address()),
                List.of(network.tlsRootCertificate()),
                Optional.empty())
            .open();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    first.close();
    second.close();
    network.close();
  }

  @Test
  void theFirstPeerIsUsedAndTheSecondOnceThatIsGone() throws Exception {
    try (ConsentLedger ledger = connect(channel)) {
      assertThat(ledger.register(RegisterName.PARTICIPANTS)).isEmpty();
      assertThat(second.wasUsed()).as("one connection").isFalse();

      first.close();

      awaitAnswer(ledger);
      assertThat(second.wasUsed()).isTrue();
    }
  }

  @Test
  void whatWasHandedInBeforeTheCutIsFoundThroughTheOther() throws Exception {
    Channel cut = ClientInterceptors.intercept(channel, new CutBefore("CommitStatus", first));
    // Else the other way may be there before the question is sent, and answer it.
    second.refuse(true);
    try (ConsentLedger ledger = connect(cut)) {
      LedgerOutcome<?> outcome = ledger.initialize(initialize());

      assertThat(outcome).isInstanceOf(LedgerOutcome.Unknown.class);
      second.refuse(false);
      String id = ((LedgerOutcome.Unknown<?>) outcome).transactionId();
      awaitAnswer(ledger);
      assertThat(ledger.find(id)).isInstanceOf(TransactionFate.Valid.class);
      assertThat(ledger.register(RegisterName.PARTICIPANTS)).isPresent();
    }
  }

  private Initialize initialize() {
    Instant now = Instant.now();
    World world =
        new World(
            Clock.systemUTC(),
            new SecureRandom(),
            new LedgerCertificates(
                regulator.certificate(),
                Keys.certificate("exchange", now),
                Keys.certificate("ruihua", now),
                Keys.certificate("pudong", now),
                Keys.certificate("anxin", now)));
    return (Initialize) world.setUp().getFirst();
  }

  private ConsentLedger connect(Channel over) {
    return GatewayLedger.connect(
        over,
        GatewaySettings.standard(
            new LedgerIdentity(regulator.mspId(), regulator.certificate(), regulator.privateKey())),
        SubmissionJournal.none());
  }

  /** Calls that meet the cut fail at once; the next are made by the other way. */
  private static void awaitAnswer(ConsentLedger ledger) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (true) {
      try {
        ledger.register(RegisterName.PARTICIPANTS);
        return;
      } catch (LedgerUnavailableException e) {
        assertThat(Instant.now()).as(e.getMessage()).isBefore(end);
        Thread.sleep(50);
      }
    }
  }

  /** Takes a way away just before a method is called. */
  private record CutBefore(String method, Relay way) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> called, CallOptions options, Channel next) {
      if (method.equals(called.getBareMethodName())) {
        way.close();
      }
      return next.newCall(called, options);
    }
  }
}
