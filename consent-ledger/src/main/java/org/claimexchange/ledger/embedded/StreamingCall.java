package org.claimexchange.ledger.embedded;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending side of a call that answers for as long as the client listens, from one thread that
 * waits while the client has enough in hand, and is interrupted when the client goes.
 */
final class StreamingCall<T> {
  /** The work behind the call. */
  interface Work {
    void run() throws StatusException, InterruptedException, IOException, LedgerClosedException;
  }

  private final ServerCallStreamObserver<T> call;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** To be made in the call's own method, before it returns. */
  StreamingCall(ServerCallStreamObserver<T> call) {
    this.call = call;
    call.setOnReadyHandler(this::wake);
  }

  /**
   * Does the work on a thread of its own, so that gRPC can tell of readiness and departure
   * meanwhile.
   */
  void run(Work work) {
    Thread sender = Thread.ofVirtual().name("embedded-ledger-stream").unstarted(() -> work(work));
    call.setOnCancelHandler(sender::interrupt);
    sender.start();
  }

  void send(T answer) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!call.isReady() && !call.isCancelled()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
    if (call.isCancelled()) {
      throw new InterruptedException("the client went away");
    }
    call.onNext(answer);
  }

  private void work(Work work) {
    try {
      work.run();
      call.onCompleted();
    } catch (StatusException e) {
      fail(e);
    } catch (LedgerClosedException e) {
      fail(RpcErrors.of(Status.Code.UNAVAILABLE, e.reason()));
    } catch (IOException e) {
      fail(RpcErrors.of(Status.Code.ABORTED, "a block cannot be read"));
    } catch (InterruptedException e) {
      fail(Status.CANCELLED.asException());
    }
  }

  private void fail(StatusException failure) {
    if (!call.isCancelled()) {
      call.onError(failure);
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
