package org.claimexchange.chaincode.identity;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * The key that a grantor's device made for one statement.
 *
 * @param key the public key
 * @param thumbprint of RFC 7638
 */
record PersonKey(ECKey key, Digest thumbprint) {
  private static final int LONGEST = 512;
  private static final int COORDINATE = 32;

  /** Exactly these members, so that the canonical text is what the thumbprint is made of. */
  record Jwk(String crv, String kty, String x, String y) {}

  static PersonKey read(String json) {
    unless(
        json.length() <= LONGEST, Code.SIGNATURE_INVALID, "a key is at most 512 characters long");
    try {
      Jwk jwk = CanonicalJson.readCanonical(json.getBytes(StandardCharsets.UTF_8), Jwk.class);
      unless(
          jwk.kty().equals("EC") && jwk.crv().equals("P-256"),
          Code.SIGNATURE_INVALID,
          "the key must be of the curve P-256");
      return new PersonKey(
          new ECKey.Builder(Curve.P_256, coordinate(jwk.x()), coordinate(jwk.y())).build(),
          Digest.of(json.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedJsonException e) {
      throw new RefusedException(
          Code.SIGNATURE_INVALID, "the key must be a JWK of kty, crv, x and y in canonical form");
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new RefusedException(
          Code.SIGNATURE_INVALID, "the key must be a point on the curve P-256");
    }
  }

  private static Base64URL coordinate(String text) {
    Base64URL value = new Base64URL(text);
    unless(
        value.decode().length == COORDINATE && Base64URL.encode(value.decode()).equals(value),
        Code.SIGNATURE_INVALID,
        "a coordinate of the key has 32 bytes in base64url");
    return value;
  }
}
