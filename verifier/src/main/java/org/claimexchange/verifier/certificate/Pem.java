package org.claimexchange.verifier.certificate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Certificates and private keys in text form (RFC 7468). */
public final class Pem {

  private static final int MAX_CHARACTERS = 64 * 1024;
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)\\s*-----END \\1-----");

  private Pem() {}

  /** A certificate as PEM, lines of 64 characters and a line feed at the end. */
  public static String write(X509Certificate certificate) {
    try {
      return write(CERTIFICATE, certificate.getEncoded());
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was parsed has a DER form", e);
    }
  }

  /** A private key as unencrypted PKCS#8 PEM. */
  public static String write(PrivateKey key) {
    return write(PRIVATE_KEY, key.getEncoded());
  }

  /**
   * The one certificate of a text.
   *
   * @throws CertificateException if it holds none, several or something else
   */
  public static X509Certificate certificate(String pem) throws CertificateException {
    List<X509Certificate> certificates = certificates(pem);
    if (certificates.size() != 1) {
      throw new CertificateException("expected one certificate, found " + certificates.size());
    }
    return certificates.get(0);
  }

  /**
   * As {@link #certificate}, and the text must be what {@link #write(X509Certificate)} makes, with
   * or without the last line feed.
   */
  public static X509Certificate certificateInItsOneForm(String pem) throws CertificateException {
    X509Certificate certificate = certificate(pem);
    String form = write(certificate);
    if (!form.equals(pem) && !form.equals(pem + "\n")) {
      throw new CertificateException("a PEM text with bytes that nothing protects");
    }
    return certificate;
  }

  /** All certificates of a text, in their order. */
  public static List<X509Certificate> certificates(String pem) throws CertificateException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : blocks(pem, CERTIFICATE)) {
      certificates.add(certificate(der));
    }
    return certificates;
  }

  /** A certificate of its DER form. */
  public static X509Certificate certificate(byte[] der) throws CertificateException {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(der);
      CertificateFactory factory =
          Sm2.holds(der)
              ? CertificateFactory.getInstance("X.509", Sm2.provider())
              : CertificateFactory.getInstance("X.509");
      X509Certificate certificate = (X509Certificate) factory.generateCertificate(in);
      if (in.available() > 0) {
        throw new CertificateException("a certificate with bytes behind it");
      }
      return certificate;
    } catch (java.security.cert.CertificateException e) {
      throw new CertificateException("not an X.509 certificate");
    }
  }

  /**
   * The one private key of a text: unencrypted PKCS#8, RSA, EC or SM2.
   *
   * @throws CertificateException if it holds none or another kind
   */
  public static PrivateKey privateKey(String pem) throws CertificateException {
    List<byte[]> keys = blocks(pem, PRIVATE_KEY);
    if (keys.size() != 1) {
      throw new CertificateException(
          "expected one unencrypted PKCS#8 private key, found " + keys.size());
    }
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(keys.get(0));
      var algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
      if (Sm2.is(info.getPrivateKeyAlgorithm())) {
        return KeyFactory.getInstance("EC", Sm2.provider())
            .generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
      }
      String name;
      if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        name = "EC";
      } else if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
        name = "RSA";
      } else {
        throw new CertificateException("expected an RSA or EC key, found another kind");
      }
      return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CertificateException("a private key that cannot be read");
    }
  }

  private static List<byte[]> blocks(String pem, String label) throws CertificateException {
    if (pem.length() > MAX_CHARACTERS) {
      throw new CertificateException("a PEM text of more than " + MAX_CHARACTERS + " characters");
    }
    List<byte[]> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(pem);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        try {
          blocks.add(Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
          throw new CertificateException("a PEM text with broken base64");
        }
      }
    }
    return blocks;
  }

  private static String write(String label, byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
