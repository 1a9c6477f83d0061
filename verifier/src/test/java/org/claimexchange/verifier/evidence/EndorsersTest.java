package org.claimexchange.verifier.evidence;

import static org.claimexchange.verifier.evidence.EvidenceDefect.CERTIFICATE_CHAIN;
import static org.claimexchange.verifier.evidence.EvidenceDefect.ENDORSEMENT_POLICY;
import static org.claimexchange.verifier.evidence.EvidenceDefect.SIGNATURE;
import static org.claimexchange.verifier.evidence.ReadUnderTest.LEDGER;
import static org.claimexchange.verifier.evidence.ReadUnderTest.NOW;
import static org.claimexchange.verifier.evidence.ReadUnderTest.OTHERS;
import static org.claimexchange.verifier.evidence.ReadUnderTest.assertDefect;
import static org.claimexchange.verifier.evidence.ReadUnderTest.endorsements;
import static org.claimexchange.verifier.evidence.ReadUnderTest.right;
import static org.claimexchange.verifier.evidence.ReadUnderTest.verifier;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.sample.SampleLedger;
import org.claimexchange.verifier.sample.SampleRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who signed: chain to the root, role, policy, signature; each defect has its broken sample. */
class EndorsersTest {

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("brokenSamples")
  void eachDefectIsFoundUnderItsName(EvidenceDefect defect, String what, EvidenceRead read) {
    assertDefect(defect, SampleLedger.evidence(read));
  }

  static Stream<Arguments> brokenSamples() {
    var regulator = LEDGER.peer("RegulatorMSP");
    var client = LEDGER.root("ExchangeMSP").signer("OU=client,CN=gateway", NOW, Duration.ofDays(9));
    var expired = LEDGER.root("ExchangeMSP").signer("OU=peer,CN=old", NOW, Duration.ofHours(-1));
    var rsa = LEDGER.root("ExchangeMSP").recipient("OU=peer,CN=p", Authority.ecKeys(), NOW);
    var early =
        LEDGER
            .root("ExchangeMSP")
            .signer("OU=peer,CN=new", NOW.plus(Duration.ofDays(2)), Duration.ofDays(9));
    var twoRoles =
        LEDGER.root("ExchangeMSP").signer("OU=client,OU=peer,CN=both", NOW, Duration.ofDays(9));
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
            CERTIFICATE_CHAIN,
            "a key meant for encryption only",
            right().endorsedBy(Map.of("RegulatorMSP", regulator, "ExchangeMSP", rsa)).sign()),
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
            CERTIFICATE_CHAIN,
            "a certificate that was not valid yet",
            right().endorsedBy(Map.of("RegulatorMSP", regulator, "ExchangeMSP", early)).sign()),
        Arguments.of(
            CERTIFICATE_CHAIN,
            "a peer that is a client as well",
            right().endorsedBy(Map.of("RegulatorMSP", regulator, "ExchangeMSP", twoRoles)).sign()),
        Arguments.of(
            ENDORSEMENT_POLICY,
            "one endorsement removed",
            endorsements(right().sign(), list -> List.of(list.get(1)))),
        Arguments.of(
            CERTIFICATE_CHAIN,
            "an insurer's peer, whose organization is not asked",
            right()
                .endorsedBy(
                    Map.of("RegulatorMSP", regulator, "InsurerMSP", OTHERS.peer("ExchangeMSP")))
                .sign()),
        Arguments.of(
            SIGNATURE,
            "the signatures of two peers exchanged",
            endorsements(
                right().sign(),
                list ->
                    List.of(
                        new EvidenceEndorsement(list.get(0).endorser(), list.get(1).signature()),
                        new EvidenceEndorsement(
                            list.get(1).endorser(), list.get(0).signature())))));
  }

  @Test
  void anOrganizationThatIsTrustedButNotAskedDoesNotMakeUpForOneThatIs() {
    var roots = new TreeMap<>(LEDGER.trusted());
    roots.put("InsurerMSP", List.of(OTHERS.root("ExchangeMSP").certificate()));
    var verifier =
        new EvidenceVerifier(
            EvidencePolicy.claims(
                roots, new Freshness.OfAnyAge(Duration.ZERO, Clock.fixed(NOW, ZoneOffset.UTC))));
    EvidenceRead read =
        right()
            .endorsedBy(
                Map.of(
                    "RegulatorMSP",
                    LEDGER.peer("RegulatorMSP"),
                    "InsurerMSP",
                    OTHERS.peer("ExchangeMSP")))
            .sign();

    assertDefect(ENDORSEMENT_POLICY, verifier, SampleLedger.evidence(read));
  }
}
