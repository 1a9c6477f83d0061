package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.Map;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.DelState;
import org.hyperledger.fabric.protos.peer.GetHistoryForKey;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.GetStateByRange;
import org.hyperledger.fabric.protos.peer.GetStateMetadata;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.QueryMetadata;
import org.hyperledger.fabric.protos.peer.QueryResponse;
import org.hyperledger.fabric.protos.peer.QueryResponseMetadata;
import org.hyperledger.fabric.protos.peer.QueryResultBytes;
import org.hyperledger.fabric.protos.peer.QueryStateClose;
import org.hyperledger.fabric.protos.peer.QueryStateNext;
import org.hyperledger.fabric.protos.peer.StateMetadataResult;

/**
 * Answers what the chaincode asks during one simulation. What the network does not do is refused by
 * its name.
 */
final class ShimRequests {
  private static final int MOST_RESULTS = 100_000;
  private static final int MOST_CURSORS = 1_000;

  private final String namespace;
  private final Simulation simulation;
  private final Map<String, QueryCursor> cursors = new HashMap<>();
  private int cursorNumber;
  private volatile String unsupported = "";

  ShimRequests(String namespace, Simulation simulation) {
    this.namespace = namespace;
    this.simulation = simulation;
  }

  /** The payload of the answer. */
  ByteString answer(ChaincodeMessage request)
      throws SimulationException, InvalidProtocolBufferException {
    ByteString payload = request.getPayload();
    return switch (request.getType()) {
      case GET_STATE -> get(GetState.parseFrom(payload));
      case PUT_STATE -> put(PutState.parseFrom(payload));
      case DEL_STATE -> delete(DelState.parseFrom(payload));
      case GET_STATE_BY_RANGE -> range(GetStateByRange.parseFrom(payload)).toByteString();
      case GET_HISTORY_FOR_KEY -> history(GetHistoryForKey.parseFrom(payload)).toByteString();
      case QUERY_STATE_NEXT -> next(QueryStateNext.parseFrom(payload)).toByteString();
      case QUERY_STATE_CLOSE -> close(QueryStateClose.parseFrom(payload)).toByteString();
      case GET_STATE_METADATA -> metadata(GetStateMetadata.parseFrom(payload)).toByteString();
      case PUT_STATE_METADATA -> throw unsupported("key-level endorsement policies");
      case GET_QUERY_RESULT -> throw unsupported("rich queries");
      case INVOKE_CHAINCODE -> throw unsupported("calls from chaincode to chaincode");
      case GET_PRIVATE_DATA_HASH, PURGE_PRIVATE_DATA -> throw unsupported("private data");
      case GET_STATE_MULTIPLE, WRITE_BATCH_STATE -> throw unsupported("batched reads and writes");
      default ->
          throw new SimulationException("cannot handle " + request.getType() + " in state ready");
    };
  }

  private ByteString get(GetState request) throws SimulationException {
    requirePublic(request.getCollection());
    return simulation.read(request.getKeyBytes());
  }

  private ByteString put(PutState request) throws SimulationException {
    requirePublic(request.getCollection());
    simulation.write(request.getKeyBytes(), request.getValue());
    return ByteString.EMPTY;
  }

  private ByteString delete(DelState request) throws SimulationException {
    requirePublic(request.getCollection());
    simulation.delete(request.getKeyBytes());
    return ByteString.EMPTY;
  }

  /** No key has any: this network takes no key-level policies. */
  private StateMetadataResult metadata(GetStateMetadata request) throws SimulationException {
    requirePublic(request.getCollection());
    return StateMetadataResult.getDefaultInstance();
  }

  private QueryResponse range(GetStateByRange request)
      throws SimulationException, InvalidProtocolBufferException {
    requirePublic(request.getCollection());
    QueryMetadata page = QueryMetadata.parseFrom(request.getMetadata());
    if (page.getPageSize() != 0 || !page.getBookmark().isEmpty()) {
      return page(request, page);
    }
    RangeScan scan = simulation.range(request.getStartKeyBytes(), request.getEndKeyBytes());
    String id = newCursorId();
    return firstBatch(id, QueryCursor.overRange(id, namespace, scan));
  }

  private QueryResponse page(GetStateByRange request, QueryMetadata page)
      throws SimulationException {
    ByteString start =
        page.getBookmark().isEmpty() ? request.getStartKeyBytes() : page.getBookmarkBytes();
    int size = page.getPageSize() > 0 ? Math.min(page.getPageSize(), MOST_RESULTS) : MOST_RESULTS;
    RangeScan scan = simulation.page(start, request.getEndKeyBytes());
    QueryResponse.Builder response = QueryResponse.newBuilder().setId(newCursorId());
    while (response.getResultsCount() < size && scan.hasNext()) {
      response.addResults(
          QueryResultBytes.newBuilder()
              .setResultBytes(QueryCursor.keyValue(namespace, scan.next())));
    }
    return response
        .setMetadata(
            QueryResponseMetadata.newBuilder()
                .setFetchedRecordsCount(response.getResultsCount())
                .setBookmarkBytes(scan.bookmark())
                .build()
                .toByteString())
        .build();
  }

  private QueryResponse history(GetHistoryForKey request) throws SimulationException {
    String id = newCursorId();
    return firstBatch(id, QueryCursor.overHistory(id, simulation.history(request.getKeyBytes())));
  }

  private QueryResponse next(QueryStateNext request) throws SimulationException {
    QueryCursor cursor = cursors.get(request.getId());
    if (cursor == null) {
      throw new SimulationException("query iterator not found");
    }
    QueryResponse response = cursor.nextBatch();
    if (!response.getHasMore()) {
      cursors.remove(request.getId());
    }
    return response;
  }

  private QueryResponse close(QueryStateClose request) {
    cursors.remove(request.getId());
    return QueryResponse.newBuilder().setId(request.getId()).build();
  }

  private QueryResponse firstBatch(String id, QueryCursor cursor) throws SimulationException {
    QueryResponse response = cursor.nextBatch();
    if (response.getHasMore()) {
      if (cursors.size() >= MOST_CURSORS) {
        throw new SimulationException("too many open queries");
      }
      cursors.put(id, cursor);
    }
    return response;
  }

  private String newCursorId() {
    return Integer.toString(++cursorNumber);
  }

  private void requirePublic(String collection) throws SimulationException {
    if (!collection.isEmpty()) {
      throw unsupported("private data");
    }
  }

  /**
   * What was asked for that this network does not do; empty if nothing was. The shim hides the
   * words of an error from the contract, so whoever runs it tells them to the client.
   */
  String unsupported() {
    return unsupported;
  }

  private SimulationException unsupported(String what) {
    unsupported = "the embedded network does not support " + what;
    return new SimulationException(unsupported);
  }
}
