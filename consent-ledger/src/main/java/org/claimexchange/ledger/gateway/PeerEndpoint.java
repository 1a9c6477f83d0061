package org.claimexchange.ledger.gateway;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A peer's Gateway service on the network.
 *
 * @param address host and port, such as {@code peer0.exchange.example:7051}
 * @param tlsRoots PEM file of the root certificates that the peer's TLS certificate chains to
 * @param overrideName the name in the peer's TLS certificate where it is not the host's, one
 *     element; empty otherwise
 */
public record PeerEndpoint(String address, Path tlsRoots, List<String> overrideName) {
  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  public PeerEndpoint {
    overrideName = List.copyOf(overrideName);
  }

  /**
   * Opens a channel to it; connects when first used.
   *
   * @throws IOException if the root certificates cannot be read
   */
  public ManagedChannel open() throws IOException {
    var credentials = TlsChannelCredentials.newBuilder().trustManager(tlsRoots.toFile()).build();
    var builder =
        Grpc.newChannelBuilder(address, credentials).maxInboundMessageSize(MAX_MESSAGE_BYTES);
    overrideName.forEach(builder::overrideAuthority);
    return builder.build();
  }
}
