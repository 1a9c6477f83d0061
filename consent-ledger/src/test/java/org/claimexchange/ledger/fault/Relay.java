package org.claimexchange.ledger.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way of its own to a port, that can be cut and mended, or let nothing come back. */
final class Relay implements AutoCloseable {
  private static final int SLICE = 16 * 1024;

  private final ServerSocket door;
  private final int to;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean cut;
  private volatile boolean mute;

  Relay(int to) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.to = to;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Ends all connections, and lets nobody in until mended. */
  void cut() {
    cut = true;
    for (Socket socket : sockets) {
      end(socket);
    }
    sockets.clear();
  }

  /** What is sent arrives, what is answered does not. */
  void mute() {
    mute = true;
  }

  void mend() {
    mute = false;
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket from = door.accept();
        sockets.add(from);
        Thread.ofVirtual().start(() -> connect(from));
      }
    } catch (IOException closed) {
      // The test is over.
      return;
    }
  }

  private void connect(Socket from) {
    Socket onward = new Socket();
    sockets.add(onward);
    try {
      onward.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
    } catch (IOException gone) {
      end(onward);
    }
    if (cut || !onward.isConnected()) {
      end(from);
      end(onward);
      return;
    }
    Thread.ofVirtual().start(() -> carry(from, onward, false));
    Thread.ofVirtual().start(() -> carry(onward, from, true));
  }

  private void carry(Socket from, Socket onward, boolean answers) {
    byte[] slice = new byte[SLICE];
    try (from;
        onward) {
      InputStream in = from.getInputStream();
      OutputStream out = onward.getOutputStream();
      for (int read = in.read(slice); read >= 0; read = in.read(slice)) {
        if (!(answers && mute)) {
          out.write(slice, 0, read);
        }
      }
    } catch (IOException ended) {
      // Cut, or left by one of the two.
      return;
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    end();
    cut();
  }

  private void end() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
