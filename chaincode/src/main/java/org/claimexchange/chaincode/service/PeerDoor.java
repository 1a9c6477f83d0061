package org.claimexchange.chaincode.service;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.shim.Chaincode;

/**
 * The gRPC server that peers connect to, {@code protos.Chaincode/Connect}. The shim's own server
 * takes messages of 100 MB, cuts calls off when it is stopped, and lets any client in unless told
 * otherwise.
 */
final class PeerDoor {
  /**
   * The largest message taken from a peer, in bytes: many times what the contract takes, so that
   * what is too large for that is refused in a sentence. A larger one ends the connection.
   */
  static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

  private static final int LARGEST_METADATA = 16 * 1024;

  private final Server server;
  private final CallsUnderWay calls = new CallsUnderWay();
  private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();

  /**
   * @param settings where and with what certificate
   * @param contract answers all peers
   */
  PeerDoor(ServiceSettings settings, Chaincode contract)
      throws GeneralSecurityException, IOException {
    this.server =
        NettyServerBuilder.forAddress(settings.address(), credentials(settings))
            .addService(new Service(contract, settings.packageId()))
            // Each message is handed on at once; another thread in between costs more than that.
            .directExecutor()
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .maxInboundMetadataSize(LARGEST_METADATA)
            // As the shim's server has them: peers ask once a minute whether we are there.
            .keepAliveTime(1, TimeUnit.MINUTES)
            .keepAliveTimeout(20, TimeUnit.SECONDS)
            .permitKeepAliveTime(1, TimeUnit.MINUTES)
            .permitKeepAliveWithoutCalls(true)
            .build();
  }

  void open() throws IOException {
    server.start();
  }

  boolean isOpen() {
    return !calls.isStopping();
  }

  /** Takes no new connection and no new call, lets those under way end, then closes. */
  boolean stop(ServiceSettings settings) throws InterruptedException {
    // Before the door closes: who hears that it has closed must find that no call is taken.
    calls.takeNoMore();
    server.shutdown();
    boolean all = calls.awaitEnd(settings.stopWithin());
    conversations.forEach(Conversation::end);
    if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
      server.shutdownNow();
    }
    return all;
  }

  private static ServerCredentials credentials(ServiceSettings settings)
      throws GeneralSecurityException, IOException {
    if (settings.tls().isEmpty()) {
      return InsecureServerCredentials.create();
    }
    ServiceTls tls = settings.tls().get();
    // Of this process alone, so anything will do.
    byte[] bits = new byte[16];
    new SecureRandom().nextBytes(bits);
    char[] password = Base64.getEncoder().encodeToString(bits).toCharArray();
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, password);
    own.setKeyEntry("service", tls.key(), password, tls.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, password);
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, password);
    for (X509Certificate root : tls.peerRoots()) {
      roots.setCertificateEntry("peer-root-" + roots.size(), root);
    }
    TrustManagerFactory peers = TrustManagerFactory.getInstance("PKIX");
    peers.init(roots);
    return TlsServerCredentials.newBuilder()
        .keyManager(keys.getKeyManagers())
        .trustManager(peers.getTrustManagers())
        .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
        .build();
  }

  private final class Service extends ChaincodeGrpc.ChaincodeImplBase {
    private final Chaincode contract;
    private final String packageId;

    Service(Chaincode contract, String packageId) {
      this.contract = contract;
      this.packageId = packageId;
    }

    @Override
    public StreamObserver<ChaincodeMessage> connect(StreamObserver<ChaincodeMessage> toPeer) {
      Conversation one = Conversation.begin(toPeer, calls, contract, packageId);
      conversations.add(one);
      return new Remembered(one);
    }
  }

  /** Forgets the conversation when the peer has gone. */
  private final class Remembered implements StreamObserver<ChaincodeMessage> {
    private final Conversation one;

    Remembered(Conversation one) {
      this.one = one;
    }

    @Override
    public void onNext(ChaincodeMessage message) {
      one.onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
      conversations.remove(one);
      one.onError(failure);
    }

    @Override
    public void onCompleted() {
      conversations.remove(one);
      one.onCompleted();
    }
  }
}
