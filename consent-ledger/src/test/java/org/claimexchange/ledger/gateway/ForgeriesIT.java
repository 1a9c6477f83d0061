package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.statemachine.Edit;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.ShownText;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.Revoke;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Consents, withdrawals and receipts that are not what their makers say, over the Gateway SDK. */
class ForgeriesIT {
  private static RunningLedger running;
  private static Wire wire;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    wire = new Wire(running, running.identity(World.OPERATOR));
  }

  @AfterAll
  static void stop() {
    wire.close();
    running.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("forgeries")
  void aConsentWithOneThingChangedIsRefused(
      String name, Code expected, Consumer<GrantDraft> change) {
    Grant grant = requested().grant(change);

    assertThat(refusal(running.operator().grant(grant))).isEqualTo(expected);
    assertThat(running.operator().findConsent(grant.open().consent())).isEmpty();
    assertThat(running.operator().findRequest(grant.open().request()).orElseThrow().status())
        .hasToString("RECORDED");
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(persons(), tokens(), signatures(), scope()).flatMap(list -> list);
  }

  private static Stream<Arguments> persons() {
    return Stream.of(
        forgery(
            "a real token with another person's number as subject",
            Code.WRONG_SUBJECT,
            draft -> {
              draft.subject = new Person(World.stranger().id(), World.mother().name());
              draft.grantor = draft.subject;
            }),
        forgery(
            "the token of another person",
            Code.WRONG_GRANTOR,
            draft -> draft.proof.person = World.stranger()),
        forgery(
            "the token of a namesake",
            Code.WRONG_GRANTOR,
            draft -> draft.proof.person = new Person(World.stranger().id(), World.mother().name())),
        forgery(
            "another person signs for herself about the subject",
            Code.WRONG_GRANTOR,
            draft -> {
              draft.grantor = World.stranger();
              draft.proof.person = World.stranger();
            }),
        forgery("the guardian of another child", Code.NO_RELATION, draft -> draft.byGuardian()),
        forgery(
            "a guardian without a relation",
            Code.NO_RELATION,
            draft -> {
              draft.byGuardian();
              draft.relations = List.of();
            }),
        forgery(
            "the identity of another login",
            Code.IDENTITY_INVALID,
            draft -> draft.proof.identityClaims.put("sub", "sub-of-another")),
        forgery(
            "an identity that the provider did not sign",
            Code.IDENTITY_INVALID,
            draft -> draft.proof.identityKey = Keys.p256()));
  }

  private static Stream<Arguments> tokens() {
    return Stream.of(
        forgery(
            "a token of another client",
            Code.TOKEN_INVALID,
            draft -> draft.proof.claims.put("aud", "exchange-server")),
        forgery(
            "a token of another issuer",
            Code.TOKEN_INVALID,
            draft -> draft.proof.claims.put("iss", "https://id.example.com")),
        forgery(
            "an expired token",
            Code.TOKEN_EXPIRED,
            draft -> draft.proof.claims.put("exp", 1_700_000_000)),
        forgery(
            "an old token",
            Code.TOKEN_EXPIRED,
            draft -> draft.proof.claims.put("iat", 1_700_000_000)),
        forgery(
            "a token of the future",
            Code.TOKEN_INVALID,
            draft -> draft.proof.claims.put("iat", 4_000_000_000L)),
        forgery(
            "a token with another nonce",
            Code.NONCE_MISMATCH,
            draft -> draft.proof.claims.put("nonce", "n-0S6_WzA2Mj")),
        forgery(
            "a token of an unknown provider key",
            Code.TOKEN_INVALID,
            draft -> draft.proof.kid = "provider-key-2020"),
        forgery(
            "a token that the operator signed",
            Code.TOKEN_INVALID,
            draft -> draft.proof.providerKey = Keys.p256()),
        forgery(
            "a login with a password only",
            Code.TOKEN_INVALID,
            draft -> draft.proof.claims.put("acr", "urn:example:password")),
        forgery(
            "a provider that the operator made up",
            Code.NOT_IN_REGISTER,
            draft ->
                draft.provider =
                    running
                        .world
                        .providers()
                        .forged(
                            World.PROVIDER,
                            Edit.with(
                                running.world.providers().entry(World.PROVIDER),
                                org.claimexchange.model.register.IdentityProvider.class,
                                "issuer",
                                "https://id.example.com"))));
  }

  private static Stream<Arguments> signatures() {
    return Stream.of(
        forgery("a key swapped after login", Code.NONCE_MISMATCH, draft -> draft.proof.swapKey()),
        forgery(
            "a forged signature",
            Code.SIGNATURE_INVALID,
            draft -> draft.proof.shownKey = Keys.p256()),
        forgery(
            "a statement swapped after the nonce",
            Code.NONCE_MISMATCH,
            draft -> {
              draft.swapped =
                  statement ->
                      Edit.of(
                          statement,
                          ConsentStatement.class,
                          tree -> tree.withArray("parts").remove(1));
              draft.handedIn =
                  openings ->
                      Edit.of(
                          openings,
                          ConsentOpenings.class,
                          tree -> tree.withArray("parts").remove(1));
            }),
        forgery(
            "another's random value",
            Code.NONCE_MISMATCH,
            draft ->
                draft.proofHandedIn =
                    made -> Edit.with(made, GrantorProof.class, "random", running.world.id())),
        forgery(
            "an algorithm that is not there yet",
            Code.ALGORITHM_NOT_SUPPORTED,
            draft ->
                draft.proof.algorithm =
                    org.claimexchange.model.consent.SignatureAlgorithm.SM2_WITH_SM3));
  }

  private static Stream<Arguments> scope() {
    return Stream.of(
        forgery(
            "a scope widened after signing",
            Code.DIGEST_MISMATCH,
            draft ->
                draft.handedIn =
                    openings ->
                        Edit.of(
                            openings,
                            ConsentOpenings.class,
                            tree ->
                                ((ArrayNode) tree.at("/parts/0/value/categories"))
                                    .add("settlement"))),
        forgery(
            "a scope wider than the request",
            Code.SCOPE_WIDER_THAN_REQUEST,
            draft ->
                draft.parts =
                    List.of(
                        Edit.of(
                            draft.parts.getFirst(),
                            org.claimexchange.model.consent.Part.class,
                            tree -> tree.withArray("categories").add("settlement")))),
        forgery(
            "another purpose",
            Code.SCOPE_WIDER_THAN_REQUEST,
            draft -> draft.purpose = Purpose.SUPPLEMENT),
        forgery(
            "a recipient more than the request names",
            Code.WRONG_RECIPIENT,
            draft ->
                draft.recipients =
                    List.of(
                        draft.recipients.getFirst(),
                        new Recipient(World.OTHER_INSURER, RecipientRole.CO_INSURER))),
        forgery(
            "a text that nobody registered",
            Code.TEMPLATE_NOT_REGISTERED,
            draft -> draft.shown = new ShownText("template-zh-0", "zh-CN", draft.shown.text())),
        forgery(
            "a consent that is over already",
            Code.CONSENT_EXPIRED,
            draft ->
                draft.terms =
                    new Terms(
                        running.world.now().minus(Duration.ofDays(2)),
                        running.world.now(),
                        1,
                        List.of())),
        forgery(
            "a consent for two years",
            Code.MALFORMED,
            draft ->
                draft.terms =
                    new Terms(
                        running.world.now(),
                        running.world.now().plus(Duration.ofDays(730)),
                        1,
                        List.of())));
  }

  @Test
  void theStatementAndItsOpeningsAgreeInEveryCharacter() {
    ClaimCase claim = requested();
    Grant grant = claim.grant();
    ObjectNode hidden = (ObjectNode) CanonicalJson.tree(grant.hidden());
    List<String> reached = new ArrayList<>();
    for (String side : List.of("openings", "statement", "proof")) {
      for (String place : places(hidden.get(side))) {
        Code code = Wire.refusal(wire.proposal(grant, changed(hidden, side, place))).code();

        assertThat(code).as(side + place).isIn(Code.DIGEST_MISMATCH, Code.MALFORMED);
        if (code == Code.DIGEST_MISMATCH) {
          reached.add(side + place);
        }
      }
    }

    for (String member : names(hidden.get("openings"))) {
      assertThat(reached).anyMatch(place -> place.startsWith("openings/" + member));
    }
    for (String member : names(hidden.get("statement"))) {
      if (!member.equals("type")) {
        assertThat(reached).anyMatch(place -> place.startsWith("statement/" + member));
      }
    }
    committed(running.operator().grant(grant));
  }

  @Test
  void aGrantForOneRequestIsNoneForAnother() {
    ClaimCase first = requested();
    Grant grant = first.grant();
    ClaimCase other = requested();

    Grant moved =
        new Grant(
            new Grant.Open(
                grant.open().consent(),
                other.request().request(),
                grant.open().statement(),
                grant.open().proof(),
                grant.open().nonce()),
            grant.hidden());
    assertThat(refusal(running.operator().grant(moved))).isEqualTo(Code.DIGEST_MISMATCH);
    committed(running.operator().grant(grant));
    assertThat(refusal(running.operator().grant(moved))).isEqualTo(Code.ID_TAKEN);
  }

  @Test
  void theTokenOfOneGrantIsNoneForAnother() {
    Grant first = requested().grant();
    committed(running.operator().grant(first));
    GrantorProof used = first.hidden().proof();

    assertThat(
            refusal(
                running
                    .operator()
                    .grant(requested().grant(draft -> draft.proofHandedIn = made -> used))))
        .isEqualTo(Code.NONCE_MISMATCH);
    assertThat(
            refusal(
                running
                    .operator()
                    .grant(
                        requested()
                            .grant(draft -> {
                              draft.proofHandedIn = made -> used;
                              draft.open =
                                  open ->
                                      Edit.with(
                                          open, Grant.Open.class, "nonce", first.open().nonce());
                            }))))
        .isEqualTo(Code.NONCE_SPENT);
  }

  @Test
  void theSignatureOfOneGrantIsNoneForAnother() {
    String used = requested().grant().hidden().proof().signature();

    assertThat(
            refusal(
                running
                    .operator()
                    .grant(
                        requested()
                            .grant(draft ->
                                draft.proofHandedIn =
                                    made ->
                                        Edit.with(made, GrantorProof.class, "signature", used)))))
        .isEqualTo(Code.SIGNATURE_INVALID);
  }

  @Test
  void aSpentNonceIsSpentForWithdrawalsToo() {
    ClaimCase claim = running.granted();
    Grant before = requested().grant();
    committed(running.operator().grant(before));
    Revoke revoke = claim.revoke();

    assertThat(
            refusal(
                running
                    .operator()
                    .revoke(
                        new Revoke(
                            Edit.with(
                                revoke.open(), Revoke.Open.class, "nonce", before.open().nonce()),
                            revoke.hidden()))))
        .isEqualTo(Code.NONCE_SPENT);
  }

  @Test
  void aWithdrawalThatAnotherPersonSigned() {
    ClaimCase claim = running.granted();

    assertThat(
            refusal(
                running
                    .operator()
                    .revoke(
                        claim.revoke(World.OPERATOR, draft -> draft.person = World.stranger()))))
        .isEqualTo(Code.WRONG_GRANTOR);
  }

  @Test
  void aReceiptInventedByTheOperator() {
    ClaimCase claim = running.granted();
    RecordDelivery delivery = delivered(claim);
    String body = CanonicalJson.writeText(receipt(delivery, delivery.open().sealed()));

    for (Object key : List.of(Keys.p256(), running.world.providerKey())) {
      assertThat(
              refusal(
                  running
                      .operator()
                      .recordReceipt(
                          claim.recordReceipt(
                              delivery.open().delivery(),
                              Keys.jws(JWSAlgorithm.ES256, "", key, body)))))
          .isEqualTo(Code.RECEIPT_INVALID);
    }
  }

  @Test
  void theReceiptOfOnePackageIsNoneOfAnother() {
    ClaimCase claim = running.granted();
    RecordDelivery delivery = delivered(claim);
    RecordDelivery other = delivered(claim);
    String signed = claim.recordReceipt(other).hidden().receipt();

    assertThat(
            refusal(
                running
                    .operator()
                    .recordReceipt(claim.recordReceipt(delivery.open().delivery(), signed))))
        .isEqualTo(Code.RECEIPT_INVALID);
  }

  @Test
  void theReceiptOfAnotherInsurerIsNoneOfThisOne() {
    ClaimCase claim = running.granted();
    RecordReceipt valid = claim.recordReceipt(delivered(claim));

    assertThat(
            refusal(
                running
                    .operator()
                    .recordReceipt(
                        (RecordReceipt)
                            Edit.hidden(
                                valid,
                                "insurer",
                                running.world.participants().proven(World.OTHER_INSURER)))))
        .isEqualTo(Code.WRONG_RECIPIENT);
  }

  private static ReceiptBody receipt(RecordDelivery delivery, Digest sealed) {
    return new ReceiptBody(
        ReceiptBody.TYPE, delivery.open().delivery(), sealed, running.world.now());
  }

  private static RecordDelivery delivered(ClaimCase claim) {
    ReleaseBody release = claim.releaseBody();
    committed(running.operator().openRelease(claim.openRelease(release)));
    RecordDelivery delivery = claim.recordDelivery(release);
    committed(running.operator().recordDelivery(delivery));
    return delivery;
  }

  private static ClaimCase requested() {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    return claim;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Where every value stands, as JSON pointers (RFC 6901). */
  private static List<String> places(JsonNode node) {
    List<String> places = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      for (String name : names(object)) {
        places(object.get(name)).forEach(place -> places.add("/" + name + place));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        String index = "/" + i;
        places(array.get(i)).forEach(place -> places.add(index + place));
      }
    } else {
      places.add("");
    }
    return places;
  }

  /** The same with one character of one value changed. */
  private static byte[] changed(ObjectNode hidden, String side, String place) {
    ObjectNode copy = hidden.deepCopy();
    int last = place.lastIndexOf('/');
    JsonNode parent = copy.get(side).at(place.substring(0, last));
    String name = place.substring(last + 1);
    if (parent instanceof ObjectNode object) {
      object.set(name, changed(object.get(name)));
    } else {
      ArrayNode array = (ArrayNode) parent;
      array.set(Integer.parseInt(name), changed(array.get(Integer.parseInt(name))));
    }
    return CanonicalJson.write(copy);
  }

  private static JsonNode changed(JsonNode value) {
    if (value.isTextual()) {
      return CanonicalJson.tree(changed(value.textValue()));
    }
    return value.isBoolean()
        ? CanonicalJson.tree(!value.booleanValue())
        : CanonicalJson.tree(value.intValue() + 1);
  }

  /** One character before the last is another one, of the same kind. */
  private static String changed(String text) {
    int place = Math.max(0, text.length() - 2);
    char found = text.isEmpty() ? 'x' : text.charAt(place);
    char other = found == '0' ? '1' : found >= '1' && found <= '9' ? '0' : found == 'a' ? 'b' : 'a';
    return text.isEmpty() ? "x" : text.substring(0, place) + other + text.substring(place + 1);
  }

  private static Arguments forgery(String name, Code code, Consumer<GrantDraft> change) {
    return Arguments.of(name, code, change);
  }

  private static Code refusal(LedgerOutcome<?> outcome) {
    assertThat(outcome).isInstanceOf(LedgerOutcome.Refused.class);
    return ((LedgerOutcome.Refused<?>) outcome).refusal().code();
  }
}
