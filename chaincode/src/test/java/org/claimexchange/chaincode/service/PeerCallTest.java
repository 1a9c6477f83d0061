package org.claimexchange.chaincode.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.GetStateMultiple;
import org.hyperledger.fabric.protos.peer.GetStateMultipleResult;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.protos.peer.WriteRecord;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the peer hears of one call, message by message. */
class PeerCallTest {
  private static final ChaincodeMessage CALL =
      ChaincodeMessage.newBuilder()
          .setType(Type.TRANSACTION)
          .setTxid("5f2a")
          .setChannelId("claims")
          .setPayload(ChaincodeInput.getDefaultInstance().toByteString())
          .build();

  private static final PeerAbilities TOGETHER = new PeerAbilities(true, 1000);

  private final BlockingQueue<ChaincodeMessage> said = new LinkedBlockingQueue<>();

  @BeforeAll
  static void noTraces() {
    Traces.initialize(new Properties());
  }

  @Test
  void writesFollowOneAnotherOnceTheContractHasAnswered() throws Exception {
    PeerCall call = call(PeerAbilities.none(), PeerCallTest::writesTwo);
    call.run();

    assertThat(PutState.parseFrom(next(Type.PUT_STATE)).getKey()).isEqualTo("consent");
    assertThat(said).as("the second waits for the first").isEmpty();
    call.answered(response(""));
    assertThat(PutState.parseFrom(next(Type.PUT_STATE)).getKey()).isEqualTo("request");
    call.answered(response(""));
    assertThat(Response.parseFrom(next(Type.COMPLETED)).getStatus()).isEqualTo(200);
    assertThat(said).isEmpty();
  }

  @Test
  void aPeerThatTakesThemTogetherGetsOneMessage() throws Exception {
    PeerCall call = call(new PeerAbilities(true, 0), PeerCallTest::writesTwo);
    call.run();

    assertThat(WriteBatchState.parseFrom(next(Type.WRITE_BATCH_STATE)).getRecList())
        .extracting(WriteRecord::getType, WriteRecord::getKey, one -> one.getValue().toStringUtf8())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(WriteRecord.Type.PUT_STATE, "consent", "active"),
            org.assertj.core.groups.Tuple.tuple(WriteRecord.Type.PUT_STATE, "request", "granted"));
    call.answered(response(""));
    next(Type.COMPLETED);
    assertThat(said).isEmpty();
  }

  @Test
  void aWriteThatThePeerDoesNotTakeEndsTheCallAsAnErrorAndNothingFollows() throws Exception {
    PeerCall call = call(PeerAbilities.none(), PeerCallTest::writesTwo);
    call.run();
    next(Type.PUT_STATE);

    call.answered(PeerCall.error(CALL, "leveldb: closed"));

    assertThat(next(Type.ERROR).toStringUtf8()).isEqualTo(PeerCall.NOT_TAKEN);
    assertThat(said).isEmpty();
  }

  @Test
  void aReadWaitsForThePeersAnswer() throws Exception {
    PeerCall call = call(PeerAbilities.none(), PeerCallTest::answersWhatItReads);
    Thread contract = Thread.ofVirtual().start(call::run);

    assertThat(GetState.parseFrom(next(Type.GET_STATE)).getKey()).isEqualTo("registers");
    call.answered(response("五个根"));

    assertThat(Response.parseFrom(next(Type.COMPLETED)).getPayload().toStringUtf8())
        .isEqualTo("五个根");
    contract.join();
  }

  @Test
  void whoWaitsForAPeerThatHasGoneIsLetGo() throws Exception {
    PeerCall call = call(PeerAbilities.none(), PeerCallTest::answersWhatItReads);
    Thread contract = Thread.ofVirtual().start(call::run);
    next(Type.GET_STATE);

    call.breakOff();

    contract.join();
    next(Type.ERROR);
    assertThat(said).isEmpty();
  }

  @Test
  void whatNoContractMayCatchEndsTheCallToo() throws Exception {
    PeerCall call =
        call(
            PeerAbilities.none(),
            stub -> {
              throw new StackOverflowError();
            });

    Thread contract = Thread.ofVirtual().uncaughtExceptionHandler((t, e) -> {}).start(call::run);

    contract.join();
    assertThat(next(Type.ERROR).toStringUtf8()).isEqualTo(PeerCall.BROKEN_OFF);
  }

  @Test
  void aPeerThatReadsTogetherIsAskedOnceForAllThatIsKnownToBeRead() throws Exception {
    PeerCall call = call(TOGETHER, PeerCallTest::answersTwoThatItReads);
    Thread contract = Thread.ofVirtual().start(call::run);

    assertThat(GetStateMultiple.parseFrom(next(Type.GET_STATE_MULTIPLE)).getKeysList())
        .containsExactly("registers", "consent");
    call.answered(values("五个根", ""));

    assertThat(Response.parseFrom(next(Type.COMPLETED)).getPayload().toStringUtf8())
        .isEqualTo("五个根, no consent");
    contract.join();
    assertThat(said).isEmpty();
  }

  @Test
  void whatWasNotReadAheadIsAskedForAsEver() throws Exception {
    PeerCall call =
        call(TOGETHER, stub -> ResponseUtils.newSuccessResponse(stub.getState("release")));
    Thread contract = Thread.ofVirtual().start(call::run);
    next(Type.GET_STATE_MULTIPLE);
    call.answered(values("五个根", ""));

    assertThat(GetState.parseFrom(next(Type.GET_STATE)).getKey()).isEqualTo("release");
    call.answered(response("open"));

    assertThat(Response.parseFrom(next(Type.COMPLETED)).getPayload().toStringUtf8())
        .isEqualTo("open");
    contract.join();
  }

  @Test
  void aPeerThatReadsFewerAtOnceIsAskedOneByOne() throws Exception {
    PeerCall call = call(new PeerAbilities(true, 1), PeerCallTest::answersWhatItReads);
    Thread contract = Thread.ofVirtual().start(call::run);

    assertThat(GetState.parseFrom(next(Type.GET_STATE)).getKey()).isEqualTo("registers");
    call.answered(response("五个根"));
    contract.join();
    next(Type.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void anAnswerThatIsNotOneForEveryKeyEndsTheCallAndTheContractDoesNotRun(ChaincodeMessage answer)
      throws Exception {
    PeerCall call =
        call(
            TOGETHER,
            stub -> {
              throw new AssertionError("must not run");
            });
    Thread contract = Thread.ofVirtual().start(call::run);
    next(Type.GET_STATE_MULTIPLE);

    call.answered(answer);

    contract.join();
    assertThat(next(Type.ERROR).toStringUtf8()).isEqualTo(PeerCall.NOT_READ);
    assertThat(said).isEmpty();
  }

  static Stream<ChaincodeMessage> noAnswers() {
    return Stream.of(
        PeerCall.error(CALL, "leveldb: closed"),
        values("五个根"),
        values("五个根", "", ""),
        response(""),
        response("no message of this kind"));
  }

  @Test
  void whoReadsAheadIsLetGoToo() throws Exception {
    PeerCall call = call(TOGETHER, PeerCallTest::answersWhatItReads);
    Thread contract = Thread.ofVirtual().start(call::run);
    next(Type.GET_STATE_MULTIPLE);

    call.breakOff();

    contract.join();
    next(Type.ERROR);
    assertThat(said).isEmpty();
  }

  @Test
  void whatAPeerCanIsReadFromWhatItSaysWhenItIsReady() {
    ByteString of31 =
        ChaincodeAdditionalParams.newBuilder()
            .setUseWriteBatch(true)
            .setMaxSizeWriteBatch(1000)
            .setUseGetMultipleKeys(true)
            .setMaxSizeGetMultipleKeys(1000)
            .build()
            .toByteString();

    assertThat(PeerAbilities.read(of31)).isEqualTo(TOGETHER);
    assertThat(PeerAbilities.read(ByteString.EMPTY)).isEqualTo(PeerAbilities.none());
    assertThat(PeerAbilities.read(ByteString.copyFromUtf8("no such message")))
        .isEqualTo(PeerAbilities.none());
  }

  private static Chaincode.Response answersTwoThatItReads(ChaincodeStub stub) {
    String registers = new String(stub.getState("registers"), StandardCharsets.UTF_8);
    String consent = stub.getState("consent").length == 0 ? "no consent" : "a consent";
    return ResponseUtils.newSuccessResponse(
        (registers + ", " + consent).getBytes(StandardCharsets.UTF_8));
  }

  private static ChaincodeMessage values(String... values) {
    GetStateMultipleResult.Builder result = GetStateMultipleResult.newBuilder();
    for (String value : values) {
      result.addValues(ByteString.copyFromUtf8(value));
    }
    return CALL.toBuilder()
        .setType(Type.RESPONSE)
        .setPayload(result.build().toByteString())
        .build();
  }

  private static Chaincode.Response writesTwo(ChaincodeStub stub) {
    stub.putState("consent", "active".getBytes(StandardCharsets.UTF_8));
    stub.putState("request", "granted".getBytes(StandardCharsets.UTF_8));
    return ResponseUtils.newSuccessResponse();
  }

  private static Chaincode.Response answersWhatItReads(ChaincodeStub stub) {
    return ResponseUtils.newSuccessResponse(stub.getState("registers"));
  }

  private PeerCall call(PeerAbilities peer, Function<ChaincodeStub, Chaincode.Response> contract) {
    Chaincode chaincode =
        new ReadsAhead() {
          @Override
          public List<String> ahead(List<byte[]> arguments) {
            return List.of("registers", "consent");
          }

          @Override
          public Response init(ChaincodeStub stub) {
            return contract.apply(stub);
          }

          @Override
          public Response invoke(ChaincodeStub stub) {
            return contract.apply(stub);
          }
        };
    return new PeerCall(CALL, chaincode, peer, said::add);
  }

  private ByteString next(Type type) throws InterruptedException {
    ChaincodeMessage message = said.poll(60, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    assertThat(message.getType()).isEqualTo(type);
    assertThat(message.getTxid()).isEqualTo("5f2a");
    return message.getPayload();
  }

  private static ChaincodeMessage response(String payload) {
    return CALL.toBuilder()
        .setType(Type.RESPONSE)
        .setPayload(ByteString.copyFromUtf8(payload))
        .build();
  }
}
