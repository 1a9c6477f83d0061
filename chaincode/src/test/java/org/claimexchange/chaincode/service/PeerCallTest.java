package org.claimexchange.chaincode.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.GetState;
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

/** What the peer hears of one call, message by message. */
class PeerCallTest {
  private static final ChaincodeMessage CALL =
      ChaincodeMessage.newBuilder()
          .setType(Type.TRANSACTION)
          .setTxid("5f2a")
          .setChannelId("claims")
          .setPayload(ChaincodeInput.getDefaultInstance().toByteString())
          .build();

  private final BlockingQueue<ChaincodeMessage> said = new LinkedBlockingQueue<>();

  @BeforeAll
  static void noTraces() {
    Traces.initialize(new Properties());
  }

  @Test
  void writesFollowOneAnotherOnceTheContractHasAnswered() throws Exception {
    PeerCall call = call(false, PeerCallTest::writesTwo);
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
    PeerCall call = call(true, PeerCallTest::writesTwo);
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
    PeerCall call = call(false, PeerCallTest::writesTwo);
    call.run();
    next(Type.PUT_STATE);

    call.answered(PeerCall.error(CALL, "leveldb: closed"));

    assertThat(next(Type.ERROR).toStringUtf8()).isEqualTo(PeerCall.NOT_TAKEN);
    assertThat(said).isEmpty();
  }

  @Test
  void aReadWaitsForThePeersAnswer() throws Exception {
    PeerCall call = call(false, PeerCallTest::answersWhatItReads);
    Thread contract = Thread.ofVirtual().start(call::run);

    assertThat(GetState.parseFrom(next(Type.GET_STATE)).getKey()).isEqualTo("registers");
    call.answered(response("五个根"));

    assertThat(Response.parseFrom(next(Type.COMPLETED)).getPayload().toStringUtf8())
        .isEqualTo("五个根");
    contract.join();
  }

  @Test
  void whoWaitsForAPeerThatHasGoneIsLetGo() throws Exception {
    PeerCall call = call(false, PeerCallTest::answersWhatItReads);
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
            false,
            stub -> {
              throw new StackOverflowError();
            });

    Thread contract = Thread.ofVirtual().uncaughtExceptionHandler((t, e) -> {}).start(call::run);

    contract.join();
    assertThat(next(Type.ERROR).toStringUtf8()).isEqualTo(PeerCall.BROKEN_OFF);
  }

  private static Chaincode.Response writesTwo(ChaincodeStub stub) {
    stub.putState("consent", "active".getBytes(StandardCharsets.UTF_8));
    stub.putState("request", "granted".getBytes(StandardCharsets.UTF_8));
    return ResponseUtils.newSuccessResponse();
  }

  private static Chaincode.Response answersWhatItReads(ChaincodeStub stub) {
    return ResponseUtils.newSuccessResponse(stub.getState("registers"));
  }

  private PeerCall call(boolean together, Function<ChaincodeStub, Chaincode.Response> contract) {
    Chaincode chaincode =
        new Chaincode() {
          @Override
          public Response init(ChaincodeStub stub) {
            return contract.apply(stub);
          }

          @Override
          public Response invoke(ChaincodeStub stub) {
            return contract.apply(stub);
          }
        };
    return new PeerCall(CALL, chaincode, together, said::add);
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
