package org.claimexchange.chaincode.service;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.claimexchange.chaincode.service.CallsUnderWay.Call;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.shim.Chaincode;

/**
 * What one peer and the contract say to each other: registering, then calls, each in a thread of
 * its own. Refuses new ones once the service is to stop.
 */
final class Conversation implements StreamObserver<ChaincodeMessage> {
  static final String STOPPING = "this instance of the chaincode is stopping, ask again";

  /** So many calls of one peer run at a time: each may hold some megabytes. */
  private static final int AT_A_TIME = 16;

  private static final Logger LOG = System.getLogger(Conversation.class.getName());

  private final StreamObserver<ChaincodeMessage> toPeer;
  private final CallsUnderWay calls;
  private final Chaincode contract;
  private final Map<Call, PeerCall> running = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(AT_A_TIME);
  private volatile PeerAbilities peer = PeerAbilities.none();
  private boolean closed;

  private Conversation(
      StreamObserver<ChaincodeMessage> toPeer, CallsUnderWay calls, Chaincode contract) {
    this.toPeer = toPeer;
    this.calls = calls;
    this.contract = contract;
  }

  /**
   * Begins one, by registering at the peer.
   *
   * @param packageId of the installed package, by which the peer knows the contract
   */
  static Conversation begin(
      StreamObserver<ChaincodeMessage> toPeer,
      CallsUnderWay calls,
      Chaincode contract,
      String packageId) {
    if (toPeer instanceof ServerCallStreamObserver<ChaincodeMessage> call) {
      // With a handler, speaking to a peer that has gone is not an error.
      call.setOnCancelHandler(() -> {});
    }
    Conversation one = new Conversation(toPeer, calls, contract);
    one.say(
        ChaincodeMessage.newBuilder()
            .setType(Type.REGISTER)
            .setPayload(ChaincodeID.newBuilder().setName(packageId).build().toByteString())
            .build());
    return one;
  }

  @Override
  public void onNext(ChaincodeMessage message) {
    switch (message.getType()) {
      case TRANSACTION, INIT -> begin(message);
      case RESPONSE, ERROR -> {
        PeerCall call = running.get(call(message));
        if (call != null) {
          call.answered(message);
        }
      }
      // Says only that the peer is there.
      case KEEPALIVE -> say(message);
      case READY -> peer = PeerAbilities.read(message.getPayload());
      case REGISTERED -> {
        // READY follows.
      }
      default -> LOG.log(Logger.Level.WARNING, "a peer said {0}", message.getType());
    }
  }

  @Override
  public void onError(Throwable failure) {
    close();
  }

  @Override
  public void onCompleted() {
    end();
  }

  /** Ends the stream, so that the peer connects anew. */
  void end() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      toPeer.onCompleted();
    }
    close();
  }

  private void close() {
    synchronized (this) {
      closed = true;
    }
    calls.endAll(this);
    running.values().forEach(PeerCall::breakOff);
  }

  private void begin(ChaincodeMessage message) {
    Call call = call(message);
    if (!calls.begin(call)) {
      say(PeerCall.error(message, STOPPING));
      return;
    }
    PeerCall started = new PeerCall(message, contract, peer, said -> say(call, said));
    running.put(call, started);
    Thread.ofVirtual().name("call").start(() -> run(started));
  }

  private void run(PeerCall call) {
    places.acquireUninterruptibly();
    try {
      call.run();
    } finally {
      places.release();
    }
  }

  private void say(Call call, ChaincodeMessage message) {
    boolean last = message.getType() == Type.COMPLETED || message.getType() == Type.ERROR;
    if (last) {
      running.remove(call);
    }
    say(message);
    if (last) {
      calls.end(call);
    }
  }

  private synchronized void say(ChaincodeMessage message) {
    if (!closed) {
      toPeer.onNext(message);
    }
  }

  private Call call(ChaincodeMessage message) {
    return new Call(this, message.getChannelId(), message.getTxid());
  }
}
