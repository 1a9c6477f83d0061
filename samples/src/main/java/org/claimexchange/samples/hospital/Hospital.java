package org.claimexchange.samples.hospital;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.claimexchange.guard.LedgerRoots;
import org.claimexchange.guard.ReleaseFilter;
import org.claimexchange.guard.ReleaseGuard;
import org.claimexchange.guard.hapi.ReleaseInterceptor;
import org.claimexchange.guard.log.FileGuardLog;

/**
 * One running sample hospital: {@code /oauth2/token}, {@code /release} and {@code /fhir} on its
 * port, and the fault switches on another that only the loopback reaches.
 */
public final class Hospital implements FaultSwitch, AutoCloseable {
  private static final int LARGEST_FORM = 64 * 1024;
  private static final int LARGEST_HEADER = 16 * 1024;
  private static final int THREADS = 32;

  private final String baseUrl;
  private final Tomcat tomcat;
  private final Path folder;
  private final Faults faults;
  private final FaultAdmin admin;
  private final int size;
  private final Closeable log;

  private Hospital(
      String baseUrl,
      Tomcat tomcat,
      Path folder,
      Faults faults,
      FaultAdmin admin,
      int size,
      Closeable log) {
    this.baseUrl = baseUrl;
    this.tomcat = tomcat;
    this.folder = folder;
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
    var folder = Files.createTempDirectory("sample-hospital");
    var tomcat = tomcat(port, folder);
    var context = context(tomcat, folder);
    addFilter(
        context, "faults", new FaultFilter(faults, new SpoiledBundles(store, json, fhirUrl)), "/*");
    addFilter(context, "bearer", new BearerFilter(tokens), "/fhir/*", "/release/*");
    var assertions = new ClientAssertions(config.client(), baseUrl + TokenEndpoint.PATH, clock);
    addServlet(context, "token", new TokenEndpoint(assertions, tokens), TokenEndpoint.PATH);
    addServlet(context, "smart", new SmartConfiguration(baseUrl), SmartConfiguration.PATH);
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
      addFilter(context, "release", filter, "/fhir/*", "/release/*");
      addServlet(context, "release", new Nothing(), "/release/*");
      var records = new StoreRecords(store, fhir);
      api.registerInterceptor(new ReleaseInterceptor(records, log, clock, random));
    }
    addServlet(context, "fhir", api, "/fhir/*");
    return started(config, baseUrl, tomcat, folder, faults, store.size(), closing);
  }

  private static Hospital started(
      HospitalConfig config,
      String baseUrl,
      Tomcat tomcat,
      Path folder,
      Faults faults,
      int size,
      Closeable log)
      throws IOException {
    try {
      tomcat.start();
      if (!tomcat.getConnector().getState().isAvailable()) {
        throw new IOException("port " + tomcat.getConnector().getPort() + " is in use");
      }
      var admin = new FaultAdmin(config.adminPort());
      var hospital = new Hospital(baseUrl, tomcat, folder, faults, admin, size, log);
      admin.start(hospital);
      return hospital;
    } catch (LifecycleException e) {
      throw new IOException("the hospital's web server did not start", e);
    }
  }

  private static Tomcat tomcat(int port, Path folder) {
    var tomcat = new Tomcat();
    tomcat.setSilent(true);
    tomcat.setBaseDir(folder.toString());
    var connector = new Connector();
    connector.setPort(port);
    connector.setMaxPostSize(LARGEST_FORM);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(LARGEST_HEADER));
    connector.setProperty("maxThreads", Integer.toString(THREADS));
    connector.setProperty("compression", "on");
    connector.setProperty("compressibleMimeType", "application/fhir+json,application/json");
    // So that a stopped connector lets go of its port: that is what "down" looks like.
    connector.setProperty("bindOnInit", "false");
    tomcat.setConnector(connector);
    return tomcat;
  }

  private static Context context(Tomcat tomcat, Path folder) {
    var context = tomcat.addContext("", folder.toString());
    if (context instanceof StandardContext standard) {
      // Nothing is ever reloaded in this process, so Tomcat need not search it for leaks.
      standard.setClearReferencesRmiTargets(false);
      standard.setClearReferencesThreadLocals(false);
    }
    return context;
  }

  private static void addServlet(Context context, String name, Servlet servlet, String path) {
    Tomcat.addServlet(context, name, servlet).setLoadOnStartup(1);
    context.addServletMappingDecoded(path, name);
  }

  /** Stands where only a filter answers: Tomcat runs no filter before a path without a servlet. */
  private static final class Nothing extends HttpServlet {
    private static final long serialVersionUID = 1L;
  }

  private static String caller(HttpServletRequest request) {
    return request.getAttribute(OpaquePages.ASKER) instanceof String asker ? asker : "";
  }

  private static void addFilter(Context context, String name, Filter filter, String... paths) {
    var definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    context.addFilterDef(definition);
    var mapping = new FilterMap();
    mapping.setFilterName(name);
    List.of(paths).forEach(mapping::addURLPattern);
    context.addFilterMap(mapping);
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
    return tomcat.getConnector().getPort();
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
        tomcat.getConnector().stop();
      } catch (LifecycleException e) {
        throw new IllegalStateException("the port could not be closed", e);
      }
    }
  }

  @Override
  public synchronized void clear() {
    faults.clear();
    if (!tomcat.getConnector().getState().isAvailable()) {
      try {
        tomcat.getConnector().start();
      } catch (LifecycleException e) {
        throw new IllegalStateException("the port could not be opened again", e);
      }
    }
  }

  @Override
  public void close() {
    admin.close();
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("the hospital's web server did not stop", e);
    } finally {
      closeLog();
      deleteFolder();
    }
  }

  private void closeLog() {
    try {
      log.close();
    } catch (IOException e) {
      System.err.println("the guard's log was not closed: " + e.getMessage());
    }
  }

  private void deleteFolder() {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("left behind: " + folder);
    }
  }
}
