package org.claimexchange.verifier.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.SignatureAlgorithm;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.LoginPlace;
import org.claimexchange.verifier.json.CompactJws;
import org.claimexchange.verifier.json.Jwk;

/**
 * Whether a person who logged in at a trusted identity provider signed exactly this statement. Each
 * method is one line of the report; all of them together are the answer.
 */
public final class ConsentVerifier {

  private final List<TrustedProvider> providers;

  /** Exactly these members, so that the text is what the thumbprint is made of (RFC 7638). */
  private record PersonKey(String crv, String kty, String x, String y) {}

  public ConsentVerifier(List<TrustedProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** Statement and openings fit, and say one thing. */
  public void statement(ConsentFile file) throws ConsentFailure {
    ConsentOpenings openings = file.openings();
    require(openings.open(file.statement()), "openings of all digests of the statement, no more");
    boolean self = openings.relation().value() == RelationKind.SELF;
    boolean same = openings.subject().value().equals(openings.grantor().value());
    require(self == same, "a relation that fits subject and grantor");
    require(!openings.recipients().value().isEmpty(), "a recipient");
    List<Witness> witnesses = openings.witness().value();
    require(witnesses.size() <= 1, "one witness at the most");
    require(
        openings.parts().stream()
            .allMatch(part ->
                witnesses.stream()
                    .allMatch(one -> one.participant().equals(part.value().source()))),
        "no records but the witness's own where it was signed at a counter");
  }

  /** The text is the one that was shown. */
  public void text(ConsentFile file) throws ConsentFailure {
    Digest shown = file.openings().shown().value().text();
    require(
        Digest.of(file.text().getBytes(StandardCharsets.UTF_8)).matches(shown),
        "the text whose digest was signed");
  }

  /**
   * A trusted provider's token commits to key and statement.
   *
   * @return when the token was issued
   */
  public Instant token(ConsentFile file) throws ConsentFailure {
    return token(file.statement().digest(), file.proof(), place(file));
  }

  /**
   * As {@link #token(ConsentFile)}, of any signed statement, such as a withdrawal.
   *
   * @param place where the person must have logged in
   */
  public Instant token(Digest statement, GrantorProof proof, LoginPlace place)
      throws ConsentFailure {
    Digest nonce =
        GrantorProof.nonce(
            Digest.of(proof.key().getBytes(StandardCharsets.UTF_8)), statement, proof.random());
    ProviderToken token = token(proof.idToken());
    require(token.isFor(place), "a token " + place.expected());
    JsonNode claims = token.claims();
    String found = claims.path("nonce").asText();
    require(
        MessageDigest.isEqual(
            nonce.value().getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8)),
        "a token whose nonce commits to key and statement");
    require(claims.path("iat").canConvertToLong(), "a token that tells when it was issued");
    return Instant.ofEpochSecond(claims.path("iat").asLong());
  }

  /** The person in the token is the grantor. */
  public void identity(ConsentFile file) throws ConsentFailure {
    identity(file.openings().grantor().value(), file.proof(), place(file));
  }

  /** As {@link #identity(ConsentFile)}, for any proof of a person. */
  public void identity(Person expected, GrantorProof proof, LoginPlace place)
      throws ConsentFailure {
    require(
        person(proof, place).filter(expected::equals).isPresent(), "the grantor in the identity");
  }

  /**
   * As {@link #identity(Person, GrantorProof, LoginPlace)}, by the number alone: so for withdrawals
   * and objections, which a name that changed must not hinder.
   */
  public void identity(PersonId expected, GrantorProof proof, LoginPlace place)
      throws ConsentFailure {
    require(
        person(proof, place).filter(person -> person.id().equals(expected)).isPresent(),
        "the person of the consent in the identity");
  }

  private Optional<Person> person(GrantorProof proof, LoginPlace place) throws ConsentFailure {
    JsonNode token = token(proof.idToken()).claims();
    if (proof.identity().isEmpty()) {
      return person(token);
    }
    ProviderToken identity = token(proof.identity());
    JsonNode claims = identity.claims();
    boolean same =
        claims.path("iss").equals(token.path("iss"))
            && !token.path("sub").asText().isEmpty()
            && claims.path("sub").equals(token.path("sub"));
    require(same, "an identity of the person who logged in");
    require(identity.isFor(place), "an identity " + place.expected());
    return person(claims);
  }

  /** The key that the token commits to signed the statement. */
  public void signature(ConsentFile file) throws ConsentFailure {
    signature(file.statement().canonicalBytes(), file.proof());
  }

  /** As {@link #signature(ConsentFile)}, over the canonical bytes of any statement. */
  public void signature(byte[] statement, GrantorProof proof) throws ConsentFailure {
    require(proof.algorithm() == SignatureAlgorithm.ES256, "a signature by ES256");
    try {
      PersonKey text =
          CanonicalJson.readCanonical(
              proof.key().getBytes(StandardCharsets.UTF_8), PersonKey.class);
      PublicKey key = Jwk.publicKey(CanonicalJson.tree(text));
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key);
      verifier.update(statement);
      require(
          verifier.verify(CompactJws.decode(proof.signature())),
          "a signature of the grantor's key over the statement");
    } catch (GeneralSecurityException | MalformedJsonException e) {
      throw new ConsentFailure("expected a signature of a key on P-256 over the statement");
    }
  }

  private static LoginPlace place(ConsentFile file) {
    return LoginPlace.of(file.openings().witness().value());
  }

  /** A token that a trusted provider signed. */
  private ProviderToken token(String token) throws ConsentFailure {
    try {
      CompactJws jws = CompactJws.parse(token);
      JsonNode claims = CanonicalJson.read(CompactJws.decode(jws.payload()), JsonNode.class);
      for (TrustedProvider provider : providers) {
        if (claims.path("iss").asText().equals(provider.issuer()) && signed(provider, jws)) {
          return new ProviderToken(provider, claims);
        }
      }
    } catch (MalformedJsonException e) {
      throw new ConsentFailure("expected a token in the compact form of a JWS");
    }
    throw new ConsentFailure("expected a token of a trusted identity provider");
  }

  private static boolean signed(TrustedProvider provider, CompactJws jws) {
    String kid = jws.header().path("kid").asText();
    return provider.keys().stream()
        .filter(key -> !kid.isEmpty() && key.path("kid").asText().equals(kid))
        .anyMatch(key -> jws.holds(Jwk.publicKey(key)));
  }

  private static Optional<Person> person(JsonNode claims) {
    try {
      return Optional.of(
          new Person(
              new PersonId(
                  IdSystem.ofUri(claims.path("id_type").asText()),
                  claims.path("id_number").asText()),
              claims.path("name").asText()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void require(boolean holds, String expected) throws ConsentFailure {
    if (!holds) {
      throw new ConsentFailure("expected " + expected);
    }
  }
}
