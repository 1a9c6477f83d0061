package org.claimexchange.ledger.embedded;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** Starts networks with the shelf chaincode, and gateways of the real SDK to them. */
final class NetworkForTests {
  private NetworkForTests() {}

  static EmbeddedNetworkOptions options(Path folder) {
    return EmbeddedNetworkOptions.of(
        folder,
        ChaincodeLaunch.ofMainClass(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            ShelfContract.class.getName()),
        Clock.systemUTC(),
        new SecureRandom());
  }

  static Gateway gateway(EmbeddedNetwork network, NetworkIdentity identity) {
    return gateway(network.channel(), identity);
  }

  static Gateway gateway(io.grpc.Channel channel, NetworkIdentity identity) {
    try {
      return Gateway.newInstance()
          .connection(channel)
          .identity(new X509Identity(identity.mspId(), identity.certificate()))
          .signer(Signers.newPrivateKeySigner(identity.privateKey()))
          .hash(Hash.SHA256)
          .evaluateOptions(options -> options.withDeadlineAfter(30, TimeUnit.SECONDS))
          .endorseOptions(options -> options.withDeadlineAfter(30, TimeUnit.SECONDS))
          .submitOptions(options -> options.withDeadlineAfter(30, TimeUnit.SECONDS))
          .commitStatusOptions(options -> options.withDeadlineAfter(30, TimeUnit.SECONDS))
          .connect();
    } catch (IllegalStateException e) {
      throw new AssertionError(e);
    }
  }

  static Contract contract(EmbeddedNetwork network, Gateway gateway) {
    return gateway.getNetwork(network.channelName()).getContract(network.chaincodeName());
  }
}
