package org.claimexchange.samples.bureau;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
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

/**
 * The sample bureau: {@code /oauth2/token}, {@code /release} and {@code /documents} on the
 * loopback. Nothing is given without a release that its guard has checked.
 */
public final class Bureau implements AutoCloseable {
  private static final int LARGEST_FORM = 64 * 1024;

  private final Tomcat tomcat;
  private final Path folder;
  private final FileGuardLog log;

  private Bureau(Tomcat tomcat, Path folder, FileGuardLog log) {
    this.tomcat = tomcat;
    this.folder = folder;
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
    var folder = Files.createTempDirectory("sample-bureau");
    var tomcat = tomcat(setup.port(), folder);
    var context = tomcat.addContext("", folder.toString());
    var assertions =
        new ClientAssertions(setup.client(), setup.baseUrl() + TokenEndpoint.PATH, clock);
    addServlet(context, "token", new TokenEndpoint(assertions, tokens), TokenEndpoint.PATH);
    addFilter(context, "bearer", new BearerFilter(tokens));
    addFilter(context, "release", new ReleaseFilter(guard, Bureau::caller, Set.of()));
    addServlet(context, "release", new Nothing(), "/release/*");
    var chooser = new Chooser(setup.participant(), new ProtectedRecords());
    addServlet(context, "documents", new DocumentsServlet(archive, chooser, log), "/documents/*");
    var bureau = new Bureau(tomcat, folder, log);
    try {
      tomcat.start();
      if (!tomcat.getConnector().getState().isAvailable()) {
        throw new IOException("port " + setup.port() + " is in use");
      }
      return bureau;
    } catch (LifecycleException e) {
      throw new IOException("the bureau's web server did not start", e);
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
    tomcat.setConnector(connector);
    return tomcat;
  }

  private static void addServlet(Context context, String name, Servlet servlet, String path) {
    Tomcat.addServlet(context, name, servlet).setLoadOnStartup(1);
    context.addServletMappingDecoded(path, name);
  }

  private static void addFilter(Context context, String name, Filter filter) {
    var definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    context.addFilterDef(definition);
    var mapping = new FilterMap();
    mapping.setFilterName(name);
    mapping.addURLPattern("/release/*");
    mapping.addURLPattern("/documents/*");
    context.addFilterMap(mapping);
  }

  /** Stands where only a filter answers. */
  private static final class Nothing extends HttpServlet {
    private static final long serialVersionUID = 1L;
  }

  private static String caller(HttpServletRequest request) {
    return request.getAttribute(BearerFilter.CALLER) instanceof String caller ? caller : "";
  }

  @Override
  public void close() throws IOException {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IOException("the bureau's web server did not stop", e);
    } finally {
      log.close();
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
