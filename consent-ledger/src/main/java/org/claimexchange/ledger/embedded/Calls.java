package org.claimexchange.ledger.embedded;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Runs the work behind a call and turns its outcome into the one answer or the one error. */
final class Calls {
  private static final System.Logger LOG = System.getLogger(Calls.class.getName());

  /** The work behind a call. */
  interface Work<T> {
    T run() throws StatusException, InterruptedException;
  }

  private Calls() {}

  static <T> void answer(StreamObserver<T> answers, Work<T> work) {
    try {
      T answer = work.run();
      answers.onNext(answer);
      answers.onCompleted();
    } catch (StatusException e) {
      answers.onError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answers.onError(
          Status.UNAVAILABLE.withDescription("the network is shutting down").asException());
    } catch (CancellationException e) {
      // The client went away; nobody listens to an answer.
      answers.onError(Status.CANCELLED.asException());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A call to the embedded network broke down", e);
      answers.onError(
          Status.INTERNAL.withDescription("the embedded network broke down").asException());
    }
  }

  static <T> T await(CompletableFuture<T> waiting) throws StatusException, InterruptedException {
    try {
      return waiting.get();
    } catch (ExecutionException e) {
      throw RpcErrors.of(
          Status.Code.UNAVAILABLE,
          e.getCause() instanceof LedgerClosedException closed && closed.getMessage() != null
              ? closed.getMessage()
              : "the ledger is out of service");
    }
  }
}
