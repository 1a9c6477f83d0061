package org.claimexchange.samples.hospital;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Clock;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.claimexchange.guard.LedgerRoots;
import org.claimexchange.guard.ReleaseFilter;
import org.claimexchange.guard.ReleaseGuard;
import org.claimexchange.guard.hapi.ReleaseInterceptor;
import org.claimexchange.guard.log.FileGuardLog;
import org.claimexchange.samples.web.LoopbackServer;

/**
 * One running sample hospital: {@code /oauth2/token}, {@code /release} and {@code /fhir} on its
 * port, and the fault switches on another that only the loopback reaches.
 */
public final class Hospital implements FaultSwitch, AutoCloseable {
  private static final int LARGEST_HEADER = 16 * 1024;
  private static final int THREADS = 32;

  private final String baseUrl;
  private final LoopbackServer server;
  private final Faults faults;
  private final FaultAdmin admin;
  private final int size;
  private final Closeable log;

  private Hospital(
      String baseUrl,
      LoopbackServer server,
      Faults faults,
      FaultAdmin admin,
      int size,
      Closeable log) {
    this.baseUrl = baseUrl;
    this.server = server;
    this.faults = faults;
    this.admin = admin;
    this.size = size;
    this.log = log;
  }

  /**
   * Starts a hospital; when it returns, both ports answer.
   *
   * @throws IOException if the records cannot be read or a port is taken
   */
  public static Hospital start(HospitalConfig config, Clock clock, SecureRandom random)
      throws IOException {
    var json = new ObjectMapper();
    var store = RecordStore.read(config.openData(), json);
    var port = config.port() == 0 ? freePort() : config.port();
    var baseUrl = config.baseUrl() == null ? "http://127.0.0.1:" + port : config.baseUrl();
    var fhirUrl = baseUrl + "/fhir";
    var faults = new Faults();
    var tokens = new AccessTokens(random, clock);
    var server = new LoopbackServer("the hospital", port, Hospital::settings);
    server.filter(
        "faults", new FaultFilter(faults, new SpoiledBundles(store, json, fhirUrl)), "/*");
    server.filter("bearer", new BearerFilter(tokens), "/fhir/*", "/release/*");
    var assertions = new ClientAssertions(config.client(), baseUrl + TokenEndpoint.PATH, clock);
    server.servlet("token", new TokenEndpoint(assertions, tokens), TokenEndpoint.PATH);
    server.servlet("smart", new SmartConfiguration(baseUrl), SmartConfiguration.PATH);
    var pages = new OpaquePages(random, clock);
    var fhir = FhirContext.forR4Cached();
    var api = new FhirApi(fhir, store, pages, fhirUrl, config.name());
    Closeable closing = () -> {};
    if (config.trust() != null) {
      var roots = LedgerRoots.read(config.trust());
      var log = FileGuardLog.open(config.guardLog(config.trust()), clock);
      closing = log;
      var guard = new ReleaseGuard(config.participant(), roots, log, clock, random);
      var filter = new ReleaseFilter(guard, Hospital::caller, BearerFilter.OPEN);
      server.filter("release", filter, "/fhir/*", "/release/*");
      server.answeredByFilter("release", "/release/*");
      var records = new StoreRecords(store, fhir);
      api.registerInterceptor(new ReleaseInterceptor(records, log, clock, random));
    }
    server.servlet("fhir", api, "/fhir/*");
    return started(config, baseUrl, server, faults, store.size(), closing);
  }

  private static Hospital started(
      HospitalConfig config,
      String baseUrl,
      LoopbackServer server,
      Faults faults,
      int size,
      Closeable log)
      throws IOException {
    server.start();
    var admin = new FaultAdmin(config.adminPort());
    var hospital = new Hospital(baseUrl, server, faults, admin, size, log);
    admin.start(hospital);
    return hospital;
  }

  private static void settings(Connector connector) {
    connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(LARGEST_HEADER));
    connector.setProperty("maxThreads", Integer.toString(THREADS));
    connector.setProperty("compression", "on");
    connector.setProperty("compressibleMimeType", "application/fhir+json,application/json");
    // So that a stopped connector lets go of its port: that is what "down" looks like.
    connector.setProperty("bindOnInit", "false");
  }

  private static String caller(HttpServletRequest request) {
    return request.getAttribute(OpaquePages.ASKER) instanceof String asker ? asker : "";
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where callers reach it, without {@code /fhir}. */
  public String baseUrl() {
    return baseUrl;
  }

  /** The base of its FHIR interface. */
  public String fhirUrl() {
    return baseUrl + "/fhir";
  }

  /** The port of FHIR and token endpoint. */
  public int port() {
    return server.connector().getPort();
  }

  /** Where its faults are switched. */
  public String adminUrl() {
    return admin.url();
  }

  /** How many records it holds. */
  public int size() {
    return size;
  }

  @Override
  public synchronized void set(Fault fault) {
    clear();
    faults.set(fault);
    if (fault.kind() == Fault.Kind.DOWN) {
      try {
        server.connector().stop();
      } catch (LifecycleException e) {
        throw new IllegalStateException("the port could not be closed", e);
      }
    }
  }

  @Override
  public synchronized void clear() {
    faults.clear();
    if (!server.connector().getState().isAvailable()) {
      try {
        server.connector().start();
      } catch (LifecycleException e) {
        throw new IllegalStateException("the port could not be opened again", e);
      }
    }
  }

  @Override
  public void close() {
    admin.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("the hospital's web server did not stop", e);
    } finally {
      closeLog();
    }
  }

  private void closeLog() {
    try {
      log.close();
    } catch (IOException e) {
      System.err.println("the guard's log was not closed: " + e.getMessage());
    }
  }
}
