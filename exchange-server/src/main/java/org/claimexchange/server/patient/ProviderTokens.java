package org.claimexchange.server.patient;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.server.register.Registers;

/**
 * What the identity provider says of a person: ID token (OpenID Connect Core, section 3.1.3.7) and
 * signed identity, checked with the keys that the regulator registered. The ledger checks the same
 * again at a grant; here it decides who may look.
 */
final class ProviderTokens {
  /** Bytes of a token; a real one has one or two thousand. */
  private static final int MAX_TOKEN = 16 * 1024;

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final Registers registers;
  private final Clock clock;

  ProviderTokens(Registers registers, Clock clock) {
    this.registers = registers;
    this.clock = clock;
  }

  /**
   * Who it is.
   *
   * @param idToken compact JWS
   * @param identity compact JWS, or empty where the ID token's claims carry the identity
   * @throws PatientProblemException {@code login-refused}, saying which check failed
   */
  Checked check(String idToken, String identity) {
    IdentityProvider provider = registers.provider().entry();
    require(provider.status() == EntryStatus.ACTIVE, "the provider is suspended");
    JWTClaimsSet token = verified(idToken, provider);
    Instant now = clock.instant();
    try {
      require(provider.issuer().equals(token.getIssuer()), "iss");
      require(
          token.getAudience().size() == 1 && provider.audiences().containsAll(token.getAudience()),
          "aud");
      require(after(token.getExpirationTime(), now), "exp");
      require(freshlyIssued(token.getIssueTime(), now, provider.maxAgeSeconds()), "iat");
      require(
          provider.acrValues().isEmpty() || provider.acrValues().contains(text(token, "acr")),
          "acr");
      JWTClaimsSet who = identity.isEmpty() ? token : verified(identity, provider);
      if (!identity.isEmpty()) {
        require(provider.issuer().equals(who.getIssuer()), "iss of the identity");
        require(who.getAudience().equals(token.getAudience()), "aud of the identity");
        require(
            token.getSubject() != null && token.getSubject().equals(who.getSubject()),
            "sub of the identity");
        require(after(who.getExpirationTime(), now), "exp of the identity");
      }
      return new Checked(person(who), text(token, "nonce"));
    } catch (ParseException e) {
      throw refused("claims");
    }
  }

  private JWTClaimsSet verified(String compact, IdentityProvider provider) {
    require(!compact.isEmpty() && compact.length() <= MAX_TOKEN, "size");
    try {
      SignedJWT jwt = SignedJWT.parse(compact);
      require(ALGORITHMS.contains(jwt.getHeader().getAlgorithm()), "alg");
      require(
          jwt.getHeader().getCriticalParams() == null
              || jwt.getHeader().getCriticalParams().isEmpty(),
          "crit");
      Optional<ProviderKey> key =
          provider.keys().stream()
              .filter(one -> one.kid().equals(jwt.getHeader().getKeyID()))
              .filter(one -> one.liveAt(clock.instant()))
              .findFirst();
      require(key.isPresent(), "kid");
      require(jwt.verify(verifier(JWK.parse(key.orElseThrow().jwk()))), "signature");
      return jwt.getJWTClaimsSet();
    } catch (ParseException | JOSEException e) {
      throw refused("unreadable");
    }
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return switch (key) {
      case ECKey ec -> new ECDSAVerifier(ec);
      case RSAKey rsa -> new RSASSAVerifier(rsa);
      default -> throw new JOSEException("a key of another kind");
    };
  }

  private static Person person(JWTClaimsSet claims) throws ParseException {
    try {
      return new Person(
          new PersonId(IdSystem.ofUri(text(claims, "id_type")), text(claims, "id_number")),
          text(claims, "name"));
    } catch (IllegalArgumentException e) {
      throw refused("id_type");
    }
  }

  private static boolean after(Date time, Instant now) {
    return time != null && time.toInstant().plus(SKEW).isAfter(now);
  }

  private static boolean freshlyIssued(Date issued, Instant now, int maxAgeSeconds) {
    return issued != null
        && !issued.toInstant().isAfter(now.plus(SKEW))
        && !issued.toInstant().plusSeconds(maxAgeSeconds).plus(SKEW).isBefore(now);
  }

  private static String text(JWTClaimsSet claims, String name) throws ParseException {
    String value = claims.getStringClaim(name);
    require(value != null && !value.isBlank() && value.length() <= 256, name);
    return value == null ? "" : value;
  }

  private static void require(boolean holds, String check) {
    if (!holds) {
      throw refused(check);
    }
  }

  private static PatientProblemException refused(String check) {
    return new PatientProblemException(PatientProblem.LOGIN_REFUSED, check);
  }

  /**
   * A token that holds.
   *
   * @param person who logged in
   * @param nonce what the token answers
   */
  record Checked(Person person, String nonce) {
    @Override
    public String toString() {
      return "Checked[…]";
    }
  }

  /** The client ids that count, the page's first. */
  List<String> audiences() {
    return registers.provider().entry().audiences();
  }
}
