package org.claimexchange.chaincode.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.GetStateMultiple;
import org.hyperledger.fabric.protos.peer.GetStateMultipleResult;

/** What a peer read for one call before the contract asked, all in one message. */
final class StatesAhead {
  private final List<String> keys;
  private final CompletableFuture<ChaincodeMessage> answer = new CompletableFuture<>();
  private final Map<String, ByteString> values = new HashMap<>();

  StatesAhead(List<String> keys) {
    this.keys = List.copyOf(keys);
  }

  /** What is asked: {@code GET_STATE_MULTIPLE}. */
  ByteString question() {
    return GetStateMultiple.newBuilder().addAllKeys(keys).build().toByteString();
  }

  boolean isAwaited() {
    return !answer.isDone();
  }

  void answered(ChaincodeMessage message) {
    answer.complete(message);
  }

  /** Waits for the answer; whether it is one for every key. */
  boolean await() {
    ChaincodeMessage message = answer.join();
    if (message.getType() != Type.RESPONSE) {
      return false;
    }
    try {
      List<ByteString> found =
          GetStateMultipleResult.parseFrom(message.getPayload()).getValuesList();
      if (found.size() != keys.size()) {
        return false;
      }
      for (int i = 0; i < keys.size(); i++) {
        values.put(keys.get(i), found.get(i));
      }
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  /** The value of a key that was read; empty bytes where nothing stands there. */
  Optional<ByteString> value(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
