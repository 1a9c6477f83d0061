package org.claimexchange.server.regulator.verification;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.ProviderKey;

/**
 * A token that an identity provider signed; its claims are known once the signature held.
 *
 * @param claims what it says
 * @param issuedAt when it was issued
 */
record ProviderToken(JWTClaimsSet claims, Instant issuedAt) {
  /** The issuer that a token names, before anything of it is believed. */
  static Optional<String> issuerOf(String compact) {
    try {
      return Optional.ofNullable(SignedJWT.parse(compact).getJWTClaimsSet().getIssuer());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a token of this provider, signed with a key that was in force when it was issued.
   *
   * @throws UnfitTokenException saying why it is not
   */
  static ProviderToken read(String compact, IdentityProvider provider) throws UnfitTokenException {
    try {
      SignedJWT token = SignedJWT.parse(compact);
      JWTClaimsSet claims = token.getJWTClaimsSet();
      Instant issuedAt = issuedAt(claims);
      String kid = Optional.ofNullable(token.getHeader().getKeyID()).orElse("");
      ProviderKey key = key(provider, kid, issuedAt);
      if (!token.verify(verifier(token, key))) {
        throw new UnfitTokenException(Reason.SIGNATURE_WRONG, kid);
      }
      if (!provider.issuer().equals(claims.getIssuer())) {
        throw new UnfitTokenException(Reason.ISSUER_UNKNOWN, String.valueOf(claims.getIssuer()));
      }
      return new ProviderToken(claims, issuedAt);
    } catch (ParseException | JOSEException e) {
      throw new UnfitTokenException(Reason.MALFORMED, "JWT", e);
    }
  }

  /** A claim that is text; empty where there is none. */
  String text(String claim) {
    return claims.getClaim(claim) instanceof String text ? text : "";
  }

  private static ProviderKey key(IdentityProvider provider, String kid, Instant at)
      throws UnfitTokenException {
    ProviderKey key =
        provider.keys().stream()
            .filter(one -> one.kid().equals(kid))
            .findFirst()
            .orElseThrow(() -> new UnfitTokenException(Reason.KEY_UNKNOWN, kid));
    if (!key.liveAt(at)) {
      throw new UnfitTokenException(Reason.KEY_NOT_IN_FORCE, kid);
    }
    return key;
  }

  private static JWSVerifier verifier(SignedJWT token, ProviderKey key)
      throws ParseException, JOSEException, UnfitTokenException {
    if (!(JWK.parse(key.jwk()) instanceof AsymmetricJWK asymmetric)) {
      throw new UnfitTokenException(Reason.KEY_UNKNOWN, key.kid());
    }
    return new DefaultJWSVerifierFactory()
        .createJWSVerifier(token.getHeader(), asymmetric.toPublicKey());
  }

  private static Instant issuedAt(JWTClaimsSet claims) throws UnfitTokenException {
    if (claims.getIssueTime() == null) {
      throw new UnfitTokenException(Reason.MALFORMED, "iat");
    }
    return claims.getIssueTime().toInstant();
  }

  @Override
  public String toString() {
    return "ProviderToken[" + issuedAt + "]";
  }
}
