package org.claimexchange.guard.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a proxy is set up.
 *
 * @param upstream base of the source's own FHIR R4 interface, such as {@code
 *     http://10.1.2.3:8080/fhir}
 * @param tokenEndpoint where the source gives out access tokens; {@code POST /oauth2/token} is
 *     handed on to it, if there is one
 * @param participant the source's id in the participants' register
 * @param host where the proxy listens, a name or address of this machine
 * @param port of the proxy; 0 takes a free one
 * @param publicUrl how callers reach the proxy, without a slash at the end; made from host and port
 *     if absent
 * @param trust folder with the root certificates of the ledger's organizations
 * @param log the guard's log
 * @param tls key and certificates of the proxy; absent where something in front of it has them
 * @param limits of time and size
 */
public record ProxySettings(
    URI upstream,
    Optional<URI> tokenEndpoint,
    String participant,
    String host,
    int port,
    Optional<String> publicUrl,
    Path trust,
    Path log,
    Optional<Tls> tls,
    ProxyLimits limits) {
  /**
   * Key and certificates.
   *
   * @param certificates PEM file, the proxy's own first
   * @param key PEM file, PKCS #8
   */
  public record Tls(Path certificates, Path key) {}

  /**
   * @throws IllegalArgumentException if the upstream is no HTTP address, or has a query
   */
  public ProxySettings {
    String scheme = upstream.getScheme();
    boolean http = "http".equals(scheme) || "https".equals(scheme);
    if (!http || upstream.getHost() == null || upstream.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "the upstream is the base of a FHIR interface, such as http://10.1.2.3:8080/fhir");
    }
  }
}
