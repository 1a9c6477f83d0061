package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.ShownText;
import org.claimexchange.model.consent.SignatureAlgorithm;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A valid grant with one thing changed, and why it is refused. */
class GrantAttacksTest {
  private final Bench bench = Bench.ready();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("attacks")
  void oneThingChangedIsRefused(String name, Code expected, Consumer<Attack> change) {
    ClaimCase claim = bench.requested();
    Grant grant = claim.grant(draft -> change.accept(new Attack(bench, draft)));

    assertThat(bench.refusal(World.OPERATOR, grant)).isEqualTo(expected);
  }

  /** What an attack may change. */
  record Attack(Bench bench, GrantDraft draft) {}

  static Stream<Arguments> attacks() {
    return Stream.of(whose(), scope(), tokens(), identities(), signatures(), replaced())
        .flatMap(list -> list);
  }

  private static Stream<Arguments> whose() {
    return Stream.of(
        attack(
            "real token with another person's number as subject",
            Code.WRONG_SUBJECT,
            draft -> {
              draft.subject = new Person(World.stranger().id(), World.mother().name());
              draft.grantor = draft.subject;
            }),
        attack(
            "subject of the request, token of another person",
            Code.WRONG_GRANTOR,
            draft -> draft.proof.person = World.stranger()),
        attack(
            "grantor's name differs by one character",
            Code.WRONG_GRANTOR,
            draft -> draft.proof.person = new Person(World.mother().id(), "林晓玫")),
        attack(
            "signs for herself about another",
            Code.WRONG_GRANTOR,
            draft -> {
              draft.grantor = World.stranger();
              draft.proof.person = World.stranger();
            }),
        attack(
            "guardian without a relation",
            Code.NO_RELATION,
            draft -> {
              draft.byGuardian();
              draft.relations = List.of();
            }),
        attack("guardian of another child", Code.NO_RELATION, GrantDraft::byGuardian),
        attack(
            "signs for herself and shows a relation",
            Code.NO_RELATION,
            draft -> {
              draft.byGuardian();
              draft.relation = RelationKind.SELF;
              draft.grantor = draft.subject;
            }),
        attack(
            "recipient that the request does not name",
            Code.WRONG_RECIPIENT,
            draft ->
                draft.recipients =
                    List.of(
                        new Recipient(World.INSURER, RecipientRole.INSURER),
                        new Recipient(World.OTHER_INSURER, RecipientRole.CO_INSURER))),
        attack(
            "another insurer receives",
            Code.WRONG_RECIPIENT,
            draft ->
                draft.recipients =
                    List.of(new Recipient(World.OTHER_INSURER, RecipientRole.INSURER))),
        attack("nobody receives", Code.WRONG_RECIPIENT, draft -> draft.recipients = List.of()),
        attack(
            "a hospital's entry is not shown",
            Code.NOT_IN_REGISTER,
            draft -> draft.participants = draft.participants.subList(0, 3)));
  }

  private static Stream<Arguments> scope() {
    return Stream.of(
        attack(
            "purpose differs from the request's",
            Code.SCOPE_WIDER_THAN_REQUEST,
            draft -> draft.purpose = Purpose.SUPPLEMENT),
        attack(
            "one more category",
            Code.SCOPE_WIDER_THAN_REQUEST,
            draft -> draft.parts = List.of(Tampered.with(draft.parts.getFirst(), "pathology"))),
        attack("no part's source twice", Code.MALFORMED, GrantAttacksTest::twoPartsOfOneSource),
        attack(
            "text of no registered template",
            Code.TEMPLATE_NOT_REGISTERED,
            draft -> draft.shown = new ShownText("template-zh-0", "zh-CN", draft.shown.text())),
        attack(
            "text in another language",
            Code.TEMPLATE_NOT_REGISTERED,
            draft -> draft.shown = new ShownText(World.TEMPLATE, "en", draft.shown.text())),
        attackWithBench(
            "already over",
            Code.CONSENT_EXPIRED,
            attack ->
                attack.draft().terms =
                    new Terms(
                        attack.bench().clock.instant().minus(Duration.ofDays(2)),
                        attack.bench().clock.instant(),
                        1,
                        List.of())),
        attackWithBench(
            "for two years",
            Code.MALFORMED,
            attack ->
                attack.draft().terms =
                    new Terms(
                        attack.bench().clock.instant(),
                        attack.bench().clock.instant().plus(Duration.ofDays(730)),
                        1,
                        List.of())),
        attackWithBench(
            "standing, though one case was asked for",
            Code.STANDING_NOT_ASKED,
            attack ->
                attack.draft().terms =
                    new Terms(
                        attack.bench().clock.instant(),
                        attack.bench().clock.instant().plus(Duration.ofDays(300)),
                        50,
                        List.of(new Standing("P202600017", true)))));
  }

  private static Stream<Arguments> tokens() {
    return Stream.of(
        claim("token of another issuer", Code.TOKEN_INVALID, "iss", "https://id.example.com"),
        claim("token of another client", Code.TOKEN_INVALID, "aud", "exchange-server"),
        claim(
            "token of several clients without authorized party",
            Code.TOKEN_INVALID,
            "aud",
            List.of(World.AUDIENCE, "exchange-server")),
        claim("authorized party of another client", Code.TOKEN_INVALID, "azp", "exchange-server"),
        claim("expired token", Code.TOKEN_EXPIRED, "exp", 1_700_000_000),
        claim("token without end", Code.TOKEN_INVALID, "exp", "(absent)"),
        claim("old token", Code.TOKEN_EXPIRED, "iat", 1_700_000_000),
        claim("token of the future", Code.TOKEN_INVALID, "iat", 4_000_000_000L),
        claim("token that counts later", Code.TOKEN_INVALID, "nbf", 4_000_000_000L),
        claim("weaker login", Code.TOKEN_INVALID, "acr", "urn:example:password"),
        claim("login of unknown strength", Code.TOKEN_INVALID, "acr", "(absent)"),
        claim("token with another nonce", Code.NONCE_MISMATCH, "nonce", "n-0S6_WzA2Mj"),
        claim("token without a nonce", Code.NONCE_MISMATCH, "nonce", "(absent)"),
        claim("token of nobody", Code.TOKEN_INVALID, "sub", "(absent)"),
        attack(
            "token signed with another key",
            Code.TOKEN_INVALID,
            draft -> draft.proof.providerKey = Keys.p256()),
        attack(
            "token of an unknown key id",
            Code.TOKEN_INVALID,
            draft -> draft.proof.kid = "provider-key-2020"),
        attack(
            "token of another algorithm",
            Code.TOKEN_INVALID,
            draft -> {
              draft.proof.tokenAlgorithm = JWSAlgorithm.RS256;
              draft.proof.providerKey = Keys.rsa();
            }),
        attack(
            "token that is none",
            Code.TOKEN_INVALID,
            draft ->
                draft.proofHandedIn = made -> Tampered.with(made, "not.a.token", made.identity())));
  }

  private static Stream<Arguments> identities() {
    return Stream.of(
        identity("identity of another login", "sub", "sub-of-another"),
        identity("identity of another issuer", "iss", "https://id.example.com"),
        identity("identity for another client", "aud", "exchange-server"),
        identity("identity without a number", "id_number", "(absent)"),
        identity("identity of an unknown kind of number", "id_type", "urn:oid:1.2.3"),
        identity("expired identity", "exp", 1_700_000_000),
        attack(
            "identity signed with another key",
            Code.IDENTITY_INVALID,
            draft -> draft.proof.identityKey = Keys.p256()),
        attack(
            "no identity at all",
            Code.IDENTITY_INVALID,
            draft -> draft.proofHandedIn = made -> Tampered.with(made, made.idToken(), "")));
  }

  private static Stream<Arguments> signatures() {
    return Stream.of(
        attack("key swapped after login", Code.NONCE_MISMATCH, draft -> draft.proof.swapKey()),
        attack(
            "forged signature",
            Code.SIGNATURE_INVALID,
            draft -> draft.proof.shownKey = Keys.p256()),
        attack(
            "signature that is none",
            Code.SIGNATURE_INVALID,
            draft -> draft.proofHandedIn = made -> Tampered.withSignature(made, "AAAA")),
        attack(
            "key with its private part",
            Code.SIGNATURE_INVALID,
            draft -> draft.proof.jwk = draft.proof.key.toJSONString()),
        attack(
            "key off the curve",
            Code.SIGNATURE_INVALID,
            draft ->
                draft.proof.jwk =
                    draft.proof.jwk.replace(
                        draft.proof.key.getX().toString(), draft.proof.key.getY().toString())),
        attack(
            "passkey",
            Code.ALGORITHM_NOT_SUPPORTED,
            draft -> draft.proof.algorithm = SignatureAlgorithm.WEBAUTHN),
        attack(
            "SM2 with SM3",
            Code.ALGORITHM_NOT_SUPPORTED,
            draft -> draft.proof.algorithm = SignatureAlgorithm.SM2_WITH_SM3));
  }

  private static Stream<Arguments> replaced() {
    return Stream.of(
        attack(
            "statement swapped after the nonce",
            Code.NONCE_MISMATCH,
            draft -> {
              draft.swapped =
                  statement -> Tampered.aboutParts(statement, List.of(statement.parts().get(0)));
              draft.handedIn =
                  openings -> Tampered.aboutParts(openings, openings.parts().subList(0, 1));
            }),
        attack(
            "scope widened after signing",
            Code.DIGEST_MISMATCH,
            draft -> draft.handedIn = Tampered::widened),
        attack(
            "one part's opening left out",
            Code.DIGEST_MISMATCH,
            draft ->
                draft.handedIn =
                    openings -> Tampered.aboutParts(openings, openings.parts().subList(0, 1))),
        attack(
            "subject's name differs from its digest by one character",
            Code.DIGEST_MISMATCH,
            draft -> draft.handedIn = Tampered::renamed),
        attack(
            "another statement's digest named",
            Code.DIGEST_MISMATCH,
            draft ->
                draft.open =
                    open ->
                        new Grant.Open(
                            open.consent(),
                            open.request(),
                            open.nonce(),
                            open.proof(),
                            open.nonce())),
        attack(
            "another proof's digest named",
            Code.DIGEST_MISMATCH,
            draft ->
                draft.open =
                    open ->
                        new Grant.Open(
                            open.consent(),
                            open.request(),
                            open.statement(),
                            open.nonce(),
                            open.nonce())),
        attack(
            "another nonce spent",
            Code.NONCE_MISMATCH,
            draft ->
                draft.open =
                    open ->
                        new Grant.Open(
                            open.consent(),
                            open.request(),
                            open.statement(),
                            open.proof(),
                            open.proof())),
        attack("an id that is none", Code.MALFORMED, draft -> draft.consent = "consent-1"));
  }

  @Test
  void aGuardianMaySignForTheChild() {
    ClaimCase claim = bench.world.newCase(World.child());
    bench.commit(World.OPERATOR, claim.recordRequest());

    assertThat(
            bench
                .commit(World.OPERATOR, claim.grant(GrantDraft::byGuardian))
                .get("status")
                .asText())
        .isEqualTo("active");
  }

  @Test
  void anIdentityInsideTheTokenCountsToo() {
    ClaimCase claim = bench.requested();

    assertThat(
            bench
                .commit(World.OPERATOR, claim.grant(draft -> draft.proof.identityInToken = true))
                .get("status")
                .asText())
        .isEqualTo("active");
  }

  private static Arguments attack(String name, Code expected, Consumer<GrantDraft> change) {
    return attackWithBench(name, expected, attack -> change.accept(attack.draft()));
  }

  private static Arguments attackWithBench(String name, Code expected, Consumer<Attack> change) {
    return arguments(name, expected, change);
  }

  private static Arguments claim(String name, Code expected, String claim, Object value) {
    return attack(name, expected, draft -> draft.proof.claims.put(claim, value));
  }

  private static Arguments identity(String name, String claim, Object value) {
    return attack(
        name, Code.IDENTITY_INVALID, draft -> draft.proof.identityClaims.put(claim, value));
  }

  private static void twoPartsOfOneSource(GrantDraft draft) {
    draft.parts = List.of(draft.parts.getFirst(), draft.parts.getFirst());
  }
}
