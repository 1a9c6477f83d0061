package org.claimexchange.guard;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.claimexchange.guard.proxy.GuardProxy;
import org.claimexchange.guard.proxy.ProxyLimits;
import org.claimexchange.guard.proxy.ProxySettings;
import org.jspecify.annotations.Nullable;

/** The guard as a proxy in front of a FHIR server that knows nothing of it. */
class ProxyGuardTest extends GuardContract {
  private @Nullable OpenServer server;
  private @Nullable GuardProxy proxy;

  @Override
  String start(WardRecords records, Path trust, Path log, Path folder) throws Exception {
    int port = OpenServer.freePort();
    var upstream = "http://127.0.0.1:" + port;
    server =
        new OpenServer(records, folder, upstream, port).start(Optional.empty(), Optional.empty());
    proxy =
        GuardProxy.start(
            new ProxySettings(
                URI.create(upstream + "/fhir"),
                Optional.empty(),
                Shown.SOURCE,
                "127.0.0.1",
                0,
                Optional.empty(),
                trust,
                log,
                Optional.empty(),
                ProxyLimits.usual()),
            clock,
            new SecureRandom());
    return proxy.publicUrl();
  }

  @Override
  void stop() throws Exception {
    if (proxy != null) {
      proxy.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
