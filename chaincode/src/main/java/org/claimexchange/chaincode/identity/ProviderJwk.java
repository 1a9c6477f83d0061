package org.claimexchange.chaincode.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/**
 * A registered key of an identity provider and the algorithms that it may sign with: what the
 * token's header says never widens them.
 *
 * @param key the public key
 * @param algorithms ES256 for P-256; RS256 and PS256 for RSA, or the one that the JWK names
 */
public record ProviderJwk(PublicKey key, Set<JWSAlgorithm> algorithms) {
  public ProviderJwk {
    algorithms = Set.copyOf(algorithms);
  }

  /** Reads a JWK; empty where it is not a public key that can be used here. */
  public static Optional<ProviderJwk> read(String json) {
    try {
      JWK jwk = JWK.parse(json);
      if (jwk.isPrivate()) {
        return Optional.empty();
      }
      if (jwk instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())) {
        return of(ec.toECPublicKey(), jwk, Set.of(JWSAlgorithm.ES256));
      }
      if (jwk instanceof RSAKey rsa && rsa.size() >= Signatures.RSA_BITS) {
        return of(rsa.toRSAPublicKey(), jwk, Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256));
      }
      return Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** Whether {@link #read} finds a key. */
  public static boolean isSupported(String json) {
    return read(json).isPresent();
  }

  private static Optional<ProviderJwk> of(PublicKey key, JWK jwk, Set<JWSAlgorithm> fitting) {
    if (jwk.getAlgorithm() == null) {
      return Optional.of(new ProviderJwk(key, fitting));
    }
    return fitting.stream()
        .filter(algorithm -> algorithm.getName().equals(jwk.getAlgorithm().getName()))
        .findFirst()
        .map(named -> new ProviderJwk(key, Set.of(named)));
  }
}
