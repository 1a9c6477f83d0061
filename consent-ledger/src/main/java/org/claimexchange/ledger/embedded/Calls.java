package org.claimexchange.ledger.embedded;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Turns the outcome of the work behind a call into the one answer or the one error. */
final class Calls {
  private static final System.Logger LOG = System.getLogger(Calls.class.getName());

  /** The work behind a call. */
  interface Work<T> {
    T run() throws StatusException, InterruptedException;
  }

  private Calls() {}

  /** Does the work here and now. */
  static <T> void answer(StreamObserver<T> answers, Work<T> work) {
    ServerCallStreamObserver<T> call = (ServerCallStreamObserver<T>) answers;
    call.setOnCancelHandler(
        () -> {}); // An answer to a client that has gone is dropped, without an exception.
    T answer;
    try {
      answer = work.run();
    } catch (StatusException e) {
      call.onError(e);
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.onError(RpcErrors.of(Status.Code.UNAVAILABLE, "the network is shutting down"));
      return;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A call to the embedded network broke down", e);
      call.onError(RpcErrors.of(Status.Code.INTERNAL, "the embedded network broke down"));
      return;
    }
    call.onNext(answer);
    call.onCompleted();
  }

  /** Answers when the future completes; lets go of it when the client goes. */
  static <T> void answerLater(StreamObserver<T> answers, CompletableFuture<T> outcome) {
    ServerCallStreamObserver<T> call = (ServerCallStreamObserver<T>) answers;
    call.setOnCancelHandler(() -> outcome.cancel(false));
    var unused =
        outcome.whenComplete((answer, failure) -> {
          if (call.isCancelled()) {
            return;
          }
          if (failure == null) {
            call.onNext(answer);
            call.onCompleted();
          } else {
            call.onError(RpcErrors.of(Status.Code.UNAVAILABLE, reason(failure)));
          }
        });
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof LedgerClosedException closed
        ? closed.reason()
        : "the ledger is out of service";
  }
}
