package org.claimexchange.server.regulator.verification;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.SignatureAlgorithm;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.IdentityProvider;

/**
 * Whether a grantor's proof shows that the person who logged in at a registered provider, at that
 * moment, signed exactly these bytes with a key made for them.
 */
final class ProofChecks {
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final GrantorProof proof;
  private final byte[] signed;
  private final Optional<IdentityProvider> provider;

  /**
   * @param proof token, key and signature
   * @param signed the bytes that were signed
   * @param provider the registered provider that the token names
   */
  ProofChecks(GrantorProof proof, byte[] signed, Optional<IdentityProvider> provider) {
    this.proof = proof;
    this.signed = signed.clone();
    this.provider = provider;
  }

  /** A registered key signed the token, for the patient's page, at the time of the transaction. */
  Verdict token(Instant transactionTime) {
    try {
      IdentityProvider registered = registered();
      ProviderToken token = ProviderToken.read(proof.idToken(), registered);
      List<String> audience = token.claims().getAudience();
      if (audience.stream().noneMatch(registered.audiences()::contains)) {
        return Verdict.fails(Reason.AUDIENCE_UNKNOWN, String.join(", ", audience));
      }
      String acr = token.text("acr");
      if (!registered.acrValues().isEmpty() && !registered.acrValues().contains(acr)) {
        return Verdict.fails(Reason.LOGIN_TOO_WEAK, acr);
      }
      Duration age = Duration.between(token.issuedAt(), transactionTime);
      Duration oldest = Duration.ofSeconds(registered.maxAgeSeconds()).plus(SKEW);
      return age.compareTo(oldest) > 0 || age.compareTo(SKEW.negated()) < 0
          ? Verdict.fails(
              Reason.TOKEN_NOT_OF_THAT_TIME,
              token.issuedAt().toString(),
              transactionTime.toString())
          : Verdict.holds(registered.issuer());
    } catch (UnfitTokenException e) {
      return e.verdict();
    }
  }

  /** The token commits to the grantor's key and to what was signed. */
  Verdict nonce() {
    try {
      ProviderToken token = ProviderToken.read(proof.idToken(), registered());
      Digest thumbprint = new Digest(key().computeThumbprint().toString());
      Digest expected = GrantorProof.nonce(thumbprint, Digest.of(signed), proof.random());
      return same(expected.value(), token.text("nonce"))
          ? Verdict.holds(thumbprint.value())
          : Verdict.fails(Reason.NONCE_DIFFERS);
    } catch (UnfitTokenException e) {
      return e.verdict();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Verdict.fails(Reason.MALFORMED, "JWK");
    }
  }

  /** The identity that the provider signed is this person's. */
  Verdict identity(Person person) {
    try {
      IdentityProvider registered = registered();
      ProviderToken token = ProviderToken.read(proof.idToken(), registered);
      ProviderToken identity =
          proof.identity().isEmpty() ? token : ProviderToken.read(proof.identity(), registered);
      boolean one =
          !token.text("sub").isEmpty()
              && same(token.text("sub"), identity.text("sub"))
              && same(person.id().system().uri(), identity.text("id_type"))
              && same(person.id().number(), identity.text("id_number"))
              && same(person.name(), identity.text("name"));
      return one ? Verdict.holds() : Verdict.fails(Reason.OTHER_PERSON);
    } catch (UnfitTokenException e) {
      return e.verdict();
    }
  }

  /** The grantor's key signed these bytes. */
  Verdict signature() {
    if (proof.algorithm() != SignatureAlgorithm.ES256) {
      return Verdict.fails(Reason.ALGORITHM_UNKNOWN, proof.algorithm().name());
    }
    try {
      Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
      check.initVerify(key().toPublicKey());
      check.update(signed);
      return check.verify(Base64.getUrlDecoder().decode(proof.signature()))
          ? Verdict.holds(proof.algorithm().name())
          : Verdict.fails(Reason.SIGNATURE_WRONG, proof.algorithm().name());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Verdict.fails(Reason.MALFORMED, "JWK");
    } catch (GeneralSecurityException e) {
      return Verdict.fails(Reason.SIGNATURE_WRONG, proof.algorithm().name());
    }
  }

  private ECKey key() throws ParseException {
    ECKey key = ECKey.parse(proof.key());
    if (!Curve.P_256.equals(key.getCurve()) || key.isPrivate()) {
      throw new ParseException("expected a public P-256 key", 0);
    }
    return key;
  }

  private IdentityProvider registered() throws UnfitTokenException {
    return provider.orElseThrow(() ->
        new UnfitTokenException(
            Reason.ISSUER_UNKNOWN, ProviderToken.issuerOf(proof.idToken()).orElse("?")));
  }

  private static boolean same(String expected, String found) {
    return MessageDigest.isEqual(
        expected.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        found.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
