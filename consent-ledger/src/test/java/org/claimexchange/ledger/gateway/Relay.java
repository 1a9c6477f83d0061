package org.claimexchange.ledger.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A place of its own in front of a port, that can be taken away with all that goes through it. */
final class Relay implements AutoCloseable {
  private final ServerSocket door;
  private final int to;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean refusing;

  Relay(int to) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.to = to;
    Thread.ofVirtual().start(this::accept);
  }

  PeerAddress address() {
    return new PeerAddress("127.0.0.1", door.getLocalPort(), "localhost");
  }

  /** Whether it hangs up on whoever comes. */
  void refuse(boolean now) {
    refusing = now;
  }

  boolean wasUsed() {
    return !sockets.isEmpty();
  }

  private void accept() {
    try {
      while (true) {
        Socket from = door.accept();
        if (refusing) {
          from.close();
          continue;
        }
        Socket onward = new Socket();
        onward.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
        sockets.addAll(List.of(from, onward));
        Thread.ofVirtual().start(() -> carry(from, onward));
        Thread.ofVirtual().start(() -> carry(onward, from));
      }
    } catch (IOException closed) {
      // Taken away.
      return;
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // Taken away, or left by one of the two.
      return;
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
