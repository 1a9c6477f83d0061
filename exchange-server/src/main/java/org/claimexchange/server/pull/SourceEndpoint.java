package org.claimexchange.server.pull;

import java.net.URI;

/**
 * Where a source is reached. FHIR is at {@code base/fhir}, tokens at {@code base/oauth2/token},
 * releases are shown at {@code base/release}.
 *
 * @param participant the source's participant id
 * @param base without a slash at the end
 * @param clientId as which the exchange is registered there
 */
public record SourceEndpoint(String participant, URI base, String clientId) {
  /** An address below the base. */
  URI resolve(String path) {
    return URI.create(base + path);
  }

  /** Whether an address that the source gave leads to the source itself, below its FHIR base. */
  boolean owns(URI address) {
    URI fhir = resolve("/fhir");
    return address.isAbsolute()
        && fhir.getScheme().equals(address.getScheme())
        && fhir.getRawAuthority().equals(address.getRawAuthority())
        && (address.normalize().getRawPath().equals(fhir.getRawPath())
            || address.normalize().getRawPath().startsWith(fhir.getRawPath() + "/"));
  }
}
