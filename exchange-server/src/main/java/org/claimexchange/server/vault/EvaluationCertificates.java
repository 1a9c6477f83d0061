package org.claimexchange.server.vault;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Keys on P-256 and certificates for the embedded set-up. Each subject says "evaluation": nobody
 * vouches for them.
 */
public final class EvaluationCertificates {
  private static final Duration LIFE = Duration.ofDays(3650);
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final SecureRandom random;
  private final Clock clock;

  /** Certificates from now on. */
  public EvaluationCertificates(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /**
   * A key and its certificate.
   *
   * @param key the private key
   * @param certificate for the public one
   */
  public record Issued(PrivateKey key, X509Certificate certificate) {
    @Override
    public String toString() {
      return "Issued[" + certificate.getSubjectX500Principal() + "]";
    }
  }

  /** A root of its own. */
  public Issued root(String name) throws GeneralSecurityException {
    KeyPair pair = pair();
    X500Name subject = subject(name);
    return new Issued(
        pair.getPrivate(),
        certificate(
            subject,
            pair.getPublic(),
            subject,
            pair.getPrivate(),
            new BasicConstraints(0),
            KeyUsage.keyCertSign | KeyUsage.cRLSign,
            Optional.empty()));
  }

  /**
   * A signer under a root.
   *
   * @param uri who signs, among the certificate's alternative names
   */
  public Issued signer(String name, String uri, Issued root) throws GeneralSecurityException {
    KeyPair pair = pair();
    return new Issued(
        pair.getPrivate(),
        certificate(
            subject(name),
            pair.getPublic(),
            X500Name.getInstance(root.certificate().getSubjectX500Principal().getEncoded()),
            root.key(),
            new BasicConstraints(false),
            KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
            Optional.of(uri)));
  }

  /** A signer that vouches for itself; the register vouches for it. */
  public Issued ownSigner(String name) throws GeneralSecurityException {
    return own(name, KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
  }

  /** One that others encrypt to, which vouches for itself; the register vouches for it. */
  public Issued ownRecipient(String name) throws GeneralSecurityException {
    return own(name, KeyUsage.keyAgreement);
  }

  private Issued own(String name, int usage) throws GeneralSecurityException {
    KeyPair pair = pair();
    X500Name subject = subject(name);
    return new Issued(
        pair.getPrivate(),
        certificate(
            subject,
            pair.getPublic(),
            subject,
            pair.getPrivate(),
            new BasicConstraints(false),
            usage,
            Optional.empty()));
  }

  private X509Certificate certificate(
      X500Name subject,
      PublicKey key,
      X500Name issuer,
      PrivateKey issuerKey,
      BasicConstraints constraints,
      int usage,
      Optional<String> uri)
      throws GeneralSecurityException {
    Instant now = clock.instant();
    try {
      var extensions = new JcaX509ExtensionUtils();
      var builder =
          new JcaX509v3CertificateBuilder(
                  issuer,
                  new BigInteger(127, random).add(BigInteger.ONE),
                  Date.from(now.minus(SKEW)),
                  Date.from(now.plus(LIFE)),
                  subject,
                  key)
              .addExtension(Extension.basicConstraints, true, constraints)
              .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  extensions.createSubjectKeyIdentifier(key));
      if (uri.isPresent()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri.get())));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | CertIOException e) {
      throw new GeneralSecurityException("a certificate cannot be made", e);
    }
  }

  private KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static X500Name subject(String name) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "CN")
        .addRDN(BCStyle.OU, "evaluation")
        .addRDN(BCStyle.CN, name)
        .build();
  }
}
