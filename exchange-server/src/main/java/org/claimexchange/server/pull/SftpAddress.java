package org.claimexchange.server.pull;

import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;

/**
 * Where a source drops its files, and who the exchange is there.
 *
 * @param host name or address
 * @param port TCP port
 * @param user as whom the exchange logs in
 * @param hostKey the server's key; no other is spoken to
 * @param key with which the exchange logs in
 * @param poll how long to wait before looking again
 */
public record SftpAddress(
    String host, int port, String user, PublicKey hostKey, KeyPair key, Duration poll) {
  @Override
  public String toString() {
    return "SftpAddress[" + host + ":" + port + "]";
  }
}
