package org.claimexchange.ledger.fault;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;

/**
 * Does something just before a method of the Gateway is called.
 *
 * @param method its bare name, such as {@code Submit}
 * @param what is done
 */
record Before(String method, Runnable what) implements ClientInterceptor {
  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> called, CallOptions options, Channel next) {
    if (method.equals(called.getBareMethodName())) {
      what.run();
    }
    return next.newCall(called, options);
  }
}
