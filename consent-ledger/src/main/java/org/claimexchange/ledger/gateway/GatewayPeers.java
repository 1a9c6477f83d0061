package org.claimexchange.ledger.gateway;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Peers whose Gateway service is used, the most wanted first. One connection is held, to the first
 * that takes it; when that one goes, to the next. A Gateway sees all of what it is handed, hidden
 * sides too: name peers of the operator's and the regulator's organizations only.
 *
 * @param addresses at least one
 * @param tlsRoots roots that the peers' TLS certificates chain to
 * @param client what is shown to peers that ask for it
 */
public record GatewayPeers(
    List<PeerAddress> addresses, List<X509Certificate> tlsRoots, Optional<ClientTls> client) {
  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  /** A peer by its own default cuts off who asks more often than once a minute. */
  private static final int ASK_WHETHER_THERE_SECONDS = 65;

  private static final int ANSWER_WITHIN_SECONDS = 20;

  /**
   * @throws IllegalArgumentException if there is no address or no root
   */
  public GatewayPeers {
    addresses = List.copyOf(addresses);
    tlsRoots = List.copyOf(tlsRoots);
    if (addresses.isEmpty() || tlsRoots.isEmpty()) {
      throw new IllegalArgumentException("name at least one peer and one root of its certificate");
    }
  }

  /**
   * Opens the channel; connects when first used.
   *
   * @throws GeneralSecurityException if key or certificates cannot be used
   */
  public ManagedChannel open() throws GeneralSecurityException {
    var credentials = TlsChannelCredentials.newBuilder().trustManager(trust().getTrustManagers());
    if (client.isPresent()) {
      credentials.keyManager(keys(client.get()).getKeyManagers());
    }
    String list = addresses.stream().map(PeerAddress::text).collect(Collectors.joining(","));
    return Grpc.newChannelBuilder(OrderedPeers.SCHEME + ":///" + list, credentials.build())
        .defaultLoadBalancingPolicy("pick_first")
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .keepAliveTime(ASK_WHETHER_THERE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  private TrustManagerFactory trust() throws GeneralSecurityException {
    KeyStore roots = empty();
    for (X509Certificate root : tlsRoots) {
      roots.setCertificateEntry("root-" + roots.size(), root);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(roots);
    return trust;
  }

  private static KeyManagerFactory keys(ClientTls client) throws GeneralSecurityException {
    KeyStore own = empty();
    // Never written anywhere, so it needs no password.
    own.setKeyEntry(
        "client", client.key(), new char[0], client.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, new char[0]);
    return keys;
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException("a key store cannot be made", e);
    }
  }
}
