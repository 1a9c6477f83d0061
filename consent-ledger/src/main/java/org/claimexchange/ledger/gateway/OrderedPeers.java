package org.claimexchange.ledger.gateway;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tells gRPC of a list of peers, in their order, each with the name that its TLS certificate must
 * hold: {@code claim-peers:///host:port=name,host:port=name}. Found by gRPC as a service.
 */
public final class OrderedPeers extends NameResolverProvider {
  static final String SCHEME = "claim-peers";

  private static final int PRIORITY = 5;

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return PRIORITY;
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
    if (!SCHEME.equals(target.getScheme())) {
      return null;
    }
    List<PeerAddress> addresses =
        Arrays.stream(target.getPath().substring(1).split(",")).map(PeerAddress::parse).toList();
    return new Resolver(addresses, args.getOffloadExecutor());
  }

  private static final class Resolver extends NameResolver {
    private final List<PeerAddress> addresses;
    private final @Nullable Executor executor;
    private @Nullable Listener2 listener;

    Resolver(List<PeerAddress> addresses, @Nullable Executor executor) {
      this.addresses = addresses;
      this.executor = executor;
    }

    @Override
    public String getServiceAuthority() {
      return addresses.getFirst().tlsName();
    }

    @Override
    public void start(Listener2 told) {
      listener = told;
      refresh();
    }

    @Override
    public void refresh() {
      Listener2 told = listener;
      if (told == null) {
        return;
      }
      // Looking a host up may take its time, and gRPC's own thread must not wait.
      if (executor == null) {
        resolve(told);
      } else {
        executor.execute(() -> resolve(told));
      }
    }

    private void resolve(Listener2 told) {
      List<EquivalentAddressGroup> groups = new ArrayList<>();
      for (PeerAddress address : addresses) {
        try {
          groups.add(
              new EquivalentAddressGroup(
                  new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
                  Attributes.newBuilder()
                      .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, address.tlsName())
                      .build()));
        } catch (UnknownHostException e) {
          // The others may be known; asked again when the connection is lost.
          continue;
        }
      }
      told.onResult(
          ResolutionResult.newBuilder()
              .setAddressesOrError(
                  groups.isEmpty()
                      ? StatusOr.fromStatus(
                          Status.UNAVAILABLE.withDescription("no peer's host is known"))
                      : StatusOr.fromValue(groups))
              .build());
    }

    @Override
    public void shutdown() {
      listener = null;
    }
  }
}
