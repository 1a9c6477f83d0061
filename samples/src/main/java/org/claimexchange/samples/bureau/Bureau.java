package org.claimexchange.samples.bureau;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.claimexchange.agent.judge.Chooser;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.guard.LedgerRoots;
import org.claimexchange.guard.ReleaseFilter;
import org.claimexchange.guard.ReleaseGuard;
import org.claimexchange.guard.log.FileGuardLog;
import org.claimexchange.samples.hospital.AccessTokens;
import org.claimexchange.samples.hospital.BearerFilter;
import org.claimexchange.samples.hospital.ClientAssertions;
import org.claimexchange.samples.hospital.HospitalConfig;
import org.claimexchange.samples.hospital.TokenEndpoint;
import org.claimexchange.samples.web.LoopbackServer;

/**
 * The sample bureau: {@code /oauth2/token}, {@code /release} and {@code /documents} on the
 * loopback. Nothing is given without a release that its guard has checked.
 */
public final class Bureau implements AutoCloseable {
  private static final String[] GUARDED = {"/release/*", "/documents/*"};

  private final LoopbackServer server;
  private final FileGuardLog log;

  private Bureau(LoopbackServer server, FileGuardLog log) {
    this.server = server;
    this.log = log;
  }

  /**
   * How it is set up.
   *
   * @param participant its id in the participants' register
   * @param port where it listens
   * @param baseUrl how callers reach it, without a slash at the end
   * @param client who may ask
   * @param trust folder with the ledger's root certificates
   * @param log the guard's log
   */
  public record Setup(
      String participant,
      int port,
      String baseUrl,
      HospitalConfig.Client client,
      Path trust,
      Path log) {

    /**
     * As the exchange's sample city hands it over; the log lies beside the trust folder.
     *
     * @throws IOException if the configuration names no address or no trust folder
     */
    public static Setup of(HospitalConfig config) throws IOException {
      var trust = config.trust();
      var baseUrl = config.baseUrl();
      if (trust == null || baseUrl == null) {
        throw new IOException("expected baseUrl and trust in the bureau's configuration");
      }
      return new Setup(
          config.participant(),
          config.port(),
          baseUrl,
          config.client(),
          trust,
          trust.toAbsolutePath().resolveSibling(config.participant() + "-guard.log"));
    }
  }

  /**
   * Starts the bureau; when it returns, it answers.
   *
   * @throws IOException if a file cannot be read or the port is taken
   */
  public static Bureau start(Setup setup, Clock clock, SecureRandom random) throws IOException {
    var archive = BureauArchive.open();
    var roots = LedgerRoots.read(setup.trust());
    var log = FileGuardLog.open(setup.log(), clock);
    var guard = new ReleaseGuard(setup.participant(), roots, log, clock, random);
    var tokens = new AccessTokens(random, clock);
    var server = new LoopbackServer("the bureau", setup.port(), connector -> {});
    var assertions =
        new ClientAssertions(setup.client(), setup.baseUrl() + TokenEndpoint.PATH, clock);
    server.servlet("token", new TokenEndpoint(assertions, tokens), TokenEndpoint.PATH);
    server.filter("bearer", new BearerFilter(tokens), GUARDED);
    server.filter("release", new ReleaseFilter(guard, Bureau::caller, Set.of()), GUARDED);
    server.answeredByFilter("release", "/release/*");
    var chooser = new Chooser(setup.participant(), new ProtectedRecords());
    server.servlet("documents", new DocumentsServlet(archive, chooser, log), "/documents/*");
    server.start();
    return new Bureau(server, log);
  }

  private static String caller(HttpServletRequest request) {
    return request.getAttribute(BearerFilter.CALLER) instanceof String caller ? caller : "";
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      log.close();
    }
  }
}
