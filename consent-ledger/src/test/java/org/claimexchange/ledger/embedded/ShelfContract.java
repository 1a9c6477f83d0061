package org.claimexchange.ledger.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyModification;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;
import org.hyperledger.fabric.traces.Traces;

/**
 * The tests' own chaincode, run as a service in a process of its own: a shelf of values that uses
 * each of the shim's functions which the network supports.
 */
public final class ShelfContract extends ChaincodeBase {

  /** Runs the service where the environment says. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String[] address = System.getenv("CHAINCODE_SERVER_ADDRESS").split(":", 2);
    ChaincodeServerProperties properties = new ChaincodeServerProperties();
    properties.setServerAddress(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
    ShelfContract shelf = new ShelfContract();
    shelf.processEnvironmentOptions();
    Metrics.initialize(shelf.getChaincodeConfig());
    Traces.initialize(shelf.getChaincodeConfig());
    new NettyChaincodeServer(shelf, properties).start();
  }

  @Override
  public Response init(ChaincodeStub stub) {
    return ResponseUtils.newSuccessResponse();
  }

  @Override
  public Response invoke(ChaincodeStub stub) {
    try {
      return ResponseUtils.newSuccessResponse(bytes(answer(stub, stub.getParameters())));
    } catch (Exception e) {
      return ResponseUtils.newErrorResponse(e.getMessage());
    }
  }

  private String answer(ChaincodeStub stub, List<String> given) throws Exception {
    return switch (stub.getFunction()) {
      case "put" -> put(stub, given.get(0), given.get(1));
      case "get" -> get(stub, given.get(0));
      case "remove" -> remove(stub, given.get(0));
      case "append" -> append(stub, given.get(0), given.get(1));
      case "count" -> count(stub, given.get(0), given.get(1), given.get(2));
      case "range" -> range(stub, given.get(0), given.get(1));
      case "page" -> page(stub, given.get(0), given.get(1), given.get(2), given.get(3));
      case "putOn" -> putOn(stub, given.get(0), given.get(1), given.get(2));
      case "onShelf" -> onShelf(stub, given.get(0));
      case "onShelfPage" -> onShelfPage(stub, given.get(0), given.get(1), given.get(2));
      case "history" -> history(stub, given.get(0));
      case "putSecret" -> putSecret(stub, given.get(0));
      case "refuse" -> throw new IllegalArgumentException(given.get(0));
      case "undecided" -> undecided(stub);
      case "richQuery" -> String.valueOf(stub.getQueryResult("{}"));
      case "putPrivate" -> putPrivate(stub);
      case "getPrivate" -> text(stub.getPrivateData("secrets", "key"));
      case "setKeyPolicy" -> setKeyPolicy(stub);
      case "callAnother" -> stub.invokeChaincodeWithStringArgs("another", "get").getMessage();
      case "dawdle" -> dawdle(given.get(0));
      case "die" -> die();
      default -> throw new IllegalArgumentException("no such function");
    };
  }

  private String put(ChaincodeStub stub, String key, String value) {
    stub.putState(key, bytes(value));
    stub.setEvent("put", bytes(key));
    return "";
  }

  private String get(ChaincodeStub stub, String key) {
    return text(stub.getState(key));
  }

  private String remove(ChaincodeStub stub, String key) {
    stub.delState(key);
    return "";
  }

  /**
   * Reads before it writes, so that two at a time cannot both succeed; answers what it read after
   * writing.
   */
  private String append(ChaincodeStub stub, String key, String value) {
    String before = text(stub.getState(key));
    stub.putState(key, bytes(before + value));
    return text(stub.getState(key));
  }

  /** Counts a range and writes the count: a key added meanwhile is a phantom. */
  private String count(ChaincodeStub stub, String from, String to, String into) throws Exception {
    int count = 0;
    try (QueryResultsIterator<KeyValue> found = stub.getStateByRange(from, to)) {
      for (KeyValue unused : found) {
        count++;
      }
    }
    stub.putState(into, bytes(Integer.toString(count)));
    return Integer.toString(count);
  }

  private String range(ChaincodeStub stub, String from, String to) throws Exception {
    List<String> keys = new ArrayList<>();
    try (QueryResultsIterator<KeyValue> found = stub.getStateByRange(from, to)) {
      found.forEach(entry -> keys.add(entry.getKey()));
    }
    return String.join(",", keys);
  }

  private String page(ChaincodeStub stub, String from, String to, String size, String bookmark) {
    QueryResultsIteratorWithMetadata<KeyValue> found =
        stub.getStateByRangeWithPagination(from, to, Integer.parseInt(size), bookmark);
    List<String> keys = new ArrayList<>();
    found.forEach(entry -> keys.add(entry.getKey()));
    return String.join(",", keys) + "|" + found.getMetadata().getBookmark();
  }

  private String putOn(ChaincodeStub stub, String shelf, String place, String value) {
    CompositeKey key = stub.createCompositeKey("shelf", shelf, place);
    stub.putState(key.toString(), bytes(value));
    return "";
  }

  private String onShelf(ChaincodeStub stub, String shelf) throws Exception {
    List<String> places = new ArrayList<>();
    try (QueryResultsIterator<KeyValue> found =
        stub.getStateByPartialCompositeKey("shelf", shelf)) {
      for (KeyValue entry : found) {
        CompositeKey key = stub.splitCompositeKey(entry.getKey());
        places.add(key.getAttributes().get(1) + "=" + entry.getStringValue());
      }
    }
    return String.join(",", places);
  }

  private String onShelfPage(ChaincodeStub stub, String shelf, String size, String bookmark) {
    QueryResultsIteratorWithMetadata<KeyValue> found =
        stub.getStateByPartialCompositeKeyWithPagination(
            new CompositeKey("shelf", shelf), Integer.parseInt(size), bookmark);
    List<String> places = new ArrayList<>();
    for (KeyValue entry : found) {
      places.add(stub.splitCompositeKey(entry.getKey()).getAttributes().get(1));
    }
    return String.join(",", places) + "|" + found.getMetadata().getBookmark();
  }

  private String history(ChaincodeStub stub, String key) throws Exception {
    List<String> values = new ArrayList<>();
    try (QueryResultsIterator<KeyModification> found = stub.getHistoryForKey(key)) {
      found.forEach(entry -> values.add(entry.isDeleted() ? "(deleted)" : entry.getStringValue()));
    }
    return String.join(",", values);
  }

  /** Keeps only the length of what travels as transient data. */
  private String putSecret(ChaincodeStub stub, String key) {
    byte[] secret = stub.getTransient().get("secret");
    stub.putState(key, bytes(Integer.toString(secret.length)));
    return "";
  }

  /** What no two peers agree on. */
  private String undecided(ChaincodeStub stub) {
    String value = UUID.randomUUID().toString();
    stub.putState("undecided", bytes(value));
    return value;
  }

  private String putPrivate(ChaincodeStub stub) {
    stub.putPrivateData("secrets", "key", "value");
    return "";
  }

  private String setKeyPolicy(ChaincodeStub stub) {
    stub.setStateValidationParameter("key", bytes("policy"));
    return "";
  }

  private static String dawdle(String millis) throws InterruptedException {
    Thread.sleep(Long.parseLong(millis));
    return "";
  }

  private static String die() {
    Runtime.getRuntime().halt(17);
    return "";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
