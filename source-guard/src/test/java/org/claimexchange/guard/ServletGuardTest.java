package org.claimexchange.guard;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.guard.hapi.ReleaseInterceptor;
import org.claimexchange.guard.log.FileGuardLog;
import org.jspecify.annotations.Nullable;

/** The guard inside a HAPI FHIR server. */
class ServletGuardTest extends GuardContract {
  private @Nullable OpenServer server;
  private @Nullable FileGuardLog guardLog;

  @Override
  String start(WardRecords records, Path trust, Path log, Path folder) throws Exception {
    var random = new SecureRandom();
    guardLog = FileGuardLog.open(log, clock);
    var guard = new ReleaseGuard(Shown.SOURCE, LedgerRoots.read(trust), guardLog, clock, random);
    int port = OpenServer.freePort();
    var url = "http://127.0.0.1:" + port;
    server =
        new OpenServer(records, folder, url, port)
            .start(
                Optional.of(
                    new ReleaseFilter(
                        guard,
                        request -> String.valueOf(request.getAttribute(OpenServer.ASKER)),
                        Set.of("/fhir/metadata"))),
                Optional.of(new ReleaseInterceptor(records, guardLog, clock, random)));
    return url;
  }

  @Override
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (guardLog != null) {
      guardLog.close();
    }
  }
}
