package org.claimexchange.chaincode.identity;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.SignatureAlgorithm;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.LoginPlace;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * Whether one person, logged in at a registered provider just now, signed exactly these bytes with
 * a key made for them (after OpenPubkey: the token's nonce commits to key and statement).
 */
public final class ProofCheck {
  /** How far a provider's clock may be ahead. */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final ProviderTokens tokens = new ProviderTokens();
  private final Signatures signatures = new Signatures();

  /**
   * What must have been signed, and by whom.
   *
   * @param signed the exact bytes
   * @param digest their SHA-256
   * @param signer who must have signed
   * @param spent what stands on the ledger for the token's nonce
   * @param place where the signer must have logged in
   * @param heldBack whether the proof counts however late it is handed in: so for withdrawals,
   *     which nobody shall block by waiting until the token is too old
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Expected(
      byte[] signed,
      Digest digest,
      Person signer,
      Digest spent,
      LoginPlace place,
      boolean heldBack) {}

  /** Refuses unless the proof holds. Whether the nonce was spent before is not judged here. */
  public void check(
      Call call, Proven<IdentityProvider> shown, GrantorProof proof, Expected expected) {
    algorithmIsSupported(proof);
    IdentityProvider provider = providerCounts(call, shown);
    PersonKey key = PersonKey.read(proof.key());
    Digest nonce = nonceIsSpentWithThis(proof, key, expected);
    ProviderTokens.Signed signed = tokens.signedBy(provider, proof.idToken(), Code.TOKEN_INVALID);
    Claims token = signed.claims();
    Set<String> clients = expected.place().clients(provider.audiences(), provider.counters());
    tokens.issuedFor(provider, clients, token, Code.TOKEN_INVALID);
    isNotOfTheFuture(token, call.time());
    Instant judged = expected.heldBack() ? required(token, "iat") : call.time();
    signed.keyCountsAt(judged, Code.TOKEN_INVALID);
    tokenIsFresh(provider, token, judged);
    loginWasStrongEnough(provider, token);
    tokenCommitsTo(nonce, token);
    Person person = identity(provider, clients, proof, token, judged);
    personIs(expected, person);
    unless(
        signatures.verifiesEs256(expected.signed(), proof.signature(), key.key()),
        Code.SIGNATURE_INVALID,
        "the statement must be signed with the key that the token commits to");
  }

  private static void algorithmIsSupported(GrantorProof proof) {
    switch (proof.algorithm()) {
      case ES256 -> {}
      case WEBAUTHN, SM2_WITH_SM3 ->
          throw new RefusedException(
              Code.ALGORITHM_NOT_SUPPORTED,
              "expected " + SignatureAlgorithm.ES256 + ", found " + proof.algorithm());
    }
  }

  private static IdentityProvider providerCounts(Call call, Proven<IdentityProvider> shown) {
    IdentityProvider provider = call.registers().proven(RegisterName.PROVIDERS, shown);
    unless(
        provider.status() == EntryStatus.ACTIVE,
        Code.TOKEN_INVALID,
        "the identity provider must be active, found " + provider.status());
    return provider;
  }

  private static Digest nonceIsSpentWithThis(GrantorProof proof, PersonKey key, Expected expected) {
    unless(
        RANDOM.matcher(proof.random()).matches(),
        Code.NONCE_MISMATCH,
        "the nonce must hold 128 random bits in base64url");
    Digest nonce = GrantorProof.nonce(key.thumbprint(), expected.digest(), proof.random());
    unless(
        GrantorProof.spent(nonce, proof.random()).matches(expected.spent()),
        Code.NONCE_MISMATCH,
        "the nonce that is spent must be the one of this key and statement");
    return nonce;
  }

  private static void tokenIsFresh(IdentityProvider provider, Claims token, Instant time) {
    Instant expires = required(token, "exp");
    Instant issued = required(token, "iat");
    unless(time.isBefore(expires), Code.TOKEN_EXPIRED, "the token must not be expired");
    unless(
        !issued.plusSeconds(provider.maxAgeSeconds()).isBefore(time),
        Code.TOKEN_EXPIRED,
        "the token must be at most " + provider.maxAgeSeconds() + " seconds old");
    unless(
        token.time("nbf").map(from -> !from.isAfter(time.plus(LEEWAY))).orElse(!token.has("nbf")),
        Code.TOKEN_INVALID,
        "the token must count already");
  }

  private static void isNotOfTheFuture(Claims token, Instant time) {
    unless(
        !required(token, "iat").isAfter(time.plus(LEEWAY)),
        Code.TOKEN_INVALID,
        "the token must not be issued in the future");
  }

  private static Instant required(Claims token, String claim) {
    return token
        .time(claim)
        .orElseThrow(
            () -> new RefusedException(Code.TOKEN_INVALID, "the token must tell " + claim));
  }

  private static void loginWasStrongEnough(IdentityProvider provider, Claims token) {
    unless(
        provider.acrValues().isEmpty()
            || token.text("acr").filter(provider.acrValues()::contains).isPresent(),
        Code.TOKEN_INVALID,
        "the login must have one of the registered authentication context classes");
  }

  private static void tokenCommitsTo(Digest nonce, Claims token) {
    String found = token.text("nonce").orElse("");
    unless(
        sameText(nonce.value(), found),
        Code.NONCE_MISMATCH,
        "the token's nonce must commit to this key and this statement");
  }

  private Person identity(
      IdentityProvider provider,
      Set<String> clients,
      GrantorProof proof,
      Claims token,
      Instant judged) {
    String subject =
        token
            .text("sub")
            .filter(sub -> !sub.isBlank())
            .orElseThrow(
                () -> new RefusedException(Code.TOKEN_INVALID, "the token must tell its sub"));
    if (proof.identity().isEmpty()) {
      return IdentityClaims.person(token);
    }
    ProviderTokens.Signed signed =
        tokens.signedBy(provider, proof.identity(), Code.IDENTITY_INVALID);
    signed.keyCountsAt(judged, Code.IDENTITY_INVALID);
    Claims identity = signed.claims();
    tokens.issuedFor(provider, clients, identity, Code.IDENTITY_INVALID);
    unless(
        identity.text("sub").filter(sub -> sameText(sub, subject)).isPresent(),
        Code.IDENTITY_INVALID,
        "the signed identity must be of the person who logged in");
    unless(
        identity.time("exp").map(judged::isBefore).orElse(!identity.has("exp")),
        Code.IDENTITY_INVALID,
        "the signed identity must not be expired");
    return IdentityClaims.person(identity);
  }

  /** A name that changed, or was spelled wrongly by another, must not hinder a withdrawal. */
  private static void personIs(Expected expected, Person found) {
    Person signer = expected.signer();
    unless(
        expected.heldBack()
            ? Digest.ofCanonical(signer.id()).matches(Digest.ofCanonical(found.id()))
            : Digest.ofCanonical(signer).matches(Digest.ofCanonical(found)),
        Code.WRONG_GRANTOR,
        "the person who logged in must be the grantor of the statement");
  }

  private static boolean sameText(String expected, String found) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
  }
}
