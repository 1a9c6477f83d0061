package org.claimexchange.ledger.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.gateway.RunningLedger;
import org.claimexchange.ledger.reader.Stories.Kind;
import org.claimexchange.ledger.reader.Stories.Story;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.RecordDelivery;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reader with the block file alone tries to link consents and to guess whom they concern.
 *
 * <p>What it does see, and what nothing hides: the steps of one consent belong together; when each
 * was made; that the operator handed them in, or which organization a withdrawal; how many releases
 * and deliveries there were; and when a register changed. Steps of two consents that are made close
 * to each other stand close to each other.
 */
class IndependentReaderIT {
  private static final List<Kind> KINDS =
      List.of(
          new Kind(World.mother(), false, World.INSURER, 2, 30, 2),
          new Kind(World.mother(), false, World.INSURER, 2, 30, 2),
          new Kind(World.mother(), false, World.OTHER_INSURER, 1, 7, 1),
          new Kind(World.child(), true, World.INSURER, 2, 90, 20),
          new Kind(World.child(), true, World.OTHER_INSURER, 1, 90, 3),
          new Kind(World.stranger(), false, World.OTHER_INSURER, 2, 30, 2),
          new Kind(World.stranger(), false, World.INSURER, 1, 365, 10));
  private static final List<String> NAMES =
      List.of(
          ConsentOpenings.SUBJECT,
          ConsentOpenings.GRANTOR,
          ConsentOpenings.RELATION,
          ConsentOpenings.RECIPIENTS,
          ConsentOpenings.PURPOSE,
          ConsentOpenings.PART,
          ConsentOpenings.TERMS,
          ConsentOpenings.SHOWN,
          ConsentOpenings.WITNESS,
          "answer",
          "proof",
          "receipt");

  private static RunningLedger running;
  private static List<Story> stories;
  private static List<PublicKey> keys;
  private static Reader reader;
  private static Reader planted;

  @BeforeAll
  static void start(@TempDir Path folder, @TempDir Path copy) throws Exception {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    Stories made = new Stories(running);
    stories = made.tell(KINDS);
    keys = registeredKeys();
    Set<String> plants = plant();
    planted = Reader.of(running.network.blocks(copy));
    reader = planted.without(plants);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void itLinksTheStepsOfOneConsentAndNoTwoConsents() {
    Map<String, Integer> caseOf = new HashMap<>();
    List<List<Trace>> cases = reader.cases();
    for (int i = 0; i < cases.size(); i++) {
      for (Trace trace : cases.get(i)) {
        caseOf.put(trace.id(), i);
      }
    }
    Set<Integer> told = new HashSet<>();
    for (Story story : stories) {
      Set<Integer> own = new HashSet<>();
      story.transactions().forEach(id -> own.add(caseOf.get(id)));
      assertThat(own).as("the steps of one consent").hasSize(1);
      told.addAll(own);
    }
    assertThat(told).as("two consents in one case").hasSize(stories.size());
  }

  @Test
  void noValueIsSharedBySomeConsentsAndNotByAll() {
    assertThat(claims(reader)).hasSize(KINDS.size());
    assertThat(Reader.links(claims(reader))).isEmpty();
  }

  @Test
  void neitherKeysReadNorSizesTellOneConsentFromAnother() {
    Map<String, Set<List<String>>> shapes = new HashMap<>();
    Map<String, List<Integer>> sizes = new HashMap<>();
    for (List<Trace> claim : claims(reader)) {
      for (Trace trace : claim) {
        shapes.computeIfAbsent(trace.function(), unused -> new HashSet<>()).add(Shape.of(trace));
        sizes.computeIfAbsent(trace.function(), unused -> new ArrayList<>()).add(Shape.size(trace));
      }
    }

    assertThat(shapes).hasSize(7);
    shapes.forEach((function, seen) -> assertThat(seen).as(function).hasSize(1));
    // Lengths are written in one byte or two: what varies by chance may move one across the bound.
    sizes.forEach(
        (function, all) -> assertThat(spread(all)).as(function + " " + all).isLessThanOrEqualTo(6));
  }

  /** The identity provider saw every token: it knows each nonce, and who logged in for it. */
  @Test
  void theProviderFindsNoNonceThatItSaw() {
    List<String> nonces = stories.stream().flatMap(story -> nonces(story).stream()).toList();

    assertThat(nonces).hasSize(2 * KINDS.size());
    assertThat(Nonces.found(reader, nonces)).isEmpty();
    assertThat(new Guesses(reader.texts(), NAMES).found(nonces)).isEmpty();
  }

  @Test
  void theSameProviderFindsANonceThatStandsThereAsItsHash() {
    String nonce = nonces(stories.getFirst()).getFirst();

    assertThat(Nonces.found(planted, List.of(nonce))).containsExactly(nonce);
    assertThat(Nonces.found(planted, List.of(digestOf("another").value()))).isEmpty();
  }

  @Test
  void noCandidateIsFound() {
    Guesses guesses = new Guesses(reader.texts(), NAMES);

    assertThat(guesses.salts()).isGreaterThan(100);
    assertThat(guesses.found(candidates())).isEmpty();
  }

  @Test
  void whoHasAnOpeningFindsItAndNothingElse() {
    Story story = stories.getFirst();
    var proof = story.grant().hidden().proof();
    String digest = proof.hidden(story.grant().hidden().proofSalt()).value();
    Set<String> withItsSalt = new HashSet<>(reader.texts());
    withItsSalt.add(story.grant().hidden().proofSalt().value());

    assertThat(reader.texts()).contains(digest);
    assertThat(new Guesses(withItsSalt, NAMES).found(List.of(proof))).containsExactly(proof);
    assertThat(new Guesses(withItsSalt, NAMES).found(List.of(World.mother()))).isEmpty();
  }

  @Test
  void noCertificateVerifiesAnyValueOverAnything() throws Exception {
    Set<ByteString> values = withoutFabricsSignatures(reader);
    Set<ByteString> messages = new HashSet<>(reader.values());
    messages.addAll(bodies());

    Verifications verifications = new Verifications(values);

    assertThat(keys).hasSizeGreaterThan(8);
    assertThat(values).hasSizeGreaterThan(500);
    assertThat(verifications.found(keys, messages)).isEmpty();
  }

  @Test
  void theSameReaderFindsADigestWithoutSaltAndAValueInTwoConsents() {
    assertThat(new Guesses(planted.texts(), NAMES).found(candidates()))
        .containsExactly(World.mother().id().number());

    List<List<Trace>> claims = claims(planted);
    assertThat(Reader.links(claims).keySet())
        .anyMatch(value ->
            value.contains(digestOf(World.mother().id().number()).value().substring(10, 18)));
  }

  @Test
  void theSameReaderFindsASignatureThatStandsInTheOpen() throws Exception {
    Story story = stories.getFirst();
    String[] jws = story.receipt().split("\\.");
    Set<ByteString> values = withoutFabricsSignatures(reader);
    values.add(ByteString.copyFromUtf8("{\"receipt\":\"" + jws[2] + "\"}"));
    Verifications verifications = new Verifications(values);

    Set<Integer> found = verifications.found(keys, bodies());

    assertThat(verifications.candidates()).isPositive();
    assertThat(found).hasSize(1);
    assertThat(keys.get(found.iterator().next()))
        .isEqualTo(running.world.insurerKey().toECPublicKey());
  }

  /**
   * Two deliveries whose package digest is, of all things, that of a person's number, and one with
   * that of a nonce.
   */
  private static Set<String> plant() {
    Set<String> plants = new HashSet<>();
    String number = World.mother().id().number();
    for (String text : List.of(number, number, nonces(stories.getFirst()).getFirst())) {
      ClaimCase claim = running.world.newCase(World.mother());
      var ledger = running.operator();
      plants.add(committed(ledger.recordRequest(claim.recordRequest())).transactionId());
      plants.add(committed(ledger.grant(claim.grant())).transactionId());
      ReleaseBody release = claim.releaseBody();
      plants.add(committed(ledger.openRelease(claim.openRelease(release))).transactionId());
      RecordDelivery delivery = claim.recordDelivery(release);
      RecordDelivery telling =
          new RecordDelivery(
              new RecordDelivery.Open(
                  delivery.open().delivery(),
                  delivery.open().release(),
                  digestOf(text),
                  delivery.open().body()),
              delivery.hidden());
      plants.add(committed(ledger.recordDelivery(telling)).transactionId());
    }
    return plants;
  }

  /** Of both tokens of a claim: for the grant and for the withdrawal. */
  private static List<String> nonces(Story story) {
    return List.of(
        nonce(story.grant().hidden().proof()),
        nonce(story.withdrawal().hidden().withdrawal().getFirst().proof()));
  }

  private static String nonce(GrantorProof proof) {
    try {
      Object nonce =
          JWSObject.parse(proof.idToken()).getPayload().toJSONObject().getOrDefault("nonce", "");
      assertThat((String) nonce).hasSize(43);
      return (String) nonce;
    } catch (java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** The cases that are consents, not changes of registers. */
  private static List<List<Trace>> claims(Reader from) {
    List<List<Trace>> claims = from.cases();
    claims.removeIf(claim -> claim.size() < 4);
    return claims;
  }

  private static int spread(List<Integer> sizes) {
    return sizes.stream().mapToInt(Integer::intValue).max().orElseThrow()
        - sizes.stream().mapToInt(Integer::intValue).min().orElseThrow();
  }

  private static Digest digestOf(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Collection<Object> candidates() {
    Set<Object> candidates = new HashSet<>();
    for (Person person : List.of(World.mother(), World.child(), World.stranger())) {
      candidates.addAll(List.of(person, person.id(), person.id().number(), person.name()));
    }
    World world = running.world;
    for (String id :
        List.of(
            World.REGULATOR,
            World.OPERATOR,
            World.INSURER,
            World.OTHER_INSURER,
            World.FIRST_HOSPITAL,
            World.SECOND_HOSPITAL)) {
      candidates.add(id);
      candidates.add(world.participants().entry(id));
      world.participants().entry(id).certificates().forEach(one -> candidates.add(one.der()));
    }
    candidates.addAll(List.of(World.PROVIDER, World.APPROVAL, World.TEMPLATE, World.RELATION));
    candidates.addAll(List.of(Purpose.values()));
    candidates.addAll(List.of(RelationKind.values()));
    for (Story story : stories) {
      ConsentOpenings openings = story.claim().openings();
      candidates.add(openings.recipients().value());
      candidates.add(openings.terms().value());
      candidates.add(openings.shown().value());
      openings.parts().stream().map(Opening::value).forEach(candidates::add);
      candidates.add(story.grant().hidden().proof());
      candidates.add(story.grant().hidden().proof().idToken());
      candidates.add(story.grant().hidden().proof().key());
      candidates.add(story.receipt());
    }
    return candidates;
  }

  /** What persons, providers and insurers signed. */
  private static Set<ByteString> bodies() {
    Set<ByteString> bodies = new HashSet<>();
    for (Story story : stories) {
      bodies.add(ByteString.copyFrom(story.claim().statement().canonicalBytes()));
      for (String jws :
          List.of(
              story.receipt(),
              story.grant().hidden().proof().idToken(),
              story.grant().hidden().proof().identity())) {
        bodies.add(ByteString.copyFromUtf8(jws.substring(0, jws.lastIndexOf('.'))));
      }
    }
    return bodies;
  }

  /** Of all registered certificates, of the provider, and of the persons' own keys. */
  private static List<PublicKey> registeredKeys() throws GeneralSecurityException, JOSEException {
    List<PublicKey> all = new ArrayList<>();
    World world = running.world;
    for (String id :
        List.of(
            World.REGULATOR,
            World.OPERATOR,
            World.FIRST_HOSPITAL,
            World.SECOND_HOSPITAL,
            World.INSURER,
            World.OTHER_INSURER)) {
      for (RegisteredCertificate one : world.participants().entry(id).certificates()) {
        all.add(key(Base64.getDecoder().decode(one.der())));
      }
    }
    all.add(world.providerKey().toECPublicKey());
    for (Story story : stories) {
      all.add(jwk(story.grant().hidden().proof().key()));
    }
    return all;
  }

  private static PublicKey jwk(String json) throws JOSEException {
    try {
      return com.nimbusds.jose.jwk.ECKey.parse(json).toECPublicKey();
    } catch (java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * All values but Fabric's own: pairs of key and value, which stand in it by themselves too, and
   * signatures and transaction ids, each of which is shown to be the one that Fabric makes.
   */
  private static Set<ByteString> withoutFabricsSignatures(Reader from) throws Exception {
    Set<ByteString> values = new HashSet<>(from.values());
    for (Trace trace : from.traces()) {
      ByteString payload = trace.envelope.getPayload();
      SignatureHeader header =
          SignatureHeader.parseFrom(Payload.parseFrom(payload).getHeader().getSignatureHeader());
      ByteString creator = header.getCreator();
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(header.getNonce().toByteArray());
      assertThat(HexFormat.of().formatHex(hash.digest(creator.toByteArray())))
          .isEqualTo(trace.id());
      values.remove(ByteString.copyFromUtf8(trace.id()));
      isSignedBy(creator, trace.envelope.getSignature(), payload);
      values.remove(trace.envelope.getSignature());
      trace.changes.forEach(
          set -> set.getWritesList().forEach(write -> values.remove(write.toByteString())));
      ByteString answer = trace.action.getAction().getProposalResponsePayload();
      for (Endorsement one : trace.endorsements()) {
        isSignedBy(one.getEndorser(), one.getSignature(), answer.concat(one.getEndorser()));
        values.remove(one.getSignature());
      }
    }
    return values;
  }

  private static void isSignedBy(ByteString identity, ByteString signature, ByteString message)
      throws GeneralSecurityException, InvalidProtocolBufferException {
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(key(SerializedIdentity.parseFrom(identity).getIdBytes().toByteArray()));
    verifier.update(message.toByteArray());
    assertThat(verifier.verify(signature.toByteArray())).isTrue();
  }

  private static PublicKey key(byte[] certificate) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(certificate))
        .getPublicKey();
  }
}
