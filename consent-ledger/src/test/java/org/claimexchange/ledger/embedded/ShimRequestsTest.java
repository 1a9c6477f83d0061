package org.claimexchange.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.GetStateByRange;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.QueryMetadata;
import org.hyperledger.fabric.protos.peer.QueryResponse;
import org.hyperledger.fabric.protos.peer.QueryStateNext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the peer's side of the shim does and refuses, and what it notes of reads. */
final class ShimRequestsTest {
  private final StateStore state = new StateStore();
  private final Simulation simulation = new Simulation(state, 10);
  private final ShimRequests requests = new ShimRequests("consent", simulation);

  @ParameterizedTest
  @CsvSource({
    "GET_QUERY_RESULT, rich queries",
    "GET_PRIVATE_DATA_HASH, private data",
    "PURGE_PRIVATE_DATA, private data",
    "PUT_STATE_METADATA, key-level endorsement policies",
    "INVOKE_CHAINCODE, calls from chaincode to chaincode",
    "GET_STATE_MULTIPLE, batched reads and writes",
    "WRITE_BATCH_STATE, batched reads and writes"
  })
  void whatIsNotSupportedIsRefusedByName(ChaincodeMessage.Type type, String name) {
    assertThatThrownBy(() -> ask(type, ByteString.EMPTY))
        .isInstanceOf(SimulationException.class)
        .hasMessage("the embedded network does not support " + name);
  }

  @Test
  void aCollectionIsPrivateData() {
    ByteString read =
        GetState.newBuilder().setCollection("secret").setKey("k").build().toByteString();

    assertThatThrownBy(() -> ask(ChaincodeMessage.Type.GET_STATE, read))
        .hasMessageContaining("private data");
  }

  @Test
  void aReadNotesTheVersionAndAnAbsentKeyNone() throws Exception {
    write("present", 7);

    ask(ChaincodeMessage.Type.GET_STATE, key("present"));
    ask(ChaincodeMessage.Type.GET_STATE, key("absent"));

    KVRWSet set = set();
    assertThat(set.getReadsCount()).isEqualTo(2);
    assertThat(set.getReads(0).getKey()).isEqualTo("absent");
    assertThat(set.getReads(0).hasVersion()).isFalse();
    assertThat(set.getReads(1).getVersion().getBlockNum()).isEqualTo(7);
  }

  @Test
  void aBlockNotYetSeenIsNotRead() throws Exception {
    write("later", 10);

    assertThat(ask(ChaincodeMessage.Type.GET_STATE, key("later"))).isEqualTo(ByteString.EMPTY);
    assertThat(set().getReads(0).hasVersion()).isFalse();
  }

  @Test
  void aRangeReadToItsEndIsNotedAsExhausted() throws Exception {
    write("a", 1);
    write("b", 2);

    ask(ChaincodeMessage.Type.GET_STATE_BY_RANGE, range("a", "c"));

    KVRWSet set = set();
    assertThat(set.getReadsCount()).isZero();
    assertThat(set.getRangeQueriesInfo(0).getItrExhausted()).isTrue();
    assertThat(set.getRangeQueriesInfo(0).getEndKey()).isEqualTo("c");
    assertThat(set.getRangeQueriesInfo(0).getRawReads().getKvReadsCount()).isEqualTo(2);
  }

  @Test
  void ofALongRangeOneMoreThanAskedForIsRead() throws Exception {
    for (int i = 0; i < 150; i++) {
      write("key-%03d".formatted(i), 1);
    }

    QueryResponse first =
        QueryResponse.parseFrom(
            ask(ChaincodeMessage.Type.GET_STATE_BY_RANGE, range("key-", "key-~")));

    assertThat(first.getResultsCount()).isEqualTo(100);
    assertThat(first.getHasMore()).isTrue();
    assertThat(set().getRangeQueriesInfo(0).getItrExhausted()).isFalse();
    assertThat(set().getRangeQueriesInfo(0).getEndKey()).isEqualTo("key-100");

    QueryResponse second =
        QueryResponse.parseFrom(
            ask(
                ChaincodeMessage.Type.QUERY_STATE_NEXT,
                QueryStateNext.newBuilder().setId(first.getId()).build().toByteString()));

    assertThat(second.getResultsCount()).isEqualTo(50);
    assertThat(second.getHasMore()).isFalse();
    assertThat(set().getRangeQueriesInfo(0).getItrExhausted()).isTrue();
  }

  @Test
  void aPageIsNotedUpToItsLastKey() throws Exception {
    write("a", 1);
    write("b", 2);
    write("c", 3);

    ask(
        ChaincodeMessage.Type.GET_STATE_BY_RANGE,
        GetStateByRange.newBuilder()
            .setStartKey("a")
            .setEndKey("z")
            .setMetadata(QueryMetadata.newBuilder().setPageSize(2).build().toByteString())
            .build()
            .toByteString());

    assertThat(set().getRangeQueriesInfo(0).getItrExhausted()).isFalse();
    assertThat(set().getRangeQueriesInfo(0).getEndKey()).isEqualTo("b");
  }

  @Test
  void whoHasPagedMayNotWrite() throws Exception {
    ask(
        ChaincodeMessage.Type.GET_STATE_BY_RANGE,
        GetStateByRange.newBuilder()
            .setStartKey("a")
            .setEndKey("z")
            .setMetadata(QueryMetadata.newBuilder().setPageSize(2).build().toByteString())
            .build()
            .toByteString());

    assertThatThrownBy(() ->
            ask(
                ChaincodeMessage.Type.PUT_STATE,
                PutState.newBuilder()
                    .setKey("k")
                    .setValue(ByteString.copyFromUtf8("v"))
                    .build()
                    .toByteString()))
        .hasMessageContaining("paginated");
  }

  private ByteString ask(ChaincodeMessage.Type type, ByteString payload) throws Exception {
    return requests.answer(ChaincodeMessage.newBuilder().setType(type).setPayload(payload).build());
  }

  private void write(String key, long block) {
    state.write(
        ByteString.copyFromUtf8(key),
        new Version(block, 0),
        false,
        ByteString.copyFromUtf8("value"),
        "transaction",
        Timestamp.getDefaultInstance());
  }

  private KVRWSet set() throws Exception {
    return KVRWSet.parseFrom(simulation.result("consent").getNsRwset(0).getRwset());
  }

  private static ByteString key(String key) {
    return GetState.newBuilder().setKey(key).build().toByteString();
  }

  private static ByteString range(String start, String end) {
    return GetStateByRange.newBuilder().setStartKey(start).setEndKey(end).build().toByteString();
  }
}
