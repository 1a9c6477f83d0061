package org.claimexchange.ledger.embedded;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.DeliverResponse;

/** One client of Deliver: its seeks are served one after another, each ending with a status. */
final class DeliverSession implements StreamObserver<Envelope> {
  private static final int MOST_WAITING = 16;

  /** How a block is sent. */
  interface Form {
    DeliverResponse of(Block block);
  }

  private final DeliverSeek seek;
  private final Form form;
  private final StreamingCall<DeliverResponse> call;
  private final BlockingQueue<Optional<Envelope>> seeks = new LinkedBlockingQueue<>();

  DeliverSession(DeliverSeek seek, Form form, ServerCallStreamObserver<DeliverResponse> answers) {
    this.seek = seek;
    this.form = form;
    this.call = new StreamingCall<>(answers);
  }

  void start() {
    call.run(() -> {
      for (Optional<Envelope> next = seeks.take(); next.isPresent(); next = seeks.take()) {
        var status = seek.serve(next.get(), block -> call.send(form.of(block)));
        call.send(DeliverResponse.newBuilder().setStatus(status).build());
      }
    });
  }

  @Override
  public void onNext(Envelope request) {
    put(Optional.of(request));
  }

  @Override
  public void onError(Throwable failure) {
    put(Optional.empty());
  }

  @Override
  public void onCompleted() {
    put(Optional.empty());
  }

  /** A client that asks for too much ahead gets what it asked for until then, and the end. */
  private void put(Optional<Envelope> next) {
    seeks.add(seeks.size() < MOST_WAITING ? next : Optional.empty());
  }
}
