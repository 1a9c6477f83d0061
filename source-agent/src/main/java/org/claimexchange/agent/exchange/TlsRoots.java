package org.claimexchange.agent.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;

/** Root certificates that an exchange's TLS certificate is held against, and no others. */
public final class TlsRoots {
  private TlsRoots() {}

  /**
   * Reads a PEM file.
   *
   * @throws IOException if it holds no certificate
   */
  public static SSLContext read(Path file) throws IOException {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate root : Pem.certificates(Files.readString(file))) {
        store.setCertificateEntry("root" + number++, root);
      }
      if (number == 0) {
        throw new IOException(file + ": no certificate in it");
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (CertificateException e) {
      throw new IOException(file + ": " + e.reason());
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": cannot be used as root certificates", e);
    }
  }
}
