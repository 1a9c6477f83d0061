package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.claimexchange.chaincode.testkit.Keys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is run. */
class ChaincodeServiceIT {
  private final KeyPair serverKey = Keys.pair(Keys.p256());
  private final X509Certificate server = Keys.selfSigned(serverKey, "chaincode", Instant.now());
  private final KeyPair peerKey = Keys.pair(Keys.p256());
  private final X509Certificate peer = Keys.selfSigned(peerKey, "peer", Instant.now());

  @Test
  void withoutAnAddressItEndsAndSaysWhatIsMissing(@TempDir Path folder) throws Exception {
    Process process = run(folder, Map.of("CORE_CHAINCODE_ID_NAME", "consent:1"));

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(folder.resolve("log")).content().contains("CHAINCODE_SERVER_ADDRESS");
  }

  @Test
  void withTlsOnlyAPeersCertificateLetsAClientIn(@TempDir Path folder) throws Exception {
    int port = freePort();
    Process process = run(folder, tls(folder, port));
    try {
      speak(port, contextWith(peerKey, peer));

      KeyPair other = Keys.pair(Keys.p256());
      SSLContext stranger = contextWith(other, Keys.selfSigned(other, "peer", Instant.now()));
      assertThatThrownBy(() -> speak(port, stranger)).isInstanceOf(SSLException.class);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static Process run(Path folder, Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("chaincode.jar"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().putAll(settings);
    return builder.start();
  }

  private Map<String, String> tls(Path folder, int port) throws Exception {
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("certificate.pem");
    Path root = folder.resolve("root.pem");
    Files.writeString(key, pem("PRIVATE KEY", serverKey.getPrivate().getEncoded()));
    Files.writeString(certificate, pem("CERTIFICATE", server.getEncoded()));
    Files.writeString(root, pem("CERTIFICATE", peer.getEncoded()));
    Map<String, String> settings = new HashMap<>();
    settings.put("CORE_CHAINCODE_ID_NAME", "consent:1");
    settings.put("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:" + port);
    settings.put("CORE_PEER_TLS_ENABLED", "true");
    settings.put("CORE_TLS_CLIENT_KEY_FILE", key.toString());
    settings.put("CORE_TLS_CLIENT_CERT_FILE", certificate.toString());
    settings.put("CORE_TLS_CLIENT_KEY_PATH", inBase64(key).toString());
    settings.put("CORE_TLS_CLIENT_CERT_PATH", inBase64(certificate).toString());
    settings.put("CORE_PEER_TLS_ROOTCERT_FILE", root.toString());
    return settings;
  }

  private static Path inBase64(Path file) throws IOException {
    return Files.writeString(
        file.resolveSibling(file.getFileName() + ".base64"),
        Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
  }

  /** Connects once the server is up, and reads the first byte that it sends over HTTP/2. */
  private static void speak(int port, SSLContext context) throws Exception {
    for (int attempt = 0; ; attempt++) {
      try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(20_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        assertThat(socket.getInputStream().read()).isNotNegative();
        return;
      } catch (ConnectException notYet) {
        if (attempt > 300) {
          throw notYet;
        }
        Thread.sleep(100);
      }
    }
  }

  private SSLContext contextWith(KeyPair key, X509Certificate certificate) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry("client", key.getPrivate(), new char[0], new X509Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, new char[0]);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", server);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
