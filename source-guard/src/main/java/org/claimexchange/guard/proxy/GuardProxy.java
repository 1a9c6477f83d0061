package org.claimexchange.guard.proxy;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
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
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.guard.LedgerRoots;
import org.claimexchange.guard.ReleaseFilter;
import org.claimexchange.guard.ReleaseGuard;
import org.claimexchange.guard.answer.GuardedAnswers;
import org.claimexchange.guard.log.FileGuardLog;

/**
 * The guard as a reverse proxy in front of a FHIR R4 interface that knows nothing of releases:
 * {@code /release/nonce} and {@code /release/session} are its own, {@code /fhir} is what the
 * upstream answers and the release grants. The upstream must not be reachable by any other way.
 */
public final class GuardProxy implements Closeable {
  private static final int LARGEST_FORM = 64 * 1024;
  private static final int LARGEST_HEADER = 16 * 1024;

  private final Tomcat tomcat;
  private final Path folder;
  private final FileGuardLog log;
  private final String publicUrl;

  private GuardProxy(Tomcat tomcat, Path folder, FileGuardLog log, String publicUrl) {
    this.tomcat = tomcat;
    this.folder = folder;
    this.log = log;
    this.publicUrl = publicUrl;
  }

  /**
   * Starts a proxy; when it returns, the port answers.
   *
   * @throws IOException if the trust folder or the log cannot be read, or the port is taken
   */
  public static GuardProxy start(ProxySettings settings, Clock clock, SecureRandom random)
      throws IOException {
    var roots = LedgerRoots.read(settings.trust());
    var log = FileGuardLog.open(settings.log(), clock);
    var folder = Files.createTempDirectory("guard-proxy");
    int port = settings.port() == 0 ? freePort() : settings.port();
    String scheme = settings.tls().isPresent() ? "https" : "http";
    String url = settings.publicUrl().orElse(scheme + "://" + settings.host() + ":" + port);
    var tomcat = tomcat(settings, port, folder);
    var proxy = new GuardProxy(tomcat, folder, log, url);
    try {
      var guard = new ReleaseGuard(settings.participant(), roots, log, clock, random);
      proxy.mount(settings, guard, clock, random);
      tomcat.start();
      if (!tomcat.getConnector().getState().isAvailable()) {
        throw new IOException("port " + port + " is in use, or its certificate cannot be read");
      }
      return proxy;
    } catch (LifecycleException e) {
      proxy.close();
      throw new IOException("the proxy's web server did not start", e);
    } catch (IOException e) {
      proxy.close();
      throw e;
    }
  }

  private void mount(ProxySettings settings, ReleaseGuard guard, Clock clock, SecureRandom random) {
    var context = tomcat.addContext("", folder.toString());
    var fhir = FhirContext.forR4Cached();
    var http = new UpstreamHttp(settings.limits());
    var answers = new ProxyAnswers(random);
    var reader = new FhirReader(fhir, settings.limits().pageBytes());
    var base = publicUrl + "/fhir";
    var open = Set.of("/fhir/metadata", "/fhir/.well-known/smart-configuration");
    filter(context, "token", new TokenCheck(settings, http, reader, answers, clock));
    filter(context, "release", new ReleaseFilter(guard, TokenCheck::caller, open));
    var guarded = new GuardedAnswers<java.net.URI>(log, clock, random);
    var memories = new Memories(clock);
    servlet(
        context,
        "fhir",
        new ProxyServlet(fhir, guarded, http, memories, answers, settings, base),
        "/fhir/*");
    servlet(context, "release", new Nothing(), "/release/*");
    settings
        .tokenEndpoint()
        .ifPresent(endpoint ->
            servlet(context, "oauth2", new TokenServlet(endpoint, http, answers), "/oauth2/token"));
  }

  private static Tomcat tomcat(ProxySettings settings, int port, Path folder) {
    var tomcat = new Tomcat();
    tomcat.setSilent(true);
    tomcat.setBaseDir(folder.toString());
    var connector = new Connector();
    connector.setPort(port);
    connector.setMaxPostSize(LARGEST_FORM);
    connector.setMaxParameterCount(200);
    connector.setProperty("address", settings.host());
    connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(LARGEST_HEADER));
    connector.setProperty("maxThreads", Integer.toString(settings.limits().threads()));
    connector.setProperty("connectionTimeout", "20000");
    settings.tls().ifPresent(tls -> secure(connector, tls));
    tomcat.setConnector(connector);
    if (tomcat.getHost() instanceof StandardHost host) {
      // No page of the container's own, with versions and traces in it.
      host.setErrorReportValveClass(QuietErrors.class.getName());
    }
    return tomcat;
  }

  private static void secure(Connector connector, ProxySettings.Tls tls) {
    connector.setSecure(true);
    connector.setScheme("https");
    connector.setProperty("SSLEnabled", "true");
    var host = new SSLHostConfig();
    host.setProtocols("TLSv1.2+TLSv1.3");
    var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateFile(tls.certificates().toAbsolutePath().toString());
    certificate.setCertificateKeyFile(tls.key().toAbsolutePath().toString());
    host.addCertificate(certificate);
    connector.addSslHostConfig(host);
  }

  private static void servlet(Context context, String name, Servlet servlet, String path) {
    Tomcat.addServlet(context, name, servlet).setLoadOnStartup(1);
    context.addServletMappingDecoded(path, name);
  }

  private static void filter(Context context, String name, Filter filter) {
    var definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    context.addFilterDef(definition);
    var mapping = new FilterMap();
    mapping.setFilterName(name);
    List.of("/fhir/*", "/release/*").forEach(mapping::addURLPattern);
    context.addFilterMap(mapping);
  }

  /** Stands where only a filter answers: Tomcat runs no filter before a path without a servlet. */
  private static final class Nothing extends HttpServlet {
    private static final long serialVersionUID = 1L;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** How callers reach it, without {@code /fhir}. */
  public String publicUrl() {
    return publicUrl;
  }

  /** Where it listens. */
  public int port() {
    return tomcat.getConnector().getPort();
  }

  @Override
  public void close() throws IOException {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IOException("the proxy's web server did not stop", e);
    } finally {
      log.close();
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
