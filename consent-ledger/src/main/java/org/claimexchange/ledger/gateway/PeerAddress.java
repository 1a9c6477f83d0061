package org.claimexchange.ledger.gateway;

/**
 * Where a peer's Gateway service is.
 *
 * @param host host name or IPv4 address
 * @param port port
 * @param tlsName the name that its TLS certificate must hold; the host where nothing else is said
 */
public record PeerAddress(String host, int port, String tlsName) {
  private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?";
  private static final int HIGHEST_PORT = 65_535;

  /**
   * @throws IllegalArgumentException if one of them has not its form
   */
  public PeerAddress {
    if (!host.matches(NAME) || !tlsName.matches(NAME) || port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "a peer's address is host:port, or host:port=name where its TLS certificate holds another"
              + " name than the host's");
    }
  }

  /**
   * Reads {@code host:port} or {@code host:port=name}.
   *
   * @throws IllegalArgumentException if it has not this form
   */
  public static PeerAddress parse(String text) {
    String[] parts = text.strip().split("=", 2);
    int colon = parts[0].lastIndexOf(':');
    String port = colon < 0 ? "" : parts[0].substring(colon + 1);
    String host = colon < 0 ? parts[0] : parts[0].substring(0, colon);
    return new PeerAddress(
        host,
        port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0,
        parts.length == 2 ? parts[1] : host);
  }

  /** As it is read. */
  String text() {
    return host + ":" + port + "=" + tlsName;
  }
}
