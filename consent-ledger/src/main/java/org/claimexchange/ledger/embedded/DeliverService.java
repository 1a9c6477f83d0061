package org.claimexchange.ledger.embedded;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;

/** The service {@code protos.Deliver}: blocks, whole or filtered, from where the client seeks. */
final class DeliverService extends DeliverGrpc.DeliverImplBase {
  private final DeliverSeek seek;
  private final FilteredBlocks filtered;

  DeliverService(DeliverSeek seek, FilteredBlocks filtered) {
    this.seek = seek;
    this.filtered = filtered;
  }

  @Override
  public StreamObserver<Envelope> deliver(StreamObserver<DeliverResponse> answers) {
    return session(answers, DeliverService::whole);
  }

  @Override
  public StreamObserver<Envelope> deliverFiltered(StreamObserver<DeliverResponse> answers) {
    return session(
        answers,
        block -> DeliverResponse.newBuilder().setFilteredBlock(filtered.of(block)).build());
  }

  @Override
  public StreamObserver<Envelope> deliverWithPrivateData(StreamObserver<DeliverResponse> answers) {
    answers.onError(
        Status.UNIMPLEMENTED
            .withDescription("the embedded network does not support private data")
            .asException());
    return new Ignoring();
  }

  private static DeliverResponse whole(Block block) {
    return DeliverResponse.newBuilder().setBlock(block).build();
  }

  private StreamObserver<Envelope> session(
      StreamObserver<DeliverResponse> answers, DeliverSession.Form form) {
    DeliverSession session =
        new DeliverSession(seek, form, (ServerCallStreamObserver<DeliverResponse>) answers);
    session.start();
    return session;
  }

  /** For a call that has been answered already. */
  private static final class Ignoring implements StreamObserver<Envelope> {
    @Override
    public void onNext(Envelope request) {
      // Answered already.
    }

    @Override
    public void onError(Throwable failure) {
      // Answered already.
    }

    @Override
    public void onCompleted() {
      // Answered already.
    }
  }
}
