package org.claimexchange.verifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CERTIFICATE_CHAIN;
import static org.claimexchange.verifier.evidence.ReadUnderTest.EXPECTED;
import static org.claimexchange.verifier.evidence.ReadUnderTest.LEDGER;
import static org.claimexchange.verifier.evidence.ReadUnderTest.NOW;
import static org.claimexchange.verifier.evidence.ReadUnderTest.OTHERS;
import static org.claimexchange.verifier.evidence.ReadUnderTest.RELEASE;
import static org.claimexchange.verifier.evidence.ReadUnderTest.assertDefect;
import static org.claimexchange.verifier.evidence.ReadUnderTest.right;
import static org.claimexchange.verifier.evidence.ReadUnderTest.verifier;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.sample.SampleLedger;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.junit.jupiter.api.Test;

/** Evidence as the peers of a real Fabric network make it. */
class RealNetworkEvidenceTest {
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
  void twoIntermediatesAreTakenAndTheOrderInTheFileDoesNotMatter() throws EvidenceException {
    Authority first = LEDGER.root("SourceMSP").below("CN=ica1.SourceMSP", NOW);
    Authority second = first.below("CN=ica2.SourceMSP", NOW);
    var peer = second.signer("OU=peer,CN=peer1", NOW, Duration.ofDays(9));
    EvidenceRead read =
        right()
            .endorsedBy(Map.of("RegulatorMSP", LEDGER.peer("RegulatorMSP"), "SourceMSP", peer))
            .sign();
    List<String> between = List.of(Pem.write(second.certificate()), Pem.write(first.certificate()));

    assertThat(
            verifier()
                .release(
                    new Evidence(
                        Evidence.TYPE,
                        "claims",
                        "consent",
                        List.of(read),
                        Map.of("SourceMSP", between)),
                    EXPECTED)
                .organizations())
        .contains("SourceMSP");
  }

  @Test
  void anIntermediateOfOneOrganizationVouchesForNoOther() {
    Authority below = LEDGER.root("SourceMSP").below("CN=ica.SourceMSP", NOW);
    var peer = below.signer("OU=peer,CN=peer1", NOW, Duration.ofDays(9));
    EvidenceRead read =
        right()
            .endorsedBy(Map.of("RegulatorMSP", peer, "SourceMSP", LEDGER.peer("SourceMSP")))
            .sign();

    assertDefect(
        CERTIFICATE_CHAIN,
        new Evidence(
            Evidence.TYPE,
            "claims",
            "consent",
            List.of(read),
            Map.of("SourceMSP", List.of(Pem.write(below.certificate())))));
  }

  /** Before a peer runs a chaincode it reads its definition; the reads stand in the set. */
  @Test
  void whatAPeerReadsOfTheLifecycleIsTaken() throws EvidenceException {
    EvidenceRead read =
        right()
            .keys(set ->
                set.addReads(version("release"))
                    .addRangeQueriesInfo(
                        RangeQueryInfo.newBuilder().setStartKey("a").setEndKey("b")))
            .readWriteSet(set ->
                set.addNsRwset(
                    0,
                    NsReadWriteSet.newBuilder()
                        .setNamespace("_lifecycle")
                        .setRwset(
                            KVRWSet.newBuilder()
                                .addReads(version("namespaces/fields/consent/Sequence"))
                                .build()
                                .toByteString())))
            .sign();

    assertThat(verifier().release(SampleLedger.evidence(read), EXPECTED).query().object())
        .isEqualTo(RELEASE);
  }

  private static KVRead version(String key) {
    return KVRead.newBuilder()
        .setKey(key)
        .setVersion(Version.newBuilder().setBlockNum(7).setTxNum(1))
        .build();
  }

  @Test
  void aNetworkWithoutNodeUnitsIsTakenOnlyWhereThePolicySaysSo() throws EvidenceException {
    var member = LEDGER.root("ExchangeMSP").signer("CN=peer0.ExchangeMSP", NOW, Duration.ofDays(9));
    var client = LEDGER.root("ExchangeMSP").signer("OU=client,CN=gateway", NOW, Duration.ofDays(9));
    var withoutUnits = telling(new PeerRule.AnyMember());

    assertThat(withoutUnits.release(by(member), EXPECTED).organizations()).contains("ExchangeMSP");
    assertDefect(CERTIFICATE_CHAIN, by(member));
    assertDefect(CERTIFICATE_CHAIN, withoutUnits, by(client));
  }

  @Test
  void unitsBesideTheRoleAreOfNoConcern() throws EvidenceException {
    var peer =
        LEDGER
            .root("ExchangeMSP")
            .signer("OU=claims,OU=peer,CN=peer0.ExchangeMSP", NOW, Duration.ofDays(9));

    assertThat(verifier().release(by(peer), EXPECTED).organizations()).contains("ExchangeMSP");
  }

  @Test
  void aNetworkMayNameItsPeersUnitOtherwise() throws EvidenceException {
    var peer = LEDGER.root("ExchangeMSP").signer("OU=endorser,CN=p", NOW, Duration.ofDays(9));
    var regulator = LEDGER.root("RegulatorMSP").signer("OU=endorser,CN=p", NOW, Duration.ofDays(9));
    Evidence evidence =
        SampleLedger.evidence(
            right().endorsedBy(Map.of("RegulatorMSP", regulator, "ExchangeMSP", peer)).sign());

    assertThat(telling(new PeerRule.NodeUnit("endorser")).release(evidence, EXPECTED).evaluation())
        .isTrue();
    assertDefect(CERTIFICATE_CHAIN, evidence);
  }

  private static Evidence by(Authority.Holder exchange) {
    return SampleLedger.evidence(
        right()
            .endorsedBy(
                Map.of("RegulatorMSP", LEDGER.peer("RegulatorMSP"), "ExchangeMSP", exchange))
            .sign());
  }

  private static EvidenceVerifier telling(PeerRule peers) {
    return new EvidenceVerifier(
        new EvidencePolicy(
            LEDGER.trusted(),
            EndorsementRule.claims(),
            peers,
            "claims",
            "consent",
            new Freshness.OfAnyAge(Duration.ZERO, Clock.fixed(NOW, ZoneOffset.UTC))));
  }
}
