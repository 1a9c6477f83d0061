package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.Transaction;
import org.claimexchange.verifier.evidence.EvidenceDefect;
import org.claimexchange.verifier.evidence.EvidenceException;
import org.claimexchange.verifier.evidence.EvidenceExpectation;
import org.claimexchange.verifier.evidence.EvidenceFileVerifier;
import org.claimexchange.verifier.evidence.EvidencePolicy;
import org.claimexchange.verifier.evidence.EvidenceReport;
import org.claimexchange.verifier.evidence.EvidenceVerifier;
import org.claimexchange.verifier.evidence.Freshness;
import org.claimexchange.verifier.evidence.IdRule;
import org.claimexchange.verifier.evidence.NonceRule;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence of the running network, and what would pass for it, before the verifier of others. */
class EvidenceIT {
  private static final String NONCE = "n0nceOfTheHospital_42A";
  private static RunningLedger running;
  private static Gateway gateway;
  private static ClaimCase claim;
  private static ReleaseBody release;
  private static Evidence right;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    var operator = running.identity(World.OPERATOR);
    gateway =
        Gateway.newInstance()
            .connection(running.network.channel())
            .identity(new X509Identity(operator.mspId(), operator.certificate()))
            .signer(Signers.newPrivateKeySigner(operator.privateKey()))
            .hash(Hash.SHA256)
            .connect();
    claim = running.granted();
    release = claim.releaseBody();
    committed(running.operator().openRelease(claim.openRelease(release)));
    right = evidence(World.FIRST_HOSPITAL, NONCE);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    running.close();
  }

  @Test
  void whatThePeersSignedHolds() throws EvidenceException {
    var read = verifier(running.network.rootCertificates()).release(right, expected());

    assertThat(read.result().state().release()).isEqualTo(release.release());
    assertThat(read.organizations()).containsExactlyInAnyOrder("RegulatorMSP", "ExchangeMSP");
    assertThat(read.evaluation()).isEqualTo(running.network.isForEvaluation());
    EvidenceReport report =
        new EvidenceFileVerifier(policy(running.network.rootCertificates()))
            .verify(
                CanonicalJson.write(right),
                new IdRule.AsClaimed(),
                new IdRule.AsClaimed(),
                new NonceRule.Exactly(NONCE));
    assertThat(report.holds()).isTrue();
  }

  /** The operator alone may call it, the peers sign it, and it never reaches a block. */
  @Test
  void aReleaseThatWasEndorsedAndHeldBackIsNoEvidence() throws Exception {
    ReleaseBody held = claim.releaseBody();
    EvidenceRead write = endorsed(claim.openRelease(held));

    for (String function : List.of("openRelease", "evidenceOfRelease")) {
      Evidence shown =
          evidence(
              new EvidenceRead(
                  function,
                  write.header(),
                  write.proposal(),
                  write.payload(),
                  write.endorsements()));
      assertThat(
              defect(
                  running.network.rootCertificates(),
                  shown,
                  EvidenceExpectation.of(held.release(), World.FIRST_HOSPITAL, NONCE)))
          .isEqualTo(EvidenceDefect.FUNCTION);
    }
    assertThat(running.operator().findRelease(held.release())).isEmpty();
  }

  /** What stands in a block is signed by the same peers, and shows nothing about now. */
  @Test
  void aTransactionTakenOutOfABlockIsNoEvidence() throws Exception {
    ReleaseBody committed = claim.releaseBody();
    OpenRelease write = claim.openRelease(committed);
    Proposal proposal =
        gateway
            .getNetwork("claims")
            .getContract("consent")
            .newProposal(write.function())
            .addArguments(CanonicalJson.write(write.open()))
            .putTransient(Transaction.HIDDEN, CanonicalJson.write(write.hidden()))
            .setEndorsingOrganizations("RegulatorMSP", "ExchangeMSP")
            .build();
    var endorsed = proposal.endorse();
    EvidenceRead read = read("evidenceOfRelease", endorsed);
    endorsed.submit();

    assertThat(running.operator().findRelease(committed.release())).isPresent();
    assertThat(
            defect(
                running.network.rootCertificates(),
                evidence(read),
                EvidenceExpectation.of(committed.release(), World.FIRST_HOSPITAL, NONCE)))
        .isEqualTo(EvidenceDefect.FUNCTION);
  }

  /** A question put to a write's answer does not belong to it. */
  @Test
  void theQuestionOfARealReadUnderAHeldBackWriteIsNoEvidence() throws Exception {
    EvidenceRead write = endorsed(claim.openRelease(claim.releaseBody()));
    EvidenceRead read = right.reads().getFirst();

    Evidence shown =
        evidence(
            new EvidenceRead(
                read.function(),
                read.header(),
                read.proposal(),
                write.payload(),
                write.endorsements()));

    assertThat(defect(running.network.rootCertificates(), shown, expected()))
        .isEqualTo(EvidenceDefect.PROPOSAL_HASH);
  }

  @Test
  void evidenceIsGoodForOneReleaseOneParticipantAndOneNonce() {
    Map<String, X509Certificate> roots = running.network.rootCertificates();

    assertThat(
            defect(
                roots,
                right,
                EvidenceExpectation.of("anotherRelease", World.FIRST_HOSPITAL, NONCE)))
        .isEqualTo(EvidenceDefect.OBJECT);
    assertThat(
            defect(
                roots,
                right,
                EvidenceExpectation.of(release.release(), World.SECOND_HOSPITAL, NONCE)))
        .isEqualTo(EvidenceDefect.FOR_WHOM);
    assertThat(
            defect(
                roots,
                right,
                EvidenceExpectation.of(release.release(), World.FIRST_HOSPITAL, "anotherNonce")))
        .isEqualTo(EvidenceDefect.NONCE);
  }

  @Test
  void oneEndorsementIsNotEnoughAndTwoOfOneAreNotTwo() {
    EvidenceRead read = right.reads().getFirst();
    for (EvidenceEndorsement one : read.endorsements()) {
      assertThat(defect(running.network.rootCertificates(), by(read, List.of(one)), expected()))
          .isEqualTo(EvidenceDefect.ENDORSEMENT_POLICY);
      assertThat(
              defect(running.network.rootCertificates(), by(read, List.of(one, one)), expected()))
          .isEqualTo(EvidenceDefect.ENDORSEMENT_POLICY);
    }
  }

  @Test
  void aForeignRootTrustsNothing() {
    Map<String, X509Certificate> foreign = new HashMap<>(running.network.rootCertificates());
    foreign.put("RegulatorMSP", foreign.get("InsurerMSP"));

    assertThat(defect(foreign, right, expected())).isEqualTo(EvidenceDefect.CERTIFICATE_CHAIN);
  }

  /** Insurers' peers endorse in vain: the policy asks for others. */
  @Test
  void peersOfTheWrongOrganizationsAreNotEnough() throws Exception {
    Evidence shown =
        evidence(
            endorsed(
                claim.evidenceOfConsent(World.INSURER).function(),
                CanonicalJson.write(claim.evidenceOfConsent(World.INSURER).query()),
                CanonicalJson.write(claim.evidenceOfConsent(World.INSURER).hidden()),
                "RegulatorMSP",
                "ExchangeMSP"));
    EvidenceRead read = shown.reads().getFirst();
    List<EvidenceEndorsement> withoutRegulator =
        read.endorsements().stream()
            .filter(one ->
                !new String(
                        Base64.getDecoder().decode(one.endorser()),
                        java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains("RegulatorMSP"))
            .toList();

    assertThat(withoutRegulator).hasSize(1);
    assertThat(defect(running.network.rootCertificates(), by(read, withoutRegulator), expected()))
        .isEqualTo(EvidenceDefect.ENDORSEMENT_POLICY);
  }

  private static Evidence evidence(String forWhom, String nonce) {
    EvidenceRequest.OfRelease asked = claim.evidenceOfRelease(release, forWhom);
    EvidenceOutcome outcome =
        running
            .operator()
            .evidence(
                new EvidenceRequest.OfRelease(
                    new EvidenceQuery(release.release(), forWhom, nonce), asked.hidden()));
    assertThat(outcome).isInstanceOf(EvidenceOutcome.Endorsed.class);
    return ((EvidenceOutcome.Endorsed) outcome).evidence();
  }

  private static EvidenceRead endorsed(OpenRelease write) throws Exception {
    return endorsed(
        write.function(),
        CanonicalJson.write(write.open()),
        CanonicalJson.write(write.hidden()),
        "RegulatorMSP",
        "ExchangeMSP");
  }

  private static EvidenceRead endorsed(
      String function, byte[] open, byte[] hidden, String... organizations) throws Exception {
    Proposal proposal =
        gateway
            .getNetwork("claims")
            .getContract("consent")
            .newProposal(function)
            .addArguments(open)
            .putTransient(Transaction.HIDDEN, hidden)
            .setEndorsingOrganizations(organizations)
            .build();
    return read(function, proposal.endorse());
  }

  private static EvidenceRead read(
      String function, org.hyperledger.fabric.client.Transaction transaction) {
    EndorsedTransaction endorsed = EndorsedTransaction.of(transaction);
    var action = endorsed.action().getAction();
    return new EvidenceRead(
        function,
        base64(endorsed.header().toByteString()),
        base64(endorsed.action().getChaincodeProposalPayload()),
        base64(action.getProposalResponsePayload()),
        action.getEndorsementsList().stream()
            .map(one ->
                new EvidenceEndorsement(base64(one.getEndorser()), base64(one.getSignature())))
            .toList());
  }

  private static EvidenceExpectation expected() {
    return EvidenceExpectation.of(release.release(), World.FIRST_HOSPITAL, NONCE);
  }

  private static Evidence by(EvidenceRead read, List<EvidenceEndorsement> endorsements) {
    return evidence(
        new EvidenceRead(
            read.function(), read.header(), read.proposal(), read.payload(), endorsements));
  }

  private static Evidence evidence(EvidenceRead read) {
    return new Evidence(Evidence.TYPE, "claims", "consent", List.of(read), Map.of());
  }

  private static EvidenceDefect defect(
      Map<String, X509Certificate> roots, Evidence shown, EvidenceExpectation expected) {
    Optional<EvidenceDefect> found;
    try {
      verifier(roots).release(shown, expected);
      found = Optional.empty();
    } catch (EvidenceException e) {
      found = Optional.of(e.defect());
    }
    return found.orElseThrow(() -> new AssertionError("must not pass"));
  }

  private static EvidenceVerifier verifier(Map<String, X509Certificate> roots) {
    return new EvidenceVerifier(policy(roots));
  }

  private static EvidencePolicy policy(Map<String, X509Certificate> roots) {
    Map<String, List<X509Certificate>> trusted = new HashMap<>();
    roots.forEach((organization, root) -> trusted.put(organization, List.of(root)));
    return EvidencePolicy.claims(
        trusted,
        new Freshness.Within(Duration.ofMinutes(5), Duration.ofSeconds(30), Clock.systemUTC()));
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
