package org.claimexchange.chaincode.service;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.claimexchange.chaincode.testkit.Keys;

/** An organization's TLS certificate authority. */
final class Authority {
  private final KeyPair pair = Keys.pair(Keys.p256());
  private final String name;
  private final X509Certificate root;

  Authority(String name) {
    this.name = name;
    Instant now = Instant.now();
    this.root = certificate(pair, name, now.minus(Duration.ofDays(1)), now.plus(days(365)), true);
  }

  /** PEM files of one who is issued a certificate. */
  record Issued(Path key, Path certificate) {}

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  Path root(Path folder) throws IOException {
    return write(folder.resolve(name + "-root.pem"), "CERTIFICATE", encoded(root));
  }

  Issued issue(Path folder, String holder) throws IOException {
    Instant now = Instant.now();
    return issue(folder, holder, now.minus(days(1)), now.plus(days(30)));
  }

  Issued expired(Path folder, String holder) throws IOException {
    Instant now = Instant.now();
    return issue(folder, holder, now.minus(days(1)), now.minus(Duration.ofMinutes(1)));
  }

  private Issued issue(Path folder, String holder, Instant from, Instant to) throws IOException {
    KeyPair own = Keys.pair(Keys.p256());
    return new Issued(
        write(folder.resolve(holder + "-key.pem"), "PRIVATE KEY", own.getPrivate().getEncoded()),
        write(
            folder.resolve(holder + ".pem"),
            "CERTIFICATE",
            encoded(certificate(own, holder, from, to, false))));
  }

  private X509Certificate certificate(
      KeyPair holder, String subject, Instant from, Instant to, boolean authority) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=" + name),
              BigInteger.valueOf(System.nanoTime()),
              Date.from(from),
              Date.from(to),
              new X500Name("CN=" + subject),
              holder.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!authority) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }

  private static Path write(Path file, String kind, byte[] der) throws IOException {
    return Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), kind));
  }
}
