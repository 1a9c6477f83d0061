package org.claimexchange.verifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.verifier.evidence.EvidenceDefect.MALFORMED;
import static org.claimexchange.verifier.evidence.ReadUnderTest.EXPECTED;
import static org.claimexchange.verifier.evidence.ReadUnderTest.assertDefect;
import static org.claimexchange.verifier.evidence.ReadUnderTest.endorsements;
import static org.claimexchange.verifier.evidence.ReadUnderTest.right;
import static org.claimexchange.verifier.evidence.ReadUnderTest.verifier;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.verifier.sample.SampleLedger;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A read has one form, and nothing in it is unknown or free. */
class FormOfAReadTest {

  private static final long SEED = 20261123;
  private static final int STEP = 5;

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("brokenSamples")
  void eachDefectIsFoundUnderItsName(EvidenceDefect defect, String what, EvidenceRead read) {
    assertDefect(defect, SampleLedger.evidence(read));
  }

  static Stream<Arguments> brokenSamples() {
    return Stream.of(
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
            MALFORMED,
            "a field nobody knows behind an identity",
            endorsements(
                right().sign(),
                list ->
                    List.of(
                        new EvidenceEndorsement(
                            behind(list.get(0).endorser(), unknown()), list.get(0).signature()),
                        list.get(1)))),
        Arguments.of(
            MALFORMED,
            "a field nobody knows behind the payload",
            withPayload(right().sign(), behind(right().sign().payload(), unknown()))),
        Arguments.of(
            MALFORMED,
            "a field nobody knows behind the header",
            withHeader(right().sign(), behind(right().sign().header(), unknown()))),
        Arguments.of(
            MALFORMED,
            "a field nobody knows behind the proposal",
            withProposal(right().sign(), behind(right().sign().proposal(), unknown()))),
        Arguments.of(
            MALFORMED,
            "an identity that names its organization twice",
            endorsements(
                right().sign(),
                list ->
                    List.of(
                        new EvidenceEndorsement(
                            behind(
                                list.get(0).endorser(),
                                SerializedIdentity.newBuilder()
                                    .setMspid("RegulatorMSP")
                                    .build()
                                    .toByteArray()),
                            list.get(0).signature()),
                        list.get(1)))),
        Arguments.of(MALFORMED, "base64 without its padding", withPayload(right().sign(), "AA")),
        Arguments.of(
            MALFORMED,
            "base64 that holds nothing of its kind",
            withPayload(right().sign(), "AAAA")),
        Arguments.of(
            MALFORMED,
            "seventeen endorsements",
            endorsements(right().sign(), list -> Collections.nCopies(17, list.get(0)))));
  }

  /** Field 99, a number. */
  private static byte[] unknown() {
    return UnknownFieldSet.newBuilder()
        .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
        .build()
        .toByteArray();
  }

  private static String behind(String base64, byte[] more) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, longer, bytes.length, more.length);
    return Base64.getEncoder().encodeToString(longer);
  }

  @Test
  void severalReadsAreNotTakenWhereOneIsDue() {
    assertDefect(MALFORMED, SampleLedger.evidence(right().sign(), right().sign()));
    assertDefect(MALFORMED, SampleLedger.evidence());
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
      String what, String base64, List<String> taken, Function<String, EvidenceRead> with) {
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
}
