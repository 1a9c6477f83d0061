package org.claimexchange.fabric.health;

import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.claimexchange.fabric.material.ClientFiles;
import org.claimexchange.fabric.material.Pem;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** A peer's Gateway, called as its organization's admin. */
final class AdminGateway implements AutoCloseable {
  private static final long CALL_SECONDS = 10;

  private final ManagedChannel channel;
  private final Gateway gateway;

  private AdminGateway(ManagedChannel channel, Gateway gateway) {
    this.channel = channel;
    this.gateway = gateway;
  }

  static AdminGateway open(FabricNode peer, NetworkFolder folder, FabricPorts ports)
      throws IOException {
    Path admin = folder.clients().resolve(peer.house().admin());
    X509Identity identity =
        new X509Identity(peer.mspId(), Pem.certificate(admin.resolve(ClientFiles.CERTIFICATE)));
    var signer = Signers.newPrivateKeySigner(Pem.key(admin.resolve(ClientFiles.KEY)));
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(
                ports.address(peer),
                TlsChannelCredentials.newBuilder()
                    .trustManager(ClientFiles.tlsRoot(folder, peer.mspId()).toFile())
                    .build())
            .build();
    return new AdminGateway(
        channel,
        Gateway.newInstance()
            .connection(channel)
            .identity(identity)
            .signer(signer)
            .hash(Hash.SHA256)
            .evaluateOptions(call -> call.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
            .endorseOptions(call -> call.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS))
            .connect());
  }

  Contract contract(String name) {
    return gateway.getNetwork(FabricPlan.CHANNEL).getContract(name);
  }

  @Override
  public void close() {
    gateway.close();
    channel.shutdownNow();
  }
}
