package org.claimexchange.chaincode.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.claimexchange.model.json.CanonicalJson;

/** Real keys, certificates and signatures. */
public final class Keys {
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private Keys() {}

  /** A fresh P-256 key. */
  public static ECKey p256() {
    return ec(Curve.P_256);
  }

  /** A fresh key of a curve. */
  public static ECKey ec(Curve curve) {
    try {
      return new ECKeyGenerator(curve).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A fresh RSA key. */
  public static RSAKey rsa() {
    try {
      return new RSAKeyGenerator(2048).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Canonical JSON of the public key, with nothing but kty, crv, x and y. */
  public static String publicJwk(ECKey key) {
    return CanonicalJson.writeText(
        new TreeMap<>(
            Map.of(
                "kty", "EC",
                "crv", key.getCurve().getName(),
                "x", key.getX().toString(),
                "y", key.getY().toString())));
  }

  /** Signs bytes as a page does: r and s, base64url. */
  public static String es256(ECKey key, byte[] bytes) {
    try {
      return new ECDSASigner(key).sign(new JWSHeader(JWSAlgorithm.ES256), bytes).toString();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A compact JWS. */
  public static String jws(JWSAlgorithm algorithm, String kid, Object key, String payload) {
    try {
      JWSHeader.Builder header = new JWSHeader.Builder(algorithm);
      if (!kid.isEmpty()) {
        header.keyID(kid);
      }
      JWSObject jws = new JWSObject(header.build(), new Payload(Base64URL.encode(payload)));
      jws.sign(signer(key));
      return jws.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A self-signed certificate for one year from yesterday. */
  public static X509Certificate selfSigned(KeyPair pair, String commonName, Instant now) {
    try {
      X500Name name = new X500Name("CN=" + commonName);
      JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm(pair.getPrivate()));
      JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
      if (isSm2(pair.getPrivate())) {
        signer.setProvider(BOUNCY_CASTLE);
        converter.setProvider(BOUNCY_CASTLE);
      }
      return converter.getCertificate(
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.valueOf(now.toEpochMilli()),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(now.plus(Duration.ofDays(365))),
                  name,
                  pair.getPublic())
              .build(signer.build(pair.getPrivate())));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String algorithm(PrivateKey key) {
    if (key.getAlgorithm().equals("RSA")) {
      return "SHA256withRSA";
    }
    return isSm2(key) ? "SM3withSM2" : "SHA256withECDSA";
  }

  private static boolean isSm2(PrivateKey key) {
    return GMObjectIdentifiers.sm2p256v1.equals(
        PrivateKeyInfo.getInstance(key.getEncoded()).getPrivateKeyAlgorithm().getParameters());
  }

  /** A fresh key of SM2, which is Bouncy Castle's: the JDK does not know its curve. */
  public static KeyPair sm2() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
      generator.initialize(new ECGenParameterSpec("sm2p256v1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A self-signed certificate for a fresh P-256 key. */
  public static X509Certificate certificate(String commonName, Instant now) {
    return selfSigned(pair(p256()), commonName, now);
  }

  /** The key pair of a JWK. */
  public static KeyPair pair(ECKey key) {
    try {
      return key.toKeyPair();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static JWSSigner signer(Object key) throws JOSEException {
    return switch (key) {
      case ECKey ec -> new ECDSASigner(ec);
      case RSAKey rsa -> new RSASSASigner(rsa);
      default -> throw new AssertionError(key.getClass());
    };
  }
}
