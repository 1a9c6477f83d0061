package org.claimexchange.benchmarks;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts and times every call of a client, by the method of the peer that it calls. */
final class CallTimes implements ClientInterceptor {
  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();

  /** Forgets what was. */
  void begin() {
    calls.clear();
    nanos.clear();
  }

  /** How often a method was called, such as {@code Endorse}. */
  long calls(String method) {
    LongAdder count = calls.get(method);
    return count == null ? 0 : count.sum();
  }

  /** How often anything was called. */
  long calls() {
    return calls.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** How long all calls of a method took together. */
  Duration took(String method) {
    LongAdder sum = nanos.get(method);
    return Duration.ofNanos(sum == null ? 0 : sum.sum());
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    String name = String.valueOf(method.getBareMethodName());
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        long begun = System.nanoTime();
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                count(name, System.nanoTime() - begun);
                super.onClose(status, trailers);
              }
            },
            headers);
      }
    };
  }

  private void count(String name, long took) {
    calls.computeIfAbsent(name, key -> new LongAdder()).increment();
    nanos.computeIfAbsent(name, key -> new LongAdder()).add(took);
  }
}
