package org.claimexchange.chaincode.testkit;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.SignatureAlgorithm;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;

/**
 * A proof in the making: all of it can be changed before it is made. By default the identity comes
 * as the provider's signed userinfo.
 */
public final class ProofDraft {
  private final World world;

  /** Who logs in at the provider. */
  public Person person;

  public SignatureAlgorithm algorithm = SignatureAlgorithm.ES256;

  /** The key that the nonce commits to. */
  public ECKey key = Keys.p256();

  /** The key that is shown and signed with. */
  public ECKey shownKey = key;

  /** The shown key's JWK; by default that of the shown key. */
  public String jwk = Keys.publicJwk(key);

  public String random;

  /** Added to, or put over, the token's claims. */
  public final Map<String, Object> claims = new LinkedHashMap<>();

  /** Added to, or put over, the identity's claims. */
  public final Map<String, Object> identityClaims = new LinkedHashMap<>();

  /** Whether the identity comes in the token instead of beside it. */
  public boolean identityInToken;

  public String kid = World.KID;
  public JWSAlgorithm tokenAlgorithm = JWSAlgorithm.ES256;
  public Object providerKey;
  public Object identityKey;

  ProofDraft(World world, Person person) {
    this.world = world;
    this.person = person;
    this.random = world.id();
    this.providerKey = world.providerKey();
    this.identityKey = world.providerKey();
  }

  /** Shows, and signs with, another key than the one that the token commits to. */
  public void swapKey() {
    shownKey = Keys.p256();
    jwk = Keys.publicJwk(shownKey);
  }

  /** The nonce of the token. */
  public Digest nonce(Digest statement) {
    return GrantorProof.nonce(thumbprint(key), statement, random);
  }

  GrantorProof make(byte[] signed) {
    Digest statement = Digest.of(signed);
    Map<String, Object> token = base();
    token.put("nonce", nonce(statement).value());
    token.put("iat", world.now().getEpochSecond());
    token.put("exp", world.now().plusSeconds(600).getEpochSecond());
    token.put("acr", World.ACR);
    Map<String, Object> identity = base();
    tell(identityInToken ? token : identity);
    token.putAll(claims);
    token.values().removeIf("(absent)"::equals);
    identity.putAll(identityClaims);
    identity.values().removeIf("(absent)"::equals);
    return new GrantorProof(
        algorithm,
        jwk,
        random,
        Keys.jws(tokenAlgorithm, kid, providerKey, CanonicalJson.writeText(token)),
        identityInToken
            ? ""
            : Keys.jws(
                JWSAlgorithm.ES256, World.KID, identityKey, CanonicalJson.writeText(identity)),
        Keys.es256(shownKey, signed));
  }

  private void tell(Map<String, Object> target) {
    target.put("name", person.name());
    target.put("id_type", person.id().system().uri());
    target.put("id_number", person.id().number());
  }

  private Map<String, Object> base() {
    Map<String, Object> base = new LinkedHashMap<>();
    base.put("iss", World.ISSUER);
    base.put("aud", World.AUDIENCE);
    base.put("sub", "sub-" + Digest.ofCanonical(person).value().substring(0, 12));
    return base;
  }

  private static Digest thumbprint(ECKey key) {
    return Digest.of(Keys.publicJwk(key).getBytes(StandardCharsets.UTF_8));
  }
}
