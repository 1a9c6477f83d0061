package org.claimexchange.chaincode.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Checks signatures of JOSE (RFC 7515, 7518). Those on elliptic curves by Bouncy Castle: it is six
 * times as fast as the JDK's own.
 */
public final class Signatures {
  /** The least bits of an RSA key. */
  public static final int RSA_BITS = 2048;

  private static final Provider CURVES = new BouncyCastleProvider();

  /** Whether a compact JWS is signed with the key; false on anything that does not fit. */
  public boolean verifies(JWSObject jws, PublicKey key) {
    try {
      return jws.verify(verifier(key));
    } catch (JOSEException | IllegalStateException e) {
      return false;
    }
  }

  /** Whether bytes are signed by ES256: r and s of 32 bytes each, base64url. */
  public boolean verifiesEs256(byte[] signed, String signature, ECKey key) {
    try {
      // Prepared though it comes but once: a key of another provider brings a base point of its
      // own,
      // whose multiples would all be made again.
      return verifier(prepared(key.toECPublicKey()))
          .verify(new JWSHeader(JWSAlgorithm.ES256), signed, new Base64URL(signature));
    } catch (JOSEException e) {
      return false;
    }
  }

  /**
   * The same key as that provider has it. On one that it has seen, it checks a signature more than
   * twice as fast, since it keeps multiples of the key's point.
   */
  PublicKey prepared(PublicKey key) {
    if (!(key instanceof ECPublicKey)) {
      return key;
    }
    try {
      return KeyFactory.getInstance("EC", CURVES)
          .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    } catch (GeneralSecurityException e) {
      return key;
    }
  }

  private static JWSVerifier verifier(PublicKey key) throws JOSEException {
    if (key instanceof ECPublicKey ec) {
      ECDSAVerifier verifier = new ECDSAVerifier(ec);
      verifier.getJCAContext().setProvider(CURVES);
      return verifier;
    }
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS) {
      return new RSASSAVerifier(rsa);
    }
    throw new JOSEException("keys of elliptic curves or of RSA with " + RSA_BITS + " bits up");
  }
}
