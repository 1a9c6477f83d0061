package org.claimexchange.verifier.evidence;

import static org.claimexchange.verifier.evidence.EvidenceDefect.EVENT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.FUNCTION;
import static org.claimexchange.verifier.evidence.EvidenceDefect.MALFORMED;
import static org.claimexchange.verifier.evidence.EvidenceDefect.STATUS;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TAG;
import static org.claimexchange.verifier.evidence.EvidenceDefect.WRITES;
import static org.claimexchange.verifier.evidence.ReadUnderTest.ISSUED;
import static org.claimexchange.verifier.evidence.ReadUnderTest.LEDGER;
import static org.claimexchange.verifier.evidence.ReadUnderTest.NOW;
import static org.claimexchange.verifier.evidence.ReadUnderTest.RELEASE;
import static org.claimexchange.verifier.evidence.ReadUnderTest.SOURCE;
import static org.claimexchange.verifier.evidence.ReadUnderTest.assertDefect;
import static org.claimexchange.verifier.evidence.ReadUnderTest.release;
import static org.claimexchange.verifier.evidence.ReadUnderTest.right;

import com.google.protobuf.ByteString;
import java.util.stream.Stream;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.verifier.sample.SampleLedger;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A write that was endorsed and held back never passes for a read. */
class NothingWrittenTest {

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("brokenSamples")
  void eachDefectIsFoundUnderItsName(EvidenceDefect defect, String what, EvidenceRead read) {
    assertDefect(defect, SampleLedger.evidence(read));
  }

  static Stream<Arguments> brokenSamples() {
    return Stream.of(
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
            WRITES,
            "a write smuggled into another namespace",
            right().readWriteSet(set -> set.addNsRwset(writing("lscc"))).sign()),
        Arguments.of(
            WRITES,
            "a write in _lifecycle",
            right().readWriteSet(set -> set.addNsRwset(writing("_lifecycle"))).sign()),
        Arguments.of(
            WRITES,
            "a write in a namespace before the chaincode's own",
            right().readWriteSet(set -> set.addNsRwset(0, writing("a"))).sign()),
        Arguments.of(
            WRITES,
            "hashes of a private collection in another namespace",
            right()
                .readWriteSet(set ->
                    set.addNsRwset(
                        NsReadWriteSet.newBuilder()
                            .setNamespace("other")
                            .addCollectionHashedRwset(
                                CollectionHashedReadWriteSet.newBuilder().setCollectionName("c"))))
                .sign()),
        Arguments.of(
            WRITES,
            "metadata of a key in another namespace",
            right()
                .readWriteSet(set ->
                    set.addNsRwset(
                        NsReadWriteSet.newBuilder()
                            .setNamespace("other")
                            .setRwset(
                                KVRWSet.newBuilder()
                                    .addMetadataWrites(KVMetadataWrite.newBuilder().setKey("k"))
                                    .build()
                                    .toByteString())))
                .sign()),
        Arguments.of(
            MALFORMED,
            "the chaincode's own namespace twice, the second time writing",
            right().readWriteSet(set -> set.addNsRwset(writing("consent"))).sign()),
        Arguments.of(
            WRITES,
            "a read-write set of another data model",
            right().readWriteSet(set -> set.setDataModelValue(7)).sign()));
  }

  private static NsReadWriteSet writing(String namespace) {
    return NsReadWriteSet.newBuilder()
        .setNamespace(namespace)
        .setRwset(
            KVRWSet.newBuilder()
                .addWrites(KVWrite.newBuilder().setKey("release").setIsDelete(true))
                .build()
                .toByteString())
        .build();
  }

  @Test
  void anOpenedReleaseThatWasNeverSubmittedIsNoEvidence() {
    var held =
        LEDGER
            .read(ReleaseEvidence.FUNCTION, RELEASE, SOURCE, NOW.minusSeconds(5))
            .nonce(ISSUED)
            .calling("openRelease")
            .result(release(RELEASE, NOW.plusSeconds(600)))
            .keys(set -> set.addWrites(KVWrite.newBuilder().setKey("release")));

    assertDefect(FUNCTION, SampleLedger.evidence(held.sign()));
  }
}
