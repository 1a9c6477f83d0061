package org.claimexchange.ledger.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.ContractRouter;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Default;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyModification;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/**
 * The tests' own chaincode, run as a service in a process of its own: a shelf of values that uses
 * each of the shim's functions which the network supports, and some that it refuses.
 */
@Contract(name = "shelf")
@Default
public final class ShelfContract implements ContractInterface {

  /** Runs the service where the environment says. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String[] address = System.getenv("CHAINCODE_SERVER_ADDRESS").split(":", 2);
    ChaincodeServerProperties properties = new ChaincodeServerProperties();
    properties.setServerAddress(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
    ContractRouter router = new ContractRouter(new String[] {});
    router.startRouterWithChaincodeServer(new NettyChaincodeServer(router, properties));
  }

  @Transaction
  public void put(Context context, String key, String value) {
    context.getStub().putState(key, bytes(value));
    context.getStub().setEvent("put", bytes(key));
  }

  @Transaction
  public String get(Context context, String key) {
    return text(context.getStub().getState(key));
  }

  @Transaction
  public void remove(Context context, String key) {
    context.getStub().delState(key);
  }

  /**
   * Reads before it writes, so that two at a time cannot both succeed; answers what it read after
   * writing.
   */
  @Transaction
  public String append(Context context, String key, String value) {
    String before = text(context.getStub().getState(key));
    context.getStub().putState(key, bytes(before + value));
    return text(context.getStub().getState(key));
  }

  /** Counts a range and writes the count: a key added meanwhile is a phantom. */
  @Transaction
  public String count(Context context, String from, String to, String into) throws Exception {
    int count = 0;
    try (QueryResultsIterator<KeyValue> found = context.getStub().getStateByRange(from, to)) {
      for (KeyValue unused : found) {
        count++;
      }
    }
    context.getStub().putState(into, bytes(Integer.toString(count)));
    return Integer.toString(count);
  }

  @Transaction
  public String range(Context context, String from, String to) throws Exception {
    List<String> keys = new ArrayList<>();
    try (QueryResultsIterator<KeyValue> found = context.getStub().getStateByRange(from, to)) {
      found.forEach(entry -> keys.add(entry.getKey()));
    }
    return String.join(",", keys);
  }

  @Transaction
  public String page(Context context, String from, String to, String size, String bookmark) {
    QueryResultsIteratorWithMetadata<KeyValue> found =
        context.getStub().getStateByRangeWithPagination(from, to, Integer.parseInt(size), bookmark);
    List<String> keys = new ArrayList<>();
    found.forEach(entry -> keys.add(entry.getKey()));
    return String.join(",", keys) + "|" + found.getMetadata().getBookmark();
  }

  @Transaction
  public void putOn(Context context, String shelf, String place, String value) {
    CompositeKey key = context.getStub().createCompositeKey("shelf", shelf, place);
    context.getStub().putState(key.toString(), bytes(value));
  }

  @Transaction
  public String onShelf(Context context, String shelf) throws Exception {
    List<String> places = new ArrayList<>();
    try (QueryResultsIterator<KeyValue> found =
        context.getStub().getStateByPartialCompositeKey("shelf", shelf)) {
      for (KeyValue entry : found) {
        CompositeKey key = context.getStub().splitCompositeKey(entry.getKey());
        places.add(key.getAttributes().get(1) + "=" + entry.getStringValue());
      }
    }
    return String.join(",", places);
  }

  @Transaction
  public String onShelfPage(Context context, String shelf, String size, String bookmark) {
    QueryResultsIteratorWithMetadata<KeyValue> found =
        context
            .getStub()
            .getStateByPartialCompositeKeyWithPagination(
                new CompositeKey("shelf", shelf), Integer.parseInt(size), bookmark);
    List<String> places = new ArrayList<>();
    for (KeyValue entry : found) {
      places.add(context.getStub().splitCompositeKey(entry.getKey()).getAttributes().get(1));
    }
    return String.join(",", places) + "|" + found.getMetadata().getBookmark();
  }

  @Transaction
  public String history(Context context, String key) throws Exception {
    List<String> values = new ArrayList<>();
    try (QueryResultsIterator<KeyModification> found = context.getStub().getHistoryForKey(key)) {
      found.forEach(entry -> values.add(entry.isDeleted() ? "(deleted)" : entry.getStringValue()));
    }
    return String.join(",", values);
  }

  /** Keeps only the length of what travels as transient data. */
  @Transaction
  public void putSecret(Context context, String key) {
    byte[] secret = context.getStub().getTransient().get("secret");
    context.getStub().putState(key, bytes(Integer.toString(secret.length)));
  }

  @Transaction
  public void refuse(Context context, String reason) {
    throw new ChaincodeException(reason);
  }

  /** What no two peers agree on. */
  @Transaction
  public String undecided(Context context) {
    String value = UUID.randomUUID().toString();
    context.getStub().putState("undecided", bytes(value));
    return value;
  }

  @Transaction
  public void dawdle(Context context, String millis) throws InterruptedException {
    Thread.sleep(Long.parseLong(millis));
  }

  @Transaction
  public void die(Context context) {
    Runtime.getRuntime().halt(17);
  }

  @Transaction
  public void richQuery(Context context) {
    context.getStub().getQueryResult("{}");
  }

  @Transaction
  public void privateData(Context context) {
    context.getStub().getPrivateData("collection", "key");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
