package org.claimexchange.chaincode.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.protos.peer.WriteRecord;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.impl.ChaincodeInvocationTask;

/**
 * One call of a peer, which the shim's task runs. What the contract asks goes to the peer at once.
 * What it writes waits until it has answered, since a contract does not see its own writes: then
 * one write follows the other as soon as the peer has taken that, and no thread waits. Peers of
 * Fabric 3.1 take all writes in one message, and answer in one what the contract is known to read.
 */
final class PeerCall {
  static final String NOT_TAKEN = "the peer did not take a write";
  static final String NOT_READ = "the peer did not read what was asked";
  static final String BROKEN_OFF = "the call was broken off";

  private final ChaincodeMessage begun;
  private final Consumer<ChaincodeMessage> toPeer;
  private final PeerAbilities peer;
  private final Chaincode contract;
  private final ChaincodeInvocationTask task;
  private final Queue<ChaincodeMessage> writes = new ArrayDeque<>();
  private Optional<StatesAhead> ahead = Optional.empty();
  private Optional<ChaincodeMessage> answer = Optional.empty();
  private boolean ended;

  /**
   * @param begun the peer's message
   * @param contract what answers
   * @param peer what it can
   * @param toPeer takes what is said to the peer; COMPLETED or ERROR comes once, as the last
   */
  PeerCall(
      ChaincodeMessage begun,
      Chaincode contract,
      PeerAbilities peer,
      Consumer<ChaincodeMessage> toPeer) {
    this.begun = begun;
    this.peer = peer;
    this.contract = contract;
    this.toPeer = toPeer;
    this.task = new ChaincodeInvocationTask(begun, begun.getType(), this::said, contract);
  }

  /** Runs the contract; returns once it has answered. */
  void run() {
    try {
      if (readAhead()) {
        task.call();
      } else {
        end(error(begun, NOT_READ));
      }
    } finally {
      // Only if something failed that no contract may catch.
      endUnlessAnswered();
    }
  }

  /** What the peer answers to the last question or write. */
  void answered(ChaincodeMessage message) {
    Optional<StatesAhead> asked = ahead().filter(StatesAhead::isAwaited);
    if (asked.isPresent()) {
      asked.get().answered(message);
    } else if (answer().isPresent()) {
      if (message.getType() == Type.RESPONSE) {
        goOn();
      } else {
        end(error(begun, NOT_TAKEN));
      }
    } else {
      post(message);
    }
  }

  /** The peer has gone: whoever waits for its answer shall not. */
  void breakOff() {
    ahead().ifPresent(asked -> asked.answered(error(begun, BROKEN_OFF)));
    if (answer().isEmpty()) {
      post(error(begun, BROKEN_OFF));
    }
  }

  /** That a call has failed, whatever the contract says. */
  static ChaincodeMessage error(ChaincodeMessage call, String sentence) {
    return about(call, Type.ERROR, ByteString.copyFromUtf8(sentence));
  }

  private void said(ChaincodeMessage message) {
    switch (message.getType()) {
      case PUT_STATE -> {
        keep(message);
        post(about(begun, Type.RESPONSE, ByteString.EMPTY));
      }
      case COMPLETED -> {
        finish(message);
        goOn();
      }
      case ERROR -> end(message);
      case GET_STATE ->
          known(message)
              .ifPresentOrElse(
                  value -> post(about(begun, Type.RESPONSE, value)), () -> toPeer.accept(message));
      default -> toPeer.accept(message);
    }
  }

  /** Reads what the contract will ask for; false if the peer does not answer that. */
  private boolean readAhead() {
    List<String> keys = keysAhead();
    if (keys.size() < 2 || keys.size() > peer.readsTogether()) {
      return true;
    }
    StatesAhead asked = new StatesAhead(keys);
    synchronized (this) {
      ahead = Optional.of(asked);
    }
    toPeer.accept(about(begun, Type.GET_STATE_MULTIPLE, asked.question()));
    return asked.await();
  }

  private List<String> keysAhead() {
    if (peer.readsTogether() == 0 || !(contract instanceof ReadsAhead foreseeing)) {
      return List.of();
    }
    try {
      return foreseeing.ahead(
          ChaincodeInput.parseFrom(begun.getPayload()).getArgsList().stream()
              .map(ByteString::toByteArray)
              .toList());
    } catch (InvalidProtocolBufferException e) {
      // The shim says so, in its own way.
      return List.of();
    }
  }

  private Optional<ByteString> known(ChaincodeMessage question) {
    try {
      GetState asked = GetState.parseFrom(question.getPayload());
      return asked.getCollection().isEmpty()
          ? ahead().flatMap(states -> states.value(asked.getKey()))
          : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the shim asks what cannot be read", e);
    }
  }

  private synchronized Optional<StatesAhead> ahead() {
    return ahead;
  }

  /** Sends the next write, or, after the last, the answer. */
  private void goOn() {
    Optional<ChaincodeMessage> write = nextWrite();
    if (write.isPresent()) {
      toPeer.accept(write.get());
    } else {
      answer().ifPresent(this::end);
    }
  }

  private synchronized Optional<ChaincodeMessage> nextWrite() {
    if (!peer.writesTogether() || writes.size() < 2) {
      return Optional.ofNullable(writes.poll());
    }
    ChaincodeMessage all = about(begun, Type.WRITE_BATCH_STATE, batch());
    writes.clear();
    return Optional.of(all);
  }

  private synchronized Optional<ChaincodeMessage> answer() {
    return answer;
  }

  private synchronized void keep(ChaincodeMessage write) {
    writes.add(write);
  }

  private synchronized void finish(ChaincodeMessage completed) {
    answer = Optional.of(completed);
  }

  private ByteString batch() {
    WriteBatchState.Builder batch = WriteBatchState.newBuilder();
    for (ChaincodeMessage write : writes) {
      try {
        PutState put = PutState.parseFrom(write.getPayload());
        batch.addRec(
            WriteRecord.newBuilder()
                .setType(WriteRecord.Type.PUT_STATE)
                .setKey(put.getKey())
                .setValue(put.getValue()));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("the shim writes what cannot be read", e);
      }
    }
    return batch.build().toByteString();
  }

  private void endUnlessAnswered() {
    if (answer().isEmpty()) {
      end(error(begun, BROKEN_OFF));
    }
  }

  private void end(ChaincodeMessage last) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    toPeer.accept(last);
  }

  /** To the thread that runs the contract, which waits for one message at a time. */
  private void post(ChaincodeMessage message) {
    try {
      task.postMessage(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ChaincodeMessage about(ChaincodeMessage call, Type type, ByteString payload) {
    return ChaincodeMessage.newBuilder()
        .setType(type)
        .setTxid(call.getTxid())
        .setChannelId(call.getChannelId())
        .setPayload(payload)
        .build();
  }
}
