package org.claimexchange.verifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CERTIFICATE_CHAIN;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CHAINCODE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CHANNEL;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CONTENT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.ENDORSEMENT_POLICY;
import static org.claimexchange.verifier.evidence.EvidenceDefect.EVENT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.FOR_WHOM;
import static org.claimexchange.verifier.evidence.EvidenceDefect.FUNCTION;
import static org.claimexchange.verifier.evidence.EvidenceDefect.MALFORMED;
import static org.claimexchange.verifier.evidence.EvidenceDefect.NONCE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.OBJECT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.PROPOSAL_HASH;
import static org.claimexchange.verifier.evidence.EvidenceDefect.SIGNATURE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.STATUS;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TAG;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TIME;
import static org.claimexchange.verifier.evidence.EvidenceDefect.WRITES;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.sample.SampleLedger;
import org.claimexchange.verifier.sample.SampleRead;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each defect has its broken sample; one that is right passes. */
class EvidenceVerifierTest {

  private static final Instant NOW = Instant.parse("2026-11-23T02:15:30.123456789Z");
  private static final String RELEASE = "WcAMpqLyS5mk0aFbPjX1vw";
  private static final String SOURCE = "source-ruijin";
  private static final String ISSUED = "n0nceOfTheSource_4711A";
  private static final long SEED = 20261123;
  private static final int STEP = 5;
  private static final Digest SOME = Digest.of(new byte[] {1});
  private static final SampleLedger LEDGER = new SampleLedger(NOW);
  private static final SampleLedger OTHERS = new SampleLedger(NOW);

  private static SampleRead right() {
    return LEDGER
        .read(ReleaseEvidence.FUNCTION, RELEASE, SOURCE, NOW.minusSeconds(5))
        .nonce(ISSUED)
        .result(release(RELEASE, NOW.plusSeconds(600)))
        .keys(set -> set.addReads(KVRead.newBuilder().setKey("release")));
  }

  private static ReleaseEvidence release(String id, Instant deadline) {
    return new ReleaseEvidence(
        new ReleaseState(id, "consent-1", SOME, 0, NOW.minusSeconds(60)),
        SOME,
        SOME,
        SOME,
        deadline);
  }

  private static final EvidenceVerifier VERIFIER = verifierAt(NOW);

  private static EvidenceVerifier verifier() {
    return VERIFIER;
  }

  private static EvidenceVerifier verifierAt(Instant now) {
    return new EvidenceVerifier(
        EvidencePolicy.claims(
            LEDGER.trusted(),
            new Freshness.Within(
                Duration.ofMinutes(2), Duration.ofSeconds(30), Clock.fixed(now, ZoneOffset.UTC))));
  }

  private static final EvidenceExpectation EXPECTED =
      EvidenceExpectation.of(RELEASE, SOURCE, ISSUED);

  @Test
  void evidenceAsThePeersMakeItIsTaken() throws EvidenceException {
    VerifiedRead<ReleaseEvidence> read =
        verifier().release(SampleLedger.evidence(right().sign()), EXPECTED);

    assertThat(read.result().state().release()).isEqualTo(RELEASE);
    assertThat(read.organizations()).containsExactlyInAnyOrder("RegulatorMSP", "ExchangeMSP");
    assertThat(read.evaluation()).isTrue();
  }

  @Test
  void consentAndDeliveryAreTakenToo() throws EvidenceException {
    var consent =
        new ConsentEvidence(
            new ConsentState("c1", "r1", SOME, SOME, ConsentStatus.ACTIVE, 1, NOW.minusSeconds(9)),
            NOW.plusSeconds(900));
    var delivery =
        new DeliveryEvidence(
            new DeliveryState(
                "d1",
                RELEASE,
                "c1",
                SOME,
                SOME,
                DeliveryStatus.RECORDED,
                List.of(),
                NOW.minusSeconds(9)),
            SOME);
    EvidenceRead ofConsent =
        LEDGER.read(ConsentEvidence.FUNCTION, "c1", "insurer-anxin", NOW).result(consent).sign();
    EvidenceRead ofDelivery =
        LEDGER.read(DeliveryEvidence.FUNCTION, "d1", "insurer-anxin", NOW).result(delivery).sign();

    assertThat(
            verifier().consent(SampleLedger.evidence(ofConsent), forInsurer("c1")).result().state())
        .isEqualTo(consent.state());
    assertThat(
            verifier()
                .delivery(SampleLedger.evidence(ofDelivery), forInsurer("d1"))
                .result()
                .state())
        .isEqualTo(delivery.state());
  }

  private static EvidenceExpectation forInsurer(String object) {
    return new EvidenceExpectation(
        Set.of(object), Set.of("insurer-anxin"), new NonceRule.NotIssued());
  }

  @Test
  void aPeerBelowAnIntermediateIsTakenWithItsCertificate() throws EvidenceException {
    Authority below = LEDGER.root("SourceMSP").below("CN=ica.SourceMSP", NOW);
    var peer = below.signer("OU=peer,CN=peer1", NOW, Duration.ofDays(9));
    EvidenceRead read =
        right()
            .endorsedBy(Map.of("RegulatorMSP", LEDGER.peer("RegulatorMSP"), "SourceMSP", peer))
            .sign();

    assertThat(
            verifier()
                .release(
                    new Evidence(
                        Evidence.TYPE,
                        "claims",
                        "consent",
                        List.of(read),
                        Map.of("SourceMSP", List.of(Pem.write(below.certificate())))),
                    EXPECTED)
                .organizations())
        .contains("SourceMSP");
    assertThatThrownBy(() -> verifier().release(SampleLedger.evidence(read), EXPECTED))
        .isInstanceOfSatisfying(
            EvidenceException.class, e -> assertThat(e.defect()).isEqualTo(CERTIFICATE_CHAIN));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("brokenSamples")
  void eachDefectIsFoundUnderItsName(EvidenceDefect defect, String what, EvidenceRead read) {
    assertDefect(defect, SampleLedger.evidence(read));
  }

  private static void assertDefect(EvidenceDefect defect, Evidence evidence) {
    assertThatThrownBy(() -> verifier().release(evidence, EXPECTED))
        .isInstanceOfSatisfying(
            EvidenceException.class, e -> assertThat(e.defect()).isEqualTo(defect));
  }

  static Stream<Arguments> brokenSamples() {
    var regulator = LEDGER.peer("RegulatorMSP");
    var client = LEDGER.root("ExchangeMSP").signer("OU=client,CN=gateway", NOW, Duration.ofDays(9));
    var expired = LEDGER.root("ExchangeMSP").signer("OU=peer,CN=old", NOW, Duration.ofHours(-1));
    var rsa = LEDGER.root("ExchangeMSP").recipient("OU=peer,CN=p", Authority.ecKeys(), NOW);
    return Stream.of(
        Arguments.of(
            CERTIFICATE_CHAIN,
            "a peer under a root of the same name that is not trusted",
            right()
                .endorsedBy(
                    Map.of("RegulatorMSP", regulator, "ExchangeMSP", OTHERS.peer("ExchangeMSP")))
                .sign()),
        Arguments.of(
            CERTIFICATE_CHAIN,
            "a client of the organization",
            right().endorsedBy(Map.of("RegulatorMSP", regulator, "ExchangeMSP", client)).sign()),
        Arguments.of(
            CERTIFICATE_CHAIN,
            "a certificate that had expired",
            right().endorsedBy(Map.of("RegulatorMSP", regulator, "ExchangeMSP", expired)).sign()),
        Arguments.of(
            CERTIFICATE_CHAIN,
            "one organization's peer under another's name",
            right().endorsedBy(Map.of("RegulatorMSP", regulator, "ExchangeMSP", regulator)).sign()),
        Arguments.of(
            CERTIFICATE_CHAIN,
            "an organization nobody trusts",
            right().endorsedBy(Map.of("RegulatorMSP", regulator, "EvilMSP", regulator)).sign()),
        Arguments.of(
            ENDORSEMENT_POLICY,
            "the regulator alone",
            right().endorsedBy(Map.of("RegulatorMSP", regulator)).sign()),
        Arguments.of(
            ENDORSEMENT_POLICY,
            "operator and source without the regulator",
            right()
                .endorsedBy(
                    Map.of(
                        "ExchangeMSP",
                        LEDGER.peer("ExchangeMSP"),
                        "SourceMSP",
                        LEDGER.peer("SourceMSP")))
                .sign()),
        Arguments.of(ENDORSEMENT_POLICY, "nobody", right().endorsedBy(Map.of()).sign()),
        Arguments.of(
            ENDORSEMENT_POLICY,
            "the same endorsement twice",
            endorsements(right().sign(), list -> List.of(list.get(0), list.get(0), list.get(1)))),
        Arguments.of(
            SIGNATURE, "the twin with a high s", right().signature(SampleRead::withHighS).sign()),
        Arguments.of(
            SIGNATURE,
            "a signature of another answer",
            endorsements(
                right().sign(),
                list -> right().answeredAt(NOW.minusSeconds(6)).sign().endorsements())),
        Arguments.of(
            SIGNATURE,
            "a signature with a byte behind it",
            right().signature(der -> java.util.Arrays.copyOf(der, der.length + 1)).sign()),
        Arguments.of(
            PROPOSAL_HASH,
            "the answer to another proposal",
            right()
                .payload(payload -> payload.setProposalHash(ByteString.copyFrom(new byte[32])))
                .sign()),
        Arguments.of(CHANNEL, "another channel", right().channel("test").sign()),
        Arguments.of(
            CHANNEL,
            "another type of transaction",
            right().channelHeader(header -> header.setType(1)).sign()),
        Arguments.of(
            CHAINCODE,
            "another chaincode that answers the same",
            right()
                .action(action -> action.setChaincodeId(ChaincodeID.newBuilder().setName("evil")))
                .sign()),
        Arguments.of(
            CHAINCODE,
            "a call to another chaincode",
            right()
                .invocation(spec ->
                    spec.getChaincodeSpecBuilder()
                        .setChaincodeId(ChaincodeID.newBuilder().setName("evil")))
                .sign()),
        Arguments.of(FUNCTION, "another function", right().calling("grant").sign()),
        Arguments.of(
            FUNCTION,
            "a second argument",
            right()
                .invocation(spec ->
                    spec.getChaincodeSpecBuilder()
                        .getInputBuilder()
                        .addArgs(ByteString.copyFromUtf8("x")))
                .sign()),
        Arguments.of(TAG, "the answer of a write", right().tag("write/v1").sign()),
        Arguments.of(TAG, "no JSON", right().answerBytes(answer -> new byte[] {'x'}).sign()),
        Arguments.of(
            WRITES,
            "an endorsed write that was held back",
            right()
                .keys(
                    set -> set.addWrites(KVWrite.newBuilder().setKey("consent").setIsDelete(true)))
                .sign()),
        Arguments.of(
            WRITES,
            "a write of metadata",
            right()
                .keys(set -> set.addMetadataWrites(KVMetadataWrite.newBuilder().setKey("consent")))
                .sign()),
        Arguments.of(
            WRITES,
            "private data",
            right()
                .namespace(set ->
                    set.addCollectionHashedRwset(
                        CollectionHashedReadWriteSet.newBuilder().setCollectionName("c")))
                .sign()),
        Arguments.of(
            STATUS,
            "a refusal",
            right().action(action -> action.getResponseBuilder().setStatus(500)).sign()),
        Arguments.of(
            EVENT,
            "an event",
            right().action(action -> action.setEvents(ByteString.copyFromUtf8("grant"))).sign()),
        Arguments.of(
            OBJECT,
            "an answer about another release than was asked for",
            right().answering(new EvidenceQuery("another", SOURCE, ISSUED)).sign()),
        Arguments.of(
            OBJECT,
            "another release",
            LEDGER
                .read(ReleaseEvidence.FUNCTION, "another", SOURCE, NOW)
                .nonce(ISSUED)
                .result(release("another", NOW.plusSeconds(9)))
                .sign()),
        Arguments.of(NONCE, "an old nonce", right().nonce("anotherNonce").sign()),
        Arguments.of(NONCE, "no nonce", right().nonce("").sign()),
        Arguments.of(
            FOR_WHOM,
            "evidence for another hospital",
            LEDGER
                .read(ReleaseEvidence.FUNCTION, RELEASE, "source-other", NOW)
                .nonce(ISSUED)
                .result(release(RELEASE, NOW.plusSeconds(9)))
                .sign()),
        Arguments.of(
            TIME,
            "a time that is not the transaction's",
            right().answeredAt(NOW.minusSeconds(7)).sign()),
        Arguments.of(TIME, "evidence of three minutes ago", at(NOW.minusSeconds(180))),
        Arguments.of(TIME, "evidence of the future", at(NOW.plusSeconds(60))),
        Arguments.of(
            CONTENT,
            "a release whose deadline had passed",
            right().result(release(RELEASE, NOW.minusSeconds(10))).sign()),
        Arguments.of(
            CONTENT,
            "the state of another release",
            right().result(release("another", NOW.plusSeconds(9))).sign()),
        Arguments.of(CONTENT, "another shape", right().result(Map.of("state", "open")).sign()),
        Arguments.of(
            MALFORMED,
            "an answer that is not canonical",
            right()
                .answerBytes(answer ->
                    (new String(answer, java.nio.charset.StandardCharsets.UTF_8) + " ")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .sign()),
        Arguments.of(
            MALFORMED,
            "transient data left in the proposal",
            right()
                .proposal(p -> p.putTransientMap("hidden", ByteString.copyFromUtf8("x")))
                .sign()),
        Arguments.of(
            MALFORMED,
            "a field nobody knows in the read-write set",
            right()
                .keys(set ->
                    set.setUnknownFields(
                        UnknownFieldSet.newBuilder()
                            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                            .build()))
                .sign()),
        Arguments.of(
            CERTIFICATE_CHAIN,
            "a key meant for encryption only",
            right().endorsedBy(Map.of("RegulatorMSP", regulator, "ExchangeMSP", rsa)).sign()));
  }

  private static EvidenceRead at(Instant time) {
    return LEDGER
        .read(ReleaseEvidence.FUNCTION, RELEASE, SOURCE, time)
        .nonce(ISSUED)
        .result(release(RELEASE, time.plusSeconds(600)))
        .sign();
  }

  private static EvidenceRead endorsements(
      EvidenceRead read, UnaryOperator<List<EvidenceEndorsement>> change) {
    return new EvidenceRead(
        read.function(),
        read.header(),
        read.proposal(),
        read.payload(),
        change.apply(read.endorsements()));
  }

  @Test
  void anotherFunctionsEvidenceIsNotTakenForThisOne() {
    EvidenceRead read =
        LEDGER.read(ConsentEvidence.FUNCTION, RELEASE, SOURCE, NOW).nonce(ISSUED).sign();

    assertDefect(FUNCTION, SampleLedger.evidence(read));
  }

  @Test
  void severalReadsAreNotTakenWhereOneIsDue() {
    assertDefect(MALFORMED, SampleLedger.evidence(right().sign(), right().sign()));
    assertDefect(MALFORMED, SampleLedger.evidence());
  }

  @Test
  void anIntermediateThatLeadsNowhereIsNotCarriedAlong() {
    Evidence evidence =
        new Evidence(
            Evidence.TYPE,
            "claims",
            "consent",
            List.of(right().sign()),
            Map.of("SourceMSP", List.of(Pem.write(OTHERS.root("SourceMSP").certificate()))));

    assertDefect(CERTIFICATE_CHAIN, evidence);
  }

  @Test
  void noByteOfAReadIsFree() {
    EvidenceRead read = right().sign();
    List<String> taken = new ArrayList<>();
    flips("header", read.header(), taken, changed -> withHeader(read, changed));
    flips("proposal", read.proposal(), taken, changed -> withProposal(read, changed));
    flips("payload", read.payload(), taken, changed -> withPayload(read, changed));
    EvidenceEndorsement first = read.endorsements().get(0);
    flips(
        "endorser",
        first.endorser(),
        taken,
        changed ->
            endorsements(
                read,
                list ->
                    List.of(
                        new EvidenceEndorsement(changed, first.signature()),
                        read.endorsements().get(1))));
    flips(
        "signature",
        first.signature(),
        taken,
        changed ->
            endorsements(
                read,
                list ->
                    List.of(
                        new EvidenceEndorsement(first.endorser(), changed),
                        read.endorsements().get(1))));
    assertThat(taken).isEmpty();
  }

  private static void flips(
      String what,
      String base64,
      List<String> taken,
      java.util.function.Function<String, EvidenceRead> with) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    for (int i = new Random(SEED).nextInt(STEP); i < bytes.length; i += STEP) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      try {
        verifier()
            .release(
                SampleLedger.evidence(with.apply(Base64.getEncoder().encodeToString(changed))),
                EXPECTED);
        taken.add(what + " at " + i);
      } catch (EvidenceException expected) {
        assertThat(expected.defect()).isNotNull();
      }
    }
  }

  private static EvidenceRead withHeader(EvidenceRead read, String changed) {
    return new EvidenceRead(
        read.function(), changed, read.proposal(), read.payload(), read.endorsements());
  }

  private static EvidenceRead withProposal(EvidenceRead read, String changed) {
    return new EvidenceRead(
        read.function(), read.header(), changed, read.payload(), read.endorsements());
  }

  private static EvidenceRead withPayload(EvidenceRead read, String changed) {
    return new EvidenceRead(
        read.function(), read.header(), read.proposal(), changed, read.endorsements());
  }

  @Test
  void evidenceOfAnyAgeStaysGoodForACourt() throws EvidenceException {
    Instant nineYearsLater = NOW.plus(Duration.ofDays(3000));
    EvidenceVerifier court =
        new EvidenceVerifier(
            EvidencePolicy.claims(
                LEDGER.trusted(),
                new Freshness.OfAnyAge(
                    Duration.ofSeconds(30), Clock.fixed(nineYearsLater, ZoneOffset.UTC))));
    Evidence evidence = SampleLedger.evidence(right().sign());

    assertThat(court.release(evidence, EXPECTED).time()).isEqualTo(NOW.minusSeconds(5));
    assertThatThrownBy(() -> verifierAt(nineYearsLater).release(evidence, EXPECTED))
        .isInstanceOfSatisfying(
            EvidenceException.class, e -> assertThat(e.defect()).isEqualTo(TIME));
  }

  @Test
  void evidenceSurvivesItsWayAsJson() throws EvidenceException {
    byte[] json = CanonicalJson.write(SampleLedger.evidence(right().sign()));

    Evidence back = CanonicalJson.readCanonical(json, Evidence.class);

    assertThat(verifier().release(back, EXPECTED).result().state().release()).isEqualTo(RELEASE);
  }
}
