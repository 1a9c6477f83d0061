package org.claimexchange.chaincode.identity;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Whether a token is signed by a registered provider, for a registered client. */
final class ProviderTokens {
  private static final int LONGEST_TOKEN = 16 * 1024;

  /** Providers have a few keys each; more than this are not remembered. */
  private static final int MOST_REMEMBERED = 256;

  private final Signatures signatures = new Signatures();

  /** Keys that were read, by their exact text; that a key is registered is judged each time. */
  private final Map<String, ProviderJwk> remembered = new ConcurrentHashMap<>();

  /**
   * A token that a provider signed with a registered key.
   *
   * @param claims what it tells
   * @param key the registered key
   */
  record Signed(Claims claims, ProviderKey key) {
    /** Refuses unless the key counted at this time. */
    void keyCountsAt(Instant time, Code code) {
      unless(key.liveAt(time), code, "the provider's key must be in its period");
    }
  }

  /** A token that this provider signed with a registered key; its period is for the caller. */
  Signed signedBy(IdentityProvider provider, String token, Code code) {
    unless(token.length() <= LONGEST_TOKEN, code, "a token is at most 16384 characters long");
    JWSObject jws = parse(token, code);
    JWSHeader header = jws.getHeader();
    unless(
        header.getCriticalParams() == null || header.getCriticalParams().isEmpty(),
        code,
        "the token must not demand extensions");
    ProviderKey registered = registered(provider, header, code);
    ProviderJwk key = jwk(registered, code);
    unless(
        key.algorithms().contains(header.getAlgorithm()),
        code,
        "the token must be signed with the algorithm of the registered key");
    unless(
        signatures.verifies(jws, key.key()),
        code,
        "the token must be signed with the provider's registered key");
    try {
      return new Signed(Claims.read(jws.getPayload().toBytes()), registered);
    } catch (MalformedJsonException e) {
      throw new RefusedException(code, "the token's claims must be JSON without repeated members");
    }
  }

  /** Refuses unless the token is this provider's, for a client that counts. */
  void issuedFor(IdentityProvider provider, Set<String> clients, Claims claims, Code code) {
    unless(
        claims.text("iss").filter(provider.issuer()::equals).isPresent(),
        code,
        "the token must be issued by the registered issuer");
    List<String> audiences = claims.audiences();
    boolean registered =
        audiences.size() == 1
            ? clients.contains(audiences.getFirst())
            : claims.text("azp").filter(audiences::contains).filter(clients::contains).isPresent();
    unless(
        registered,
        code,
        "the token must be for a registered audience, of the page or of the counter that is named");
    unless(
        !claims.has("azp") || claims.text("azp").filter(clients::contains).isPresent(),
        code,
        "the token's authorized party must be a registered audience");
  }

  private static ProviderKey registered(IdentityProvider provider, JWSHeader header, Code code) {
    return provider.keys().stream()
        .filter(key -> key.kid().equals(header.getKeyID()))
        .findFirst()
        .orElseThrow(
            () -> new RefusedException(code, "the token must name a registered key of its issuer"));
  }

  private ProviderJwk jwk(ProviderKey registered, Code code) {
    ProviderJwk known = remembered.get(registered.jwk());
    if (known != null) {
      return known;
    }
    ProviderJwk read =
        ProviderJwk.read(registered.jwk())
            .map(jwk -> new ProviderJwk(signatures.prepared(jwk.key()), jwk.algorithms()))
            .orElseThrow(
                () -> new RefusedException(code, "the provider's key must be of P-256 or of RSA"));
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(registered.jwk(), read);
    return read;
  }

  private static JWSObject parse(String token, Code code) {
    try {
      return JWSObject.parse(token);
    } catch (ParseException | IllegalArgumentException e) {
      throw new RefusedException(code, "expected a token in the compact form of RFC 7515");
    }
  }
}
