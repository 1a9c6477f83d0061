package org.claimexchange.server.vault;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as PEM (RFC 7468). */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private Pem() {}

  /** A certificate's text. */
  public static String of(X509Certificate certificate) throws GeneralSecurityException {
    return text("CERTIFICATE", certificate.getEncoded());
  }

  /** A key's text, PKCS#8. */
  public static String of(PrivateKey key) {
    return text("PRIVATE KEY", key.getEncoded());
  }

  /**
   * The first certificate of a text.
   *
   * @throws GeneralSecurityException if there is none
   */
  public static X509Certificate certificate(String pem) throws GeneralSecurityException {
    byte[] der = block(pem, "CERTIFICATE");
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /**
   * The first EC key of a text, PKCS#8.
   *
   * @throws GeneralSecurityException if there is none
   */
  public static PrivateKey ecKey(String pem) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(block(pem, "PRIVATE KEY")));
  }

  private static String text(String type, byte[] der) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, newline).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  private static byte[] block(String pem, String type) throws GeneralSecurityException {
    Matcher matcher = BLOCK.matcher(pem);
    while (matcher.find()) {
      if (matcher.group(1).equals(type)) {
        return Base64.getMimeDecoder().decode(matcher.group(2));
      }
    }
    throw new GeneralSecurityException("expected PEM with a block " + type);
  }
}
