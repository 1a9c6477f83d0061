package org.claimexchange.verifier.evidence;

import static org.claimexchange.verifier.evidence.EvidenceDefect.CHAINCODE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CHANNEL;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CONTENT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.FOR_WHOM;
import static org.claimexchange.verifier.evidence.EvidenceDefect.FUNCTION;
import static org.claimexchange.verifier.evidence.EvidenceDefect.NONCE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.OBJECT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.PROPOSAL_HASH;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TIME;
import static org.claimexchange.verifier.evidence.ReadUnderTest.ISSUED;
import static org.claimexchange.verifier.evidence.ReadUnderTest.LEDGER;
import static org.claimexchange.verifier.evidence.ReadUnderTest.NOW;
import static org.claimexchange.verifier.evidence.ReadUnderTest.RELEASE;
import static org.claimexchange.verifier.evidence.ReadUnderTest.SOURCE;
import static org.claimexchange.verifier.evidence.ReadUnderTest.assertDefect;
import static org.claimexchange.verifier.evidence.ReadUnderTest.release;
import static org.claimexchange.verifier.evidence.ReadUnderTest.right;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.verifier.sample.SampleLedger;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The answer belongs to the question, and the question is the one that was to be asked. */
class QuestionTest {

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("brokenSamples")
  void eachDefectIsFoundUnderItsName(EvidenceDefect defect, String what, EvidenceRead read) {
    assertDefect(defect, SampleLedger.evidence(read));
  }

  static Stream<Arguments> brokenSamples() {
    return Stream.of(
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
            PROPOSAL_HASH,
            "the proposal of another question under an answer",
            withProposalOf(right().sign(), right().nonce("anotherNonce").sign())),
        Arguments.of(
            PROPOSAL_HASH,
            "the header of another question under an answer",
            withHeaderOf(right().sign(), at(NOW.minusSeconds(6)))));
  }

  private static EvidenceRead withProposalOf(EvidenceRead read, EvidenceRead other) {
    return new EvidenceRead(
        read.function(), read.header(), other.proposal(), read.payload(), read.endorsements());
  }

  private static EvidenceRead withHeaderOf(EvidenceRead read, EvidenceRead other) {
    return new EvidenceRead(
        read.function(), other.header(), read.proposal(), read.payload(), read.endorsements());
  }

  private static EvidenceRead at(Instant time) {
    return LEDGER
        .read(ReleaseEvidence.FUNCTION, RELEASE, SOURCE, time)
        .nonce(ISSUED)
        .result(release(RELEASE, time.plusSeconds(600)))
        .sign();
  }

  @Test
  void anotherFunctionsEvidenceIsNotTakenForThisOne() {
    EvidenceRead read =
        LEDGER.read(ConsentEvidence.FUNCTION, RELEASE, SOURCE, NOW).nonce(ISSUED).sign();

    assertDefect(FUNCTION, SampleLedger.evidence(read));
  }

  @Test
  void aFileThatNamesAnotherChannelOrChaincodeThanItsReadsIsNotTaken() {
    EvidenceRead read = right().sign();

    assertDefect(CHANNEL, new Evidence(Evidence.TYPE, "test", "consent", List.of(read), Map.of()));
    assertDefect(CHAINCODE, new Evidence(Evidence.TYPE, "claims", "evil", List.of(read), Map.of()));
  }
}
