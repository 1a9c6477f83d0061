package org.claimexchange.fabric.health;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/**
 * Asks a peer's Gateway to have the contract's metadata endorsed by regulator and exchange. Nothing
 * is handed in. If that works, the peers know of each other, the contract runs, and the network can
 * transact.
 */
public final class GatewayProbe {
  private static final String METADATA = "org.hyperledger.fabric:GetMetadata";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final long CALL_SECONDS = 10;

  private final FabricPlan plan;

  /** For one network. */
  public GatewayProbe(FabricPlan plan) {
    this.plan = plan;
  }

  /**
   * Returns once one peer's Gateway has a proposal endorsed.
   *
   * @throws FabricTrouble if it has not after 90 s
   */
  public void await(FabricNode peer) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<String> wrong = ask(peer);
    while (wrong.isPresent()) {
      if (System.nanoTime() > end) {
        throw new FabricTrouble(
            "through "
                + peer.name()
                + " nothing is endorsed: "
                + wrong.get()
                + "; see "
                + plan.folder().log(peer));
      }
      Thread.sleep(PAUSE);
      wrong = ask(peer);
    }
  }

  /** Asks one peer's Gateway, as its organization's admin; says what is wrong, if anything is. */
  public Optional<String> ask(FabricNode peer) throws IOException {
    NetworkFolder folder = plan.folder();
    Path msp = folder.user(peer.house(), "Admin").resolve("msp");
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(
                plan.ports().address(peer),
                TlsChannelCredentials.newBuilder()
                    .trustManager(folder.tlsRoot(peer.house()).toFile())
                    .build())
            .build();
    try (Gateway gateway =
        Gateway.newInstance()
            .connection(channel)
            .identity(new X509Identity(peer.mspId(), certificate(msp)))
            .signer(Signers.newPrivateKeySigner(key(msp)))
            .hash(Hash.SHA256)
            .endorseOptions(call -> call.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
            .connect()) {
      gateway
          .getNetwork(FabricPlan.CHANNEL)
          .getContract(FabricPlan.CHAINCODE)
          .newProposal(METADATA)
          .setEndorsingOrganizations(House.REGULATOR.mspId(), House.EXCHANGE.mspId())
          .build()
          .endorse();
      return Optional.empty();
    } catch (EndorseException e) {
      return Optional.of(said(e));
    } catch (StatusRuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      channel.shutdownNow();
    }
  }

  private static String said(EndorseException e) {
    List<String> details = e.getDetails().stream().map(detail -> detail.getMessage()).toList();
    return details.isEmpty() ? String.valueOf(e.getMessage()) : String.join("; ", details);
  }

  private static X509Certificate certificate(Path msp) throws IOException {
    try (Reader pem = only(msp.resolve("signcerts"))) {
      return Identities.readX509Certificate(pem);
    } catch (CertificateException e) {
      throw new IOException("unreadable certificate in " + msp, e);
    }
  }

  private static PrivateKey key(Path msp) throws IOException {
    try (Reader pem = only(msp.resolve("keystore"))) {
      return Identities.readPrivateKey(pem);
    } catch (InvalidKeyException e) {
      throw new IOException("unreadable key in " + msp, e);
    }
  }

  private static Reader only(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      Path file =
          files.findFirst().orElseThrow(() -> new IOException("there is no file in " + folder));
      return Files.newBufferedReader(file, StandardCharsets.UTF_8);
    }
  }
}
