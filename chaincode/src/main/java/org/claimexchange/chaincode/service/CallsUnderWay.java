package org.claimexchange.chaincode.service;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Which calls have begun and not ended; none begins once the service is told to stop. */
final class CallsUnderWay {
  /**
   * One call.
   *
   * @param peer which connection it came by
   * @param channel channel of the ledger
   * @param transaction id
   */
  record Call(Object peer, String channel, String transaction) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Call> calls = new HashSet<>();
  private boolean stopping;

  /** Begins a call; false where the service is stopping. */
  boolean begin(Call call) {
    lock.lock();
    try {
      return !stopping && calls.add(call);
    } finally {
      lock.unlock();
    }
  }

  void end(Call call) {
    lock.lock();
    try {
      calls.remove(call);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The peer has gone: nobody waits for its calls any more. */
  void endAll(Object peer) {
    lock.lock();
    try {
      calls.removeIf(call -> call.peer().equals(peer));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /** Lets none begin any more. */
  void takeNoMore() {
    lock.lock();
    try {
      stopping = true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for those under way; whether all of them ended. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!calls.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return calls.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
