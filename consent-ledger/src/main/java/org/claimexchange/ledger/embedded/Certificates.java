package org.claimexchange.ledger.embedded;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes and reads the network's certificates. Every one that it makes says "evaluation". */
final class Certificates {
  static final String EVALUATION = "evaluation";

  private static final Duration LIFE = Duration.ofDays(3650);
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);
  private static final int SERIAL_BITS = 127;

  private final Ecdsa ecdsa;
  private final SecureRandom random;
  private final Clock clock;

  Certificates(Ecdsa ecdsa, SecureRandom random, Clock clock) {
    this.ecdsa = ecdsa;
    this.random = random;
    this.clock = clock;
  }

  /** A self-signed root of an organization. */
  X509Certificate root(String mspId, String purpose, KeyPair keys) {
    X500Name name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "CN")
            .addRDN(BCStyle.O, mspId + " " + EVALUATION)
            .addRDN(BCStyle.OU, EVALUATION)
            .addRDN(BCStyle.CN, purpose + " of " + mspId)
            .build();
    JcaX509v3CertificateBuilder builder = builder(name, name, keys);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      addKeyIdentifier(builder, keys);
      return sign(builder, keys);
    } catch (CertIOException e) {
      throw new IllegalStateException("A certificate could not be built", e);
    }
  }

  /** A member of an organization. */
  X509Certificate member(NetworkIdentity issuer, Role role, String commonName, KeyPair keys) {
    X500Name subject = subject(issuer.mspId(), role.organizationalUnit(), commonName);
    JcaX509v3CertificateBuilder builder = builder(issuerName(issuer), subject, keys);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      addKeyIdentifier(builder, keys);
      return sign(builder, keyPair(issuer));
    } catch (CertIOException e) {
      throw new IllegalStateException("A certificate could not be built", e);
    }
  }

  /** A server's certificate for the loopback names. */
  X509Certificate tlsServer(NetworkIdentity issuer, KeyPair keys) {
    X500Name subject = subject(issuer.mspId(), "tls", "localhost");
    JcaX509v3CertificateBuilder builder = builder(issuerName(issuer), subject, keys);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              }));
      return sign(builder, keyPair(issuer));
    } catch (CertIOException e) {
      throw new IllegalStateException("A certificate could not be built", e);
    }
  }

  X509Certificate read(byte[] pemOrDer) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", ecdsa.provider())
            .generateCertificate(new ByteArrayInputStream(pemOrDer));
  }

  static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateException e) {
      throw new IllegalStateException("A certificate could not be written", e);
    }
  }

  static byte[] pemBytes(X509Certificate certificate) {
    return pem(certificate).getBytes(StandardCharsets.US_ASCII);
  }

  private static X500Name subject(String mspId, String unit, String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "CN")
        .addRDN(BCStyle.O, mspId + " " + EVALUATION)
        .addRDN(BCStyle.OU, EVALUATION)
        .addRDN(BCStyle.OU, unit)
        .addRDN(BCStyle.CN, commonName)
        .build();
  }

  private static X500Name issuerName(NetworkIdentity issuer) {
    return X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
  }

  private static KeyPair keyPair(NetworkIdentity identity) {
    return new KeyPair(identity.certificate().getPublicKey(), identity.privateKey());
  }

  private JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys) {
    Instant from = clock.instant().minus(CLOCK_SLACK);
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, random).setBit(0),
        Date.from(from),
        Date.from(from.plus(LIFE)),
        subject,
        keys.getPublic());
  }

  private static void addKeyIdentifier(X509v3CertificateBuilder builder, KeyPair keys)
      throws CertIOException {
    try {
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }

  private X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer) {
    try {
      return new JcaX509CertificateConverter()
          .setProvider(ecdsa.provider())
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .setProvider(ecdsa.provider())
                      .setSecureRandom(random)
                      .build(signer.getPrivate())));
    } catch (OperatorCreationException | CertificateException e) {
      throw new IllegalStateException("A certificate could not be signed", e);
    }
  }
}
