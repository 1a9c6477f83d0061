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
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * Checks signatures of JOSE (RFC 7515, 7518). Elliptic curves go to Bouncy Castle where it is
 * there: it is six times as fast as the JDK's own.
 */
public final class Signatures {
  /** The least bits of an RSA key. */
  public static final int RSA_BITS = 2048;

  private static final String FASTEST = "BC";

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
      return verifier(key.toECPublicKey())
          .verify(new JWSHeader(JWSAlgorithm.ES256), signed, new Base64URL(signature));
    } catch (JOSEException e) {
      return false;
    }
  }

  private static JWSVerifier verifier(PublicKey key) throws JOSEException {
    if (key instanceof ECPublicKey ec) {
      ECDSAVerifier verifier = new ECDSAVerifier(ec);
      Provider provider = Security.getProvider(FASTEST);
      if (provider != null) {
        verifier.getJCAContext().setProvider(provider);
      }
      return verifier;
    }
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS) {
      return new RSASSAVerifier(rsa);
    }
    throw new JOSEException("keys of elliptic curves or of RSA with " + RSA_BITS + " bits up");
  }
}
