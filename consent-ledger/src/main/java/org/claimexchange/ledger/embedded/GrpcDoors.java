package org.claimexchange.ledger.embedded;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The same services through two doors: inside the process, and, if asked, at a TLS port of the
 * loopback interface.
 */
final class GrpcDoors implements AutoCloseable {
  private static final int LARGEST_MESSAGE = 100 * 1024 * 1024;
  private static final long LONGEST_STOP_SECONDS = 5;

  private final Server inProcess;
  private final ManagedChannel channel;
  private final Optional<Server> tls;

  private GrpcDoors(Server inProcess, ManagedChannel channel, Optional<Server> tls) {
    this.inProcess = inProcess;
    this.channel = channel;
    this.tls = tls;
  }

  static GrpcDoors open(
      List<BindableService> services,
      ExecutorService threads,
      OptionalInt tlsPort,
      NetworkIdentity tlsServer,
      X509Certificate tlsRoot)
      throws IOException {
    String name = "embedded-network-" + UUID.randomUUID();
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name).executor(threads);
    services.forEach(builder::addService);
    Server inProcess = builder.build().start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).executor(threads).build();
    try {
      Optional<Server> tls =
          tlsPort.isPresent()
              ? Optional.of(tls(services, threads, tlsPort.getAsInt(), tlsServer, tlsRoot))
              : Optional.empty();
      return new GrpcDoors(inProcess, channel, tls);
    } catch (IOException e) {
      channel.shutdownNow();
      inProcess.shutdownNow();
      throw e;
    }
  }

  ManagedChannel channel() {
    return channel;
  }

  OptionalInt tlsPort() {
    return tls.map(server -> OptionalInt.of(server.getPort())).orElse(OptionalInt.empty());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    tls.ifPresent(Server::shutdownNow);
    inProcess.shutdownNow();
    try {
      channel.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
      inProcess.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
      if (tls.isPresent()) {
        tls.get().awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Server tls(
      List<BindableService> services,
      ExecutorService threads,
      int port,
      NetworkIdentity server,
      X509Certificate root)
      throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .executor(threads)
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .sslContext(
                GrpcSslContexts.configure(
                        SslContextBuilder.forServer(
                            server.privateKey(), server.certificate(), root))
                    .build());
    services.forEach(builder::addService);
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new IOException("port %d of the loopback interface cannot be used".formatted(port), e);
    }
  }
}
