package org.claimexchange.verifier.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.claimexchange.model.json.MalformedJsonException;

/** Public keys as JWK (RFC 7517): P-256 and RSA. */
public final class Jwk {

  private static final int COORDINATE = 32;

  private Jwk() {}

  /**
   * The key of a JWK.
   *
   * @throws MalformedJsonException if it is none, or of another kind
   */
  public static PublicKey publicKey(JsonNode jwk) {
    try {
      return switch (jwk.path("kty").asText()) {
        case "EC" -> ec(jwk);
        case "RSA" ->
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
        default -> throw new MalformedJsonException("JWK: a kind of key that is not taken");
      };
    } catch (GeneralSecurityException e) {
      throw new MalformedJsonException("JWK: not a key");
    }
  }

  private static PublicKey ec(JsonNode jwk) throws GeneralSecurityException {
    if (!jwk.path("crv").asText().equals("P-256")
        || CompactJws.decode(jwk.path("x").asText()).length != COORDINATE
        || CompactJws.decode(jwk.path("y").asText()).length != COORDINATE) {
      throw new MalformedJsonException("JWK: not a key on P-256");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(number(jwk, "x"), number(jwk, "y")),
                parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger number(JsonNode jwk, String member) {
    return new BigInteger(1, CompactJws.decode(jwk.path(member).asText()));
  }
}
