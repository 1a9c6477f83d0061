package org.claimexchange.samples.patient;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.SignatureAlgorithm;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;

/** A key for one signature, made as the page makes it, and forgotten with this object. */
final class SigningKey {
  private final ECKey key;
  private final String random;

  private SigningKey(ECKey key, String random) {
    this.key = key;
    this.random = random;
  }

  static SigningKey fresh(SecureRandom random) {
    try {
      return new SigningKey(
          new ECKeyGenerator(Curve.P_256).secureRandom(random).generate(),
          Salt.fresh(random).value());
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /** The public key as canonical JSON with kty, crv, x and y only. */
  private String jwk() {
    return CanonicalJson.writeText(
        Map.of(
            "kty", "EC", "crv", "P-256", "x", key.getX().toString(), "y", key.getY().toString()));
  }

  /** The nonce by which a token commits to this key and a statement. */
  String nonce(Digest statement) {
    Digest thumbprint = Digest.of(jwk().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return GrantorProof.nonce(thumbprint, statement, random).value();
  }

  /** Signs a statement's canonical bytes. */
  GrantorProof prove(byte[] statement, ProviderTrip.Tokens tokens) {
    return new GrantorProof(
        SignatureAlgorithm.ES256,
        jwk(),
        random,
        tokens.idToken(),
        tokens.identity(),
        sign(statement));
  }

  private String sign(byte[] statement) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.toECPrivateKey());
      signature.update(statement);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException("every Java platform signs with P-256", e);
    }
  }
}
