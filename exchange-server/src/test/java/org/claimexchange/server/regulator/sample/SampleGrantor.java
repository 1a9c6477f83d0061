package org.claimexchange.server.regulator.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.SignatureAlgorithm;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;

/** Signs as the patient's page does, after a login at the sample provider. */
public final class SampleGrantor {
  /** Who grants. */
  public static final Person CHEN_JING =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310101198503124322"), "陈静");

  private SampleGrantor() {}

  /** Token, key and signature over these bytes. */
  static GrantorProof sign(SampleLedger ledger, byte[] content)
      throws JOSEException, GeneralSecurityException {
    ECKey key = new ECKeyGenerator(Curve.P_256).secureRandom(ledger.random()).generate();
    String bits = Salt.fresh(ledger.random()).value();
    Digest nonce =
        GrantorProof.nonce(
            new Digest(key.computeThumbprint().toString()), Digest.of(content), bits);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key.toPrivateKey());
    signature.update(content);
    return new GrantorProof(
        SignatureAlgorithm.ES256,
        CanonicalJson.writeText(key.toPublicJWK().toJSONObject()),
        bits,
        token(ledger, nonce),
        "",
        Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
  }

  private static String token(SampleLedger ledger, Digest nonce) throws JOSEException {
    Instant now = ledger.clock().instant();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(ledger.providerKey().getKeyID())
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(SampleLedger.ISSUER)
                .subject("s-9f2c")
                .audience(SampleLedger.PAGE_CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .claim("nonce", nonce.value())
                .claim("name", CHEN_JING.name())
                .claim("id_type", CHEN_JING.id().system().uri())
                .claim("id_number", CHEN_JING.id().number())
                .build());
    token.sign(new ECDSASigner(ledger.providerKey()));
    return token.serialize();
  }
}
