package org.claimexchange.chaincode.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.protos.peer.WriteRecord;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.impl.ChaincodeInvocationTask;

/**
 * One call of a peer, which the shim's task runs. What the contract asks goes to the peer at once.
 * What it writes waits until it has answered, since a contract does not see its own writes: then
 * one write follows the other as soon as the peer has taken that, and no thread waits. A peer that
 * takes them together, as those of Fabric 3.1 do, gets them in one message.
 */
final class PeerCall {
  static final String NOT_TAKEN = "the peer did not take a write";
  static final String BROKEN_OFF = "the call was broken off";

  private final ChaincodeMessage begun;
  private final Consumer<ChaincodeMessage> toPeer;
  private final boolean together;
  private final ChaincodeInvocationTask task;
  private final Queue<ChaincodeMessage> writes = new ArrayDeque<>();
  private Optional<ChaincodeMessage> answer = Optional.empty();
  private boolean ended;

  /**
   * @param begun the peer's message
   * @param contract what answers
   * @param together whether the peer takes all writes in one message
   * @param toPeer takes what is said to the peer; COMPLETED or ERROR comes once, as the last
   */
  PeerCall(
      ChaincodeMessage begun,
      Chaincode contract,
      boolean together,
      Consumer<ChaincodeMessage> toPeer) {
    this.begun = begun;
    this.together = together;
    this.toPeer = toPeer;
    this.task = new ChaincodeInvocationTask(begun, begun.getType(), this::said, contract);
  }

  /** Runs the contract; returns once it has answered. */
  void run() {
    try {
      task.call();
    } finally {
      // Only if something failed that no contract may catch.
      endUnlessAnswered();
    }
  }

  /** What the peer answers to the last question or write. */
  void answered(ChaincodeMessage message) {
    if (answer().isPresent()) {
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
      default -> toPeer.accept(message);
    }
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
    if (!together || writes.size() < 2) {
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
