package org.claimexchange.chaincode.service;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import org.claimexchange.chaincode.fabric.PeerConnection;
import org.claimexchange.chaincode.service.CallsUnderWay.Call;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;

/**
 * What one peer and the shim say to each other. Stands between them to know which calls are under
 * way, and to refuse new ones once the service is to stop.
 */
final class Conversation implements StreamObserver<ChaincodeMessage> {
  static final String STOPPING = "this instance of the chaincode is stopping, ask again";

  private final StreamObserver<ChaincodeMessage> toPeer;
  private final CallsUnderWay calls;
  private final StreamObserver<ChaincodeMessage> toShim;
  private boolean closed;

  private Conversation(
      StreamObserver<ChaincodeMessage> toPeer, CallsUnderWay calls, PeerConnection contract)
      throws IOException {
    this.toPeer = toPeer;
    this.calls = calls;
    this.toShim = contract.talk(new FromShim());
  }

  /** Begins one; the shim registers with the peer. */
  static Conversation begin(
      StreamObserver<ChaincodeMessage> toPeer, CallsUnderWay calls, PeerConnection contract)
      throws IOException {
    if (toPeer instanceof ServerCallStreamObserver<ChaincodeMessage> call) {
      // With a handler, speaking to a peer that has gone is not an error: the shim would keep a
      // lock for good.
      call.setOnCancelHandler(() -> {});
    }
    return new Conversation(toPeer, calls, contract);
  }

  @Override
  public void onNext(ChaincodeMessage message) {
    switch (message.getType()) {
      case TRANSACTION, INIT -> {
        if (calls.begin(call(message))) {
          toShim.onNext(message);
        } else {
          answer(refused(message));
        }
      }
      // Says only that the peer is there.
      case KEEPALIVE -> answer(message);
      default -> toShim.onNext(message);
    }
  }

  @Override
  public void onError(Throwable failure) {
    close();
    toShim.onError(failure);
  }

  @Override
  public void onCompleted() {
    end();
    toShim.onCompleted();
  }

  /** Ends the stream, so that the peer connects anew. */
  synchronized void end() {
    if (!closed) {
      close();
      toPeer.onCompleted();
    }
  }

  private synchronized void close() {
    closed = true;
    calls.endAll(this);
  }

  private synchronized void answer(ChaincodeMessage message) {
    if (!closed) {
      toPeer.onNext(message);
    }
  }

  private Call call(ChaincodeMessage message) {
    return new Call(this, message.getChannelId(), message.getTxid());
  }

  private static ChaincodeMessage refused(ChaincodeMessage message) {
    return ChaincodeMessage.newBuilder()
        .setType(Type.ERROR)
        .setTxid(message.getTxid())
        .setChannelId(message.getChannelId())
        .setPayload(ByteString.copyFromUtf8(STOPPING))
        .build();
  }

  private final class FromShim implements StreamObserver<ChaincodeMessage> {
    @Override
    public void onNext(ChaincodeMessage message) {
      answer(message);
      switch (message.getType()) {
        case COMPLETED, ERROR -> calls.end(call(message));
        default -> {
          // The call goes on.
        }
      }
    }

    @Override
    public void onError(Throwable failure) {
      end();
    }

    @Override
    public void onCompleted() {
      end();
    }
  }
}
