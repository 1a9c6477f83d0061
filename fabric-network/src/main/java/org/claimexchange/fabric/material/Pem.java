package org.claimexchange.fabric.material;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.hyperledger.fabric.client.identity.Identities;

/** Reads certificates and keys. */
public final class Pem {
  private Pem() {}

  /** Reads a certificate. */
  public static X509Certificate certificate(Path file) throws IOException {
    try (Reader pem = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      return Identities.readX509Certificate(pem);
    } catch (CertificateException e) {
      throw new IOException("unreadable certificate: " + file, e);
    }
  }

  /** Reads a key (PKCS#8). */
  public static PrivateKey key(Path file) throws IOException {
    try (Reader pem = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      return Identities.readPrivateKey(pem);
    } catch (InvalidKeyException e) {
      throw new IOException("unreadable key: " + file, e);
    }
  }
}
