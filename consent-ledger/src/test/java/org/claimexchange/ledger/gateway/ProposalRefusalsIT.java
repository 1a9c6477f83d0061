package org.claimexchange.ledger.gateway;

import static io.grpc.Status.Code.ABORTED;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.Refused.refusal;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said of a proposal that cannot be read, is not sound, or is from nobody who may propose,
 * the same on the embedded network and on Fabric's.
 */
class ProposalRefusalsIT {
  private static final ByteString NOISE = ByteString.copyFromUtf8("不是提案");
  private static final String SOME_ID = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final String[] BOTH = {"ExchangeMSP", "RegulatorMSP"};

  private static RunningLedger running;
  private static RawGateway exchange;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    exchange = new RawGateway(running, running.identity(World.OPERATOR));
  }

  @AfterAll
  static void stop() {
    exchange.close();
    running.close();
  }

  @Test
  void whatIsNoProposalIsAnInvalidArgument() {
    SignedProposal empty = SignedProposal.getDefaultInstance();

    assertThat(refusal(() -> exchange.evaluate(empty)))
        .isEqualTo(
            Refused.of(
                INVALID_ARGUMENT,
                "failed to unpack transaction proposal: a signed proposal is required"));
    assertThat(refusal(() -> exchange.endorse(empty)))
        .isEqualTo(
            Refused.of(
                INVALID_ARGUMENT, "the proposed transaction must contain a signed proposal"));
    assertThat(refusal(() -> exchange.evaluate(EvaluateRequest.getDefaultInstance())))
        .isEqualTo(refusal(() -> exchange.evaluate(empty)));
    assertThat(refusal(() -> exchange.endorse(EndorseRequest.getDefaultInstance())))
        .isEqualTo(refusal(() -> exchange.endorse(empty)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatCannotBeRead")
  void aPartThatCannotBeReadIsNamed(String part, ByteString proposal) {
    String words = "error unmarshalling " + part + ": " + Refused.CANNOT_PARSE;

    assertThat(refusal(() -> exchange.evaluate(exchange.signed(proposal))))
        .isEqualTo(Refused.of(INVALID_ARGUMENT, "failed to unpack transaction proposal: " + words));
    assertThat(refusal(() -> exchange.endorse(exchange.signed(proposal), BOTH)))
        .isEqualTo(Refused.of(INVALID_ARGUMENT, words));
  }

  static Stream<Arguments> whatCannotBeRead() {
    Draft draft = exchange.draft("getConsent", SOME_ID);
    return Stream.of(
        Arguments.of("Proposal", NOISE),
        Arguments.of(
            "Header", draft.proposal().toBuilder().setHeader(NOISE).build().toByteString()),
        Arguments.of("ChannelHeader", bytes(draft.withHeader(h -> h.setChannelHeader(NOISE)))),
        Arguments.of("ChaincodeProposalPayload", bytes(draft.withPayload(NOISE))),
        Arguments.of("ChaincodeInvocationSpec", bytes(draft.withInput(NOISE))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatNamesNothing")
  void aProposalThatDoesNotSayWhatItCallsIsAnInvalidArgument(String words, Draft draft) {
    assertThat(refusal(() -> exchange.evaluate(exchange.signed(draft))))
        .isEqualTo(Refused.of(INVALID_ARGUMENT, "failed to unpack transaction proposal: " + words));
    assertThat(refusal(() -> exchange.endorse(exchange.signed(draft), BOTH)))
        .isEqualTo(
            Refused.of(
                UNAVAILABLE,
                "failed to find any endorsing peers for org(s): ExchangeMSP, RegulatorMSP"));
  }

  static Stream<Arguments> whatNamesNothing() {
    Draft draft = exchange.draft("getConsent", SOME_ID);
    return Stream.of(
        Arguments.of(
            "no channel id provided", draft.withChannelHeader(header -> header.setChannelId(""))),
        Arguments.of(
            "no chaincode spec is provided, channel id [claims]",
            draft.withCall(call -> call.clearChaincodeSpec())),
        Arguments.of(
            "no chaincode id is provided, channel id [claims]",
            draft.withCall(call -> {
              call.getChaincodeSpecBuilder().clearChaincodeId();
              return call;
            })),
        Arguments.of(
            "no chaincode name is provided, channel id [claims]",
            draft.withCall(call -> {
              call.getChaincodeSpecBuilder().getChaincodeIdBuilder().setName("");
              return call;
            })));
  }

  /** On 2.5 what looks at a proposal before the peer does is not between it and its own Gateway. */
  @Test
  void withoutASoundSignatureHeaderNoPeerBegins() {
    Draft draft =
        exchange
            .draft("getConsent", SOME_ID)
            .withHeader(header -> header.setSignatureHeader(NOISE));
    boolean is25 = running.network.is25();
    String unreadable = "error unmarshalling SignatureHeader: " + Refused.CANNOT_PARSE;
    String words = "failed parsing signature header: " + unreadable;
    String own = "ExchangeMSP: " + (is25 ? unreadable : words);
    String remote = "RegulatorMSP: rpc error: code = Unknown desc = " + words;

    assertThat(refusal(() -> exchange.evaluate(exchange.signed(draft), BOTH)))
        .as("this is not told from a peer that cannot be reached")
        .isEqualTo(
            is25
                ? Refused.of(FAILED_PRECONDITION, Refused.evaluated(unreadable), own)
                : Refused.of(
                    UNAVAILABLE,
                    "failed to evaluate transaction, see attached details for more info",
                    own,
                    remote));
    assertThat(refusal(() -> exchange.endorse(exchange.signed(draft), BOTH)))
        .isEqualTo(Refused.of(ABORTED, Refused.NOT_ENOUGH, own, remote));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatAPeerDoesNotTake")
  void whatAPeerDoesNotTakeItSaysBeforeItBegins(String words, SignedProposal proposal) {
    String remote = "rpc error: code = Unknown desc = " + words;

    assertThat(refusal(() -> exchange.evaluate(proposal)))
        .isEqualTo(
            Refused.of(FAILED_PRECONDITION, Refused.evaluated(words), "ExchangeMSP: " + words));
    assertThat(refusal(() -> exchange.evaluate(proposal, "RegulatorMSP")))
        .isEqualTo(
            Refused.of(
                UNAVAILABLE,
                "failed to evaluate transaction, see attached details for more info",
                "RegulatorMSP: " + remote));
    assertThat(refusal(() -> exchange.endorse(proposal)))
        .isEqualTo(Refused.of(ABORTED, Refused.NOT_ENDORSED, "ExchangeMSP: " + words));
    assertThat(refusal(() -> exchange.endorse(proposal, BOTH)))
        .isEqualTo(
            Refused.of(
                ABORTED, Refused.NOT_ENOUGH, "ExchangeMSP: " + words, "RegulatorMSP: " + remote));
  }

  static Stream<Arguments> whatAPeerDoesNotTake() {
    Draft draft = exchange.draft("getConsent", SOME_ID);
    return Stream.of(
            Arguments.of(
                "error unmarshalling ChaincodeHeaderExtension: " + Refused.CANNOT_PARSE,
                draft.withChannelHeader(header -> header.setExtension(NOISE))),
            Arguments.of(
                "ChaincodeHeaderExtension.ChaincodeId is nil",
                draft.withChannelHeader(header -> header.clearExtension())),
            Arguments.of("ChaincodeHeaderExtension.ChaincodeId.Name is empty", draft.calling("")),
            Arguments.of(
                "chaincode input did not contain any input",
                draft.withCall(call -> {
                  call.getChaincodeSpecBuilder().clearInput();
                  return call;
                })),
            Arguments.of(
                "error validating proposal: invalid header type MESSAGE",
                typed(draft, HeaderType.MESSAGE_VALUE)),
            Arguments.of("error validating proposal: invalid header type 99", typed(draft, 99)),
            Arguments.of(
                "error validating proposal: epoch is non-zero",
                draft.withChannelHeader(header -> header.setEpoch(1))),
            Arguments.of(
                "error validating proposal: nonce is empty",
                draft.withSignatureHeader(header -> header.clearNonce())),
            Arguments.of(
                "error validating proposal: creator is empty",
                draft.withSignatureHeader(header -> header.clearCreator())),
            Arguments.of(
                "error validating proposal: incorrectly computed txid '%s' -- expected '%s'"
                    .formatted("0".repeat(64), draft.transactionId()),
                draft.withChannelHeader(header -> header.setTxId("0".repeat(64)))))
        .map(case_ -> Arguments.of(case_.get()[0], exchange.signed((Draft) case_.get()[1])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whoMayNotPropose")
  void whoDidNotSignOrIsNoMemberIsDenied(String who, String words, SignedProposal proposal) {
    whatAPeerDoesNotTakeItSaysBeforeItBegins(words, proposal);
  }

  static Stream<Arguments> whoMayNotPropose() {
    Draft draft = exchange.draft("getConsent", SOME_ID);
    SignedProposal sound = exchange.signed(draft);
    NetworkIdentity operator = running.identity(World.OPERATOR);
    String denied = "error validating proposal: access denied: channel [claims] creator org ";
    String malformed = denied + "unknown, creator is malformed";
    return Stream.of(
        Arguments.of(
            "nobody signed",
            "error validating proposal: empty signature bytes",
            sound.toBuilder().clearSignature().build()),
        Arguments.of(
            "no signature",
            denied + "[ExchangeMSP]",
            sound.toBuilder().setSignature(NOISE).build()),
        Arguments.of(
            "another's signature",
            denied + "[ExchangeMSP]",
            sound.toBuilder().setSignature(exchange.signature(NOISE)).build()),
        Arguments.of(
            "another's creator", denied + "[InsurerMSP]", asCreator(creatorOf("InsurerMSP"))),
        Arguments.of(
            "another organization's certificate",
            malformed,
            asCreator(
                exchange.serialized().toBuilder().setMspid("RegulatorMSP").build().toByteString())),
        Arguments.of(
            "an organization that is not there",
            malformed,
            asCreator(
                exchange.serialized().toBuilder().setMspid("NobodyMSP").build().toByteString())),
        Arguments.of(
            "no certificate",
            malformed,
            asCreator(exchange.serialized().toBuilder().setIdBytes(NOISE).build().toByteString())),
        Arguments.of("no identity", malformed, asCreator(NOISE)),
        Arguments.of(
            "no organization", malformed, asCreator(ByteString.copyFrom(encoded(operator)))));
  }

  @Test
  void aTransactionThatStandsInABlockIsNotProposedAgain() throws Exception {
    Draft draft = exchange.draft("getRegister", "participants");
    Envelope endorsed = exchange.endorse(exchange.signed(draft), BOTH);
    assertThat(
            exchange.code(
                endorsed.toBuilder()
                    .setSignature(exchange.signature(endorsed.getPayload()))
                    .build(),
                draft.transactionId()))
        .isEqualTo("VALID");
    running.network.awaitLevelPeers();

    whatAPeerDoesNotTakeItSaysBeforeItBegins(
        "duplicate transaction found [%s]. Creator [%s]"
            .formatted(
                draft.transactionId(), HexFormat.of().formatHex(exchange.creator().toByteArray())),
        exchange.signed(draft));
  }

  private static ByteString bytes(Draft draft) {
    return draft.proposal().toByteString();
  }

  private static Draft typed(Draft draft, int type) {
    return draft.withChannelHeader(header -> header.setType(type));
  }

  /** Signed by the exchange, but from whom it says. */
  private static SignedProposal asCreator(ByteString creator) {
    return exchange.signed(
        exchange
            .draft("getConsent", SOME_ID)
            .withSignatureHeader(header -> header.setCreator(creator)));
  }

  private static ByteString creatorOf(String mspId) {
    try (RawGateway other =
        new RawGateway(running, running.network.issueClient(mspId, "someone"))) {
      return other.creator();
    }
  }

  private static byte[] encoded(NetworkIdentity identity) {
    try {
      return identity.certificate().getEncoded();
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
