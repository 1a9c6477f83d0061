package org.claimexchange.ledger.gateway;

import static io.grpc.Status.Code.ABORTED;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.Draft.read;
import static org.claimexchange.ledger.gateway.Refused.UNSATISFIED;
import static org.claimexchange.ledger.gateway.Refused.refusal;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.claimexchange.chaincode.testkit.World;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said to who hands in something wrong, at once or by the block that it came into, the same
 * on the embedded network and on Fabric's.
 */
class SubmitRefusalsIT {
  private static final ByteString NOISE = ByteString.copyFromUtf8("不是交易");
  private static final String FROM_ORDERER =
      "received unsuccessful response from orderer: status=%s, info=%s";

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
  void whatIsNotHandedInSignedOrInAChannelOfTheGatewaysIsNotTaken() {
    Envelope sound =
        exchange.signed(payload(endorsed(exchange.draft("getRegister", "participants"))));

    assertThat(submitted(SubmitRequest.newBuilder().setChannelId("claims")))
        .isEqualTo(Refused.of(INVALID_ARGUMENT, "a prepared transaction is required"));
    assertThat(submitted("claims", sound.toBuilder().clearSignature().build()))
        .isEqualTo(Refused.of(INVALID_ARGUMENT, "prepared transaction must be signed"));
    assertThat(submitted("claims", Envelope.getDefaultInstance()))
        .isEqualTo(Refused.of(INVALID_ARGUMENT, "prepared transaction must be signed"));
    for (String channel : new String[] {"other", ""}) {
      assertThat(submitted(channel, sound))
          .isEqualTo(
              Refused.of(
                  FAILED_PRECONDITION,
                  "failed to get config for channel [%1$s]: could not get last config for channel %1$s"
                      .formatted(channel)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatTheOrdererRefuses")
  void whatTheOrdererRefusesIsToldInItsWords(
      String what, String status, String info, Envelope envelope) {
    assertThat(submitted("claims", envelope))
        .isEqualTo(Refused.of(ABORTED, FROM_ORDERER.formatted(status, info)));
  }

  static Stream<Arguments> whatTheOrdererRefuses() {
    Payload payload = payload(endorsed(exchange.draft("getRegister", "participants")));
    Envelope sound = exchange.signed(payload);
    String forbidden = UNSATISFIED + ": permission denied";
    String noChannel = "could not determine channel ID: ";
    return Stream.of(
        Arguments.of(
            "no signature", "FORBIDDEN", forbidden, sound.toBuilder().setSignature(NOISE).build()),
        Arguments.of(
            "changed after it was signed",
            "FORBIDDEN",
            forbidden,
            sound.toBuilder()
                .setPayload(payload.toBuilder().setData(NOISE).build().toByteString())
                .build()),
        Arguments.of(
            "no creator",
            "FORBIDDEN",
            forbidden,
            exchange.signed(withSignatureHeader(payload, SignatureHeader.getDefaultInstance()))),
        Arguments.of(
            "creator is no member",
            "FORBIDDEN",
            forbidden,
            exchange.signed(
                withSignatureHeader(
                    payload,
                    SignatureHeader.newBuilder()
                        .setCreator(
                            exchange.serialized().toBuilder()
                                .setMspid("NobodyMSP")
                                .build()
                                .toByteString())
                        .setNonce(NOISE)
                        .build()))),
        Arguments.of(
            "another channel",
            "BAD_REQUEST",
            running.network.is25()
                ? "channel creation request not allowed because the orderer system channel is not defined"
                : "channel does not exist",
            exchange.signed(
                withChannelHeader(payload, channelHeader(payload).setChannelId("other").build()))),
        Arguments.of(
            "noise",
            "BAD_REQUEST",
            noChannel + "error unmarshalling Payload: " + Refused.CANNOT_PARSE,
            Envelope.newBuilder()
                .setPayload(NOISE)
                .setSignature(exchange.signature(NOISE))
                .build()),
        Arguments.of(
            "nothing",
            "BAD_REQUEST",
            noChannel + "header not set",
            Envelope.newBuilder().setSignature(exchange.signature(ByteString.EMPTY)).build()),
        Arguments.of(
            "no header",
            "BAD_REQUEST",
            noChannel + "header not set",
            exchange.signed(payload.toBuilder().clearHeader().build())),
        Arguments.of(
            "no channel header",
            "BAD_REQUEST",
            noChannel + "channel header not set",
            exchange.signed(
                payload.toBuilder()
                    .setHeader(payload.getHeader().toBuilder().clearChannelHeader())
                    .build())),
        Arguments.of(
            "channel header cannot be read",
            "BAD_REQUEST",
            noChannel
                + "error unmarshalling channel header: error unmarshalling ChannelHeader: "
                + Refused.CANNOT_PARSE,
            exchange.signed(
                payload.toBuilder()
                    .setHeader(payload.getHeader().toBuilder().setChannelHeader(NOISE))
                    .build())),
        Arguments.of(
            "signature header cannot be read",
            "BAD_REQUEST",
            "could not convert message to signedData: GetSignatureHeaderFromBytes failed, err "
                + Refused.CANNOT_PARSE,
            exchange.signed(
                payload.toBuilder()
                    .setHeader(payload.getHeader().toBuilder().setSignatureHeader(NOISE))
                    .build())),
        Arguments.of(
            "a configuration",
            "BAD_REQUEST",
            "message is of type that cannot be processed directly",
            exchange.signed(typed(payload, HeaderType.CONFIG_VALUE))),
        Arguments.of(
            "an order",
            "BAD_REQUEST",
            running.network.is25()
                ? "message is of type that cannot be processed directly"
                : "message is of type that is no longer supported",
            exchange.signed(typed(payload, HeaderType.ORDERER_TRANSACTION_VALUE))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("whatIsChangedAndSignedAnew")
  void whatItsCreatorChangedIsTakenAndTheBlockSaysWhatIsWrong(
      String what, String code, Payload payload) {
    assertThat(exchange.code(exchange.signed(payload), channelHeader(payload).getTxId()))
        .isEqualTo(code);
  }

  static Stream<Arguments> whatIsChangedAndSignedAnew() {
    return Stream.of(
        Arguments.of("nothing", "VALID", fresh()),
        Arguments.of(
            "no data", "INVALID_ENDORSER_TRANSACTION", fresh().toBuilder().clearData().build()),
        Arguments.of(
            "noise for data",
            "INVALID_ENDORSER_TRANSACTION",
            fresh().toBuilder().setData(NOISE).build()),
        Arguments.of(
            "no endorsement",
            "ENDORSEMENT_POLICY_FAILURE",
            withAction(
                fresh(),
                action -> {
                  action.getActionBuilder().clearEndorsements();
                  return action;
                })),
        Arguments.of(
            "another argument",
            "INVALID_ENDORSER_TRANSACTION",
            withAction(fresh(), action -> action.setChaincodeProposalPayload(NOISE))),
        Arguments.of(
            "noise for the answer",
            "INVALID_ENDORSER_TRANSACTION",
            withAction(
                fresh(),
                action -> {
                  action.getActionBuilder().setProposalResponsePayload(NOISE);
                  return action;
                })),
        Arguments.of(
            "noise for the action",
            "BAD_RESPONSE_PAYLOAD",
            withResponse(fresh(), response -> response.setExtension(NOISE))),
        Arguments.of(
            "noise for what it writes",
            "BAD_RWSET",
            withResponse(
                fresh(),
                response ->
                    response.setExtension(
                        read(() -> ChaincodeAction.parseFrom(response.getExtension())).toBuilder()
                            .setResults(NOISE)
                            .build()
                            .toByteString()))),
        Arguments.of("an epoch", "BAD_COMMON_HEADER", epoch(fresh())),
        Arguments.of("another id", "BAD_PROPOSAL_TXID", anotherId(fresh())),
        Arguments.of("a message", "BAD_COMMON_HEADER", typed(fresh(), HeaderType.MESSAGE_VALUE)));
  }

  private static Refused submitted(String channel, Envelope envelope) {
    return submitted(
        SubmitRequest.newBuilder().setChannelId(channel).setPreparedTransaction(envelope));
  }

  private static Refused submitted(SubmitRequest.Builder request) {
    return refusal(() -> exchange.submit(request.build()));
  }

  private static Payload fresh() {
    return payload(endorsed(exchange.draft("getRegister", "participants")));
  }

  private static Envelope endorsed(Draft draft) {
    return exchange.endorse(exchange.signed(draft), "ExchangeMSP", "RegulatorMSP");
  }

  private static Payload payload(Envelope envelope) {
    return read(() -> Payload.parseFrom(envelope.getPayload()));
  }

  private static ChannelHeader.Builder channelHeader(Payload payload) {
    return read(() -> ChannelHeader.parseFrom(payload.getHeader().getChannelHeader())).toBuilder();
  }

  private static Payload withChannelHeader(Payload payload, ChannelHeader header) {
    Header.Builder headers = payload.getHeader().toBuilder();
    return payload.toBuilder().setHeader(headers.setChannelHeader(header.toByteString())).build();
  }

  private static Payload withSignatureHeader(Payload payload, SignatureHeader header) {
    Header.Builder headers = payload.getHeader().toBuilder();
    return payload.toBuilder().setHeader(headers.setSignatureHeader(header.toByteString())).build();
  }

  private static Payload typed(Payload payload, int type) {
    return withChannelHeader(payload, channelHeader(payload).setType(type).build());
  }

  private static Payload epoch(Payload payload) {
    return withChannelHeader(payload, channelHeader(payload).setEpoch(1).build());
  }

  private static Payload anotherId(Payload payload) {
    return withChannelHeader(payload, channelHeader(payload).setTxId("a".repeat(64)).build());
  }

  private static Payload withAction(
      Payload payload, UnaryOperator<ChaincodeActionPayload.Builder> change) {
    Transaction transaction = read(() -> Transaction.parseFrom(payload.getData()));
    ChaincodeActionPayload action =
        read(() -> ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload()));
    Transaction.Builder changed = transaction.toBuilder();
    changed
        .getActionsBuilder(0)
        .setPayload(change.apply(action.toBuilder()).build().toByteString());
    return payload.toBuilder().setData(changed.build().toByteString()).build();
  }

  private static Payload withResponse(
      Payload payload, UnaryOperator<ProposalResponsePayload.Builder> change) {
    return withAction(
        payload,
        action -> {
          ByteString response = action.getAction().getProposalResponsePayload();
          action
              .getActionBuilder()
              .setProposalResponsePayload(
                  change
                      .apply(read(() -> ProposalResponsePayload.parseFrom(response)).toBuilder())
                      .build()
                      .toByteString());
          return action;
        });
  }
}
