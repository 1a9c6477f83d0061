package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.claimexchange.ledger.embedded.StateStore.KeyedEntry;
import org.hyperledger.fabric.protos.ledger.queryresult.KV;
import org.hyperledger.fabric.protos.ledger.queryresult.KeyModification;
import org.hyperledger.fabric.protos.peer.QueryResponse;
import org.hyperledger.fabric.protos.peer.QueryResultBytes;

/**
 * A query of the chaincode that is answered in batches: as many as fit, and whether there are more.
 */
final class QueryCursor {
  private static final int BATCH = 100;

  private final String id;
  private final Iterator<ByteString> results;
  private Optional<ByteString> ahead = Optional.empty();

  private QueryCursor(String id, Iterator<ByteString> results) {
    this.id = id;
    this.results = results;
  }

  static QueryCursor overRange(String id, String namespace, RangeScan scan) {
    return new QueryCursor(
        id,
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return scan.hasNext();
          }

          @Override
          public ByteString next() {
            return keyValue(namespace, scan.next());
          }
        });
  }

  static QueryCursor overHistory(String id, List<StateEntry> entries) {
    return new QueryCursor(id, entries.stream().map(QueryCursor::modification).iterator());
  }

  static ByteString keyValue(String namespace, KeyedEntry entry) {
    return KV.newBuilder()
        .setNamespace(namespace)
        .setKeyBytes(entry.key())
        .setValue(entry.entry().value())
        .build()
        .toByteString();
  }

  private static ByteString modification(StateEntry entry) {
    return KeyModification.newBuilder()
        .setTxId(entry.transactionId())
        .setValue(entry.value())
        .setTimestamp(entry.timestamp())
        .setIsDelete(entry.deleted())
        .build()
        .toByteString();
  }

  /**
   * The next batch. Whether there is more is found out by reading one ahead, which counts as read,
   * as in Fabric.
   */
  QueryResponse nextBatch() {
    QueryResponse.Builder response = QueryResponse.newBuilder().setId(id);
    ahead.ifPresent(result -> response.addResults(bytes(result)));
    ahead = Optional.empty();
    while (response.getResultsCount() < BATCH && results.hasNext()) {
      response.addResults(bytes(results.next()));
    }
    if (response.getResultsCount() == BATCH && results.hasNext()) {
      ahead = Optional.of(results.next());
    }
    return response.setHasMore(ahead.isPresent()).build();
  }

  private static QueryResultBytes bytes(ByteString result) {
    return QueryResultBytes.newBuilder().setResultBytes(result).build();
  }
}
