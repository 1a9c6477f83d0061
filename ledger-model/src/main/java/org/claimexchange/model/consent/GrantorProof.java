package org.claimexchange.model.consent;

import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;

/**
 * That a person who logged in at the identity provider at this moment signed exactly these bytes,
 * with a key made for them alone (the idea of OpenPubkey). The token's {@code nonce} is {@code
 * base64url(SHA-256(canonical JSON [thumbprint of the key (RFC 7638), digest of the statement,
 * random]))}.
 *
 * @param algorithm how it is signed
 * @param key the public key as a JWK (RFC 7517), canonical JSON text with kty, crv, x, y only
 * @param random 128 random bits of the page, base64url
 * @param idToken the provider's ID token, compact JWS, whose nonce commits to key and statement
 * @param identity the provider's signed identity (userinfo as a JWT) of the same person, or empty
 *     where the ID token's claims carry it
 * @param signature over the statement's canonical bytes: for ES256 r and s of 32 bytes each,
 *     base64url
 */
public record GrantorProof(
    SignatureAlgorithm algorithm,
    String key,
    String random,
    String idToken,
    String identity,
    String signature) {
  /** The name under which a proof is hidden on the ledger. */
  public static final String NAME = "proof";

  /** The nonce that the token must carry. */
  public static Digest nonce(Digest keyThumbprint, Digest statement, String random) {
    return Digest.ofCanonical(java.util.List.of(keyThumbprint, statement, random));
  }

  /**
   * What stands on the ledger for a spent nonce: SHA-256 over it and the page's random value. The
   * identity provider knows the nonce and whom it was for, but not that value, so it finds nobody's
   * consent by it.
   */
  public static Digest spent(Digest nonce, String random) {
    return Digest.ofCanonical(java.util.List.of("spent", nonce, random));
  }

  /**
   * The digest of this proof under a salt; the signature itself could be tried against every
   * certificate.
   */
  public Digest hidden(org.claimexchange.model.disclosure.Salt salt) {
    return new Opening<>(salt, NAME, this).digest();
  }

  @Override
  public String toString() {
    return "GrantorProof[" + algorithm + "]";
  }
}
