package org.claimexchange.server.sealing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.SignatureAlgorithm;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.Counter;
import org.claimexchange.verifier.consent.TrustedProvider;

/** An identity provider and the phone of a person who signs. */
final class SampleProvider {

  private static final String ISSUER = "https://id.example.gov.cn";

  static final String PAGE = "claim-exchange-page";
  static final String COUNTER = "ruijin-counter";

  private final ECKey key;

  SampleProvider() {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID("2026-11").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  TrustedProvider trusted() {
    return new TrustedProvider(
        ISSUER,
        List.of(PAGE),
        List.of(new Counter(COUNTER, SamplePackage.RUIJIN.id())),
        List.of(CanonicalJson.tree(new TreeMap<>(key.toPublicJWK().toJSONObject()))));
  }

  /** What the phone and the provider make of a statement. */
  GrantorProof proof(ConsentStatement statement, Person loggedIn, Instant time) {
    return proof(statement, loggedIn, time, PAGE);
  }

  /** The same, by a token for another of the provider's clients. */
  GrantorProof proof(ConsentStatement statement, Person loggedIn, Instant time, String client) {
    try {
      ECKey phone = new ECKeyGenerator(Curve.P_256).generate();
      String jwk =
          CanonicalJson.writeText(
              Map.of(
                  "kty",
                  "EC",
                  "crv",
                  "P-256",
                  "x",
                  phone.getX().toString(),
                  "y",
                  phone.getY().toString()));
      String random = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[16]);
      Digest nonce =
          GrantorProof.nonce(
              Digest.of(jwk.getBytes(StandardCharsets.UTF_8)), statement.digest(), random);
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
              new JWTClaimsSet.Builder()
                  .issuer(ISSUER)
                  .subject("sub-4711")
                  .audience(client)
                  .issueTime(Date.from(time))
                  .expirationTime(Date.from(time.plusSeconds(300)))
                  .claim("nonce", nonce.value())
                  .claim("name", loggedIn.name())
                  .claim("id_type", loggedIn.id().system().uri())
                  .claim("id_number", loggedIn.id().number())
                  .build());
      token.sign(new ECDSASigner(key));
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(phone.toECPrivateKey());
      signature.update(statement.canonicalBytes());
      return new GrantorProof(
          SignatureAlgorithm.ES256,
          jwk,
          random,
          token.serialize(),
          "",
          Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
