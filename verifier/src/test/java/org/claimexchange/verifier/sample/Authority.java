package org.claimexchange.verifier.sample;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.certificate.Sm2;

/**
 * A certification authority on P-256 or of SM2; whom it vouches for has keys of the same kind.
 *
 * @param name its distinguished name
 * @param keys its keys
 * @param certificate its own certificate
 */
public record Authority(String name, KeyPair keys, X509Certificate certificate) {

  private static final String OPERATOR = "urn:claimexchange:operator-demo";

  /** Someone whom an authority vouches for. */
  public record Holder(KeyPair keys, X509Certificate certificate) {}

  /** A root that is valid from a day before until ten years after. */
  public static Authority root(String name, Instant now) {
    KeyPair keys = ecKeys();
    return new Authority(
        name,
        keys,
        issue(name, keys, name, keys, now, Duration.ofDays(3650), KeyUsage.keyCertSign));
  }

  /** A root of SM2 that is valid from a day before until ten years after. */
  public static Authority sm2Root(String name, Instant now) {
    KeyPair keys = sm2Keys();
    return new Authority(
        name,
        keys,
        issue(name, keys, name, keys, now, Duration.ofDays(3650), KeyUsage.keyCertSign));
  }

  /** An authority below this one. */
  public Authority below(String subject, Instant now) {
    KeyPair own = fresh();
    return new Authority(
        subject,
        own,
        issue(name, keys, subject, own, now, Duration.ofDays(3650), KeyUsage.keyCertSign));
  }

  private KeyPair fresh() {
    return Sm2.holds(certificate) ? sm2Keys() : ecKeys();
  }

  /** A certificate for signing, for fresh keys. */
  public Holder signer(String subject, Instant now, Duration validity) {
    KeyPair own = fresh();
    return new Holder(
        own, issue(name, keys, subject, own, now, validity, KeyUsage.digitalSignature));
  }

  /** A certificate for signing, of a participant with this URI, for fresh keys. */
  public Holder signerNamed(String uri, String subject, Instant now) {
    KeyPair own = fresh();
    return new Holder(
        own,
        issue(name, keys, subject, own, now, Duration.ofDays(365), KeyUsage.digitalSignature, uri));
  }

  /** A certificate for signing, for the given keys. */
  public X509Certificate signer(String subject, KeyPair own, Instant now, Duration validity) {
    return issue(name, keys, subject, own, now, validity, KeyUsage.digitalSignature);
  }

  /** A certificate for signing, for fresh keys, with these purposes (RFC 5280, 4.2.1.12). */
  public Holder signerFor(String subject, Instant now, KeyPurposeId... purposes) {
    KeyPair own = fresh();
    return new Holder(
        own,
        issue(
            name,
            keys,
            subject,
            own,
            now,
            Duration.ofDays(365),
            KeyUsage.digitalSignature,
            purposes));
  }

  /** A certificate for encryption, for the given keys. */
  public Holder recipient(String subject, KeyPair own, Instant now) {
    int use =
        own.getPublic().getAlgorithm().equals("RSA")
            ? KeyUsage.keyEncipherment
            : KeyUsage.keyAgreement;
    return new Holder(own, issue(name, keys, subject, own, now, Duration.ofDays(365), use));
  }

  /** Fresh keys on P-256. */
  public static KeyPair ecKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fresh SM2 keys. */
  public static KeyPair sm2Keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Sm2.provider());
      generator.initialize(new ECGenParameterSpec("sm2p256v1"));
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fresh RSA keys of 3072 bits. */
  public static KeyPair rsaKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(3072);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate issue(
      String issuer,
      KeyPair issuerKeys,
      String subject,
      KeyPair keys,
      Instant now,
      Duration validity,
      int use,
      KeyPurposeId... purposes) {
    return issue(issuer, issuerKeys, subject, keys, now, validity, use, OPERATOR, purposes);
  }

  private static X509Certificate issue(
      String issuer,
      KeyPair issuerKeys,
      String subject,
      KeyPair keys,
      Instant now,
      Duration validity,
      int use,
      String uri,
      KeyPurposeId... purposes) {
    try {
      boolean authority = use == KeyUsage.keyCertSign;
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              new BigInteger(127, new SecureRandom()).setBit(126),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(validity)),
              new X500Name(subject),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(use));
      if (!authority) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
      }
      if (purposes.length > 0) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            Stream.of(purposes).anyMatch(KeyPurposeId.id_kp_timeStamping::equals),
            new ExtendedKeyUsage(purposes));
      }
      boolean sm2 = Sm2.holds(issuerKeys.getPrivate());
      var signer = new JcaContentSignerBuilder(sm2 ? "SM3withSM2" : "SHA256withECDSA");
      if (sm2) {
        signer.setProvider(Sm2.provider());
      }
      return Pem.certificate(builder.build(signer.build(issuerKeys.getPrivate())).getEncoded());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
