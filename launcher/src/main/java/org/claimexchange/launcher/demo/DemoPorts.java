package org.claimexchange.launcher.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.stream.IntStream;
import org.claimexchange.launcher.Trouble;

/**
 * Where everything listens: eight ports from the first one on, all on this machine only.
 *
 * @param first the server's; then the identity provider's, the two hospitals', and their fault
 *     switches', the second hospital's own behind its guard, and the bureau's
 */
public record DemoPorts(int first) {
  private static final int COUNT = 8;

  /**
   * Makes sure that all of them are free.
   *
   * @throws Trouble naming the port that is not
   */
  void check() {
    IntStream.range(first, first + COUNT).forEach(DemoPorts::check);
  }

  private static void check(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.setReuseAddress(true);
    } catch (IOException | IllegalArgumentException e) {
      throw new Trouble(
          "port "
              + port
              + " is in use; stop what uses it, or choose others with --port (the demo needs "
              + COUNT
              + " in a row).");
    }
  }

  int provider() {
    return first + 1;
  }

  /**
   * A hospital's port.
   *
   * @param number 1 or 2
   */
  int hospital(int number) {
    return first + 1 + number;
  }

  /** The port of a hospital's fault switches. */
  int hospitalAdmin(int number) {
    return first + 3 + number;
  }

  /** Where the second hospital itself listens; its callers reach its guard. */
  int behindGuard() {
    return first + 6;
  }

  /** The medical-insurance bureau's. */
  int bureau() {
    return first + 7;
  }

  /** The server's address, with a slash at the end. */
  public URI server() {
    return URI.create("http://localhost:" + first + "/");
  }
}
