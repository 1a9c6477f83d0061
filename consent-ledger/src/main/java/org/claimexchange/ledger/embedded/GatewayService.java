package org.claimexchange.ledger.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;

/** The service {@code gateway.Gateway}, as a peer of the exchange offers it. */
final class GatewayService extends GatewayGrpc.GatewayImplBase {
  private final Evaluating evaluating;
  private final Endorsing endorsing;
  private final Submitting submitting;
  private final AccessControl access;
  private final Ledger ledger;
  private final ChaincodeEventStream events;

  GatewayService(
      Evaluating evaluating,
      Endorsing endorsing,
      Submitting submitting,
      AccessControl access,
      Ledger ledger,
      ChaincodeEventStream events) {
    this.evaluating = evaluating;
    this.endorsing = endorsing;
    this.submitting = submitting;
    this.access = access;
    this.ledger = ledger;
    this.events = events;
  }

  @Override
  public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> answers) {
    Calls.answer(
        answers,
        () ->
            EvaluateResponse.newBuilder()
                .setResult(
                    evaluating.evaluate(
                        request.getProposedTransaction(), request.getTargetOrganizationsList()))
                .build());
  }

  @Override
  public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> answers) {
    Calls.answer(
        answers,
        () ->
            EndorseResponse.newBuilder()
                .setPreparedTransaction(
                    endorsing.endorse(
                        request.getProposedTransaction(), request.getEndorsingOrganizationsList()))
                .build());
  }

  @Override
  public void submit(SubmitRequest request, StreamObserver<SubmitResponse> answers) {
    Calls.answer(
        answers,
        () -> {
          submitting.submit(request);
          return SubmitResponse.getDefaultInstance();
        });
  }

  @Override
  public void commitStatus(
      SignedCommitStatusRequest signed, StreamObserver<CommitStatusResponse> answers) {
    CompletableFuture<TransactionPosition> waiting;
    try {
      waiting = ledger.await(checked(signed).getTransactionId());
    } catch (StatusException e) {
      answers.onError(e);
      return;
    }
    CompletableFuture<CommitStatusResponse> answer =
        waiting.thenApply(position ->
            CommitStatusResponse.newBuilder()
                .setResult(position.code())
                .setBlockNumber(position.block())
                .build());
    var unused = answer.whenComplete((response, failure) -> waiting.cancel(false));
    Calls.answerLater(answers, answer);
  }

  @Override
  public void chaincodeEvents(
      SignedChaincodeEventsRequest signed, StreamObserver<ChaincodeEventsResponse> answers) {
    ServerCallStreamObserver<ChaincodeEventsResponse> call =
        (ServerCallStreamObserver<ChaincodeEventsResponse>) answers;
    StreamingCall<ChaincodeEventsResponse> stream = new StreamingCall<>(call);
    stream.run(() -> {
      ChaincodeEventsRequest request = checked(signed);
      events.send(request, stream);
    });
  }

  private CommitStatusRequest checked(SignedCommitStatusRequest signed) throws StatusException {
    if (signed.getRequest().isEmpty()) {
      throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, "a commit status request is required");
    }
    CommitStatusRequest request;
    try {
      request = CommitStatusRequest.parseFrom(signed.getRequest());
    } catch (InvalidProtocolBufferException e) {
      throw RpcErrors.of(
          Status.Code.INVALID_ARGUMENT, "invalid status request: " + RpcErrors.UNPARSABLE);
    }
    requireNamed(!request.getIdentity().isEmpty(), "no identity provided");
    requireNamed(!request.getChannelId().isEmpty(), "no channel ID provided");
    requireNamed(!request.getTransactionId().isEmpty(), "transaction ID should not be empty");
    requireChannel(request.getChannelId());
    checkReader(request.getIdentity(), signed.getSignature(), signed.getRequest());
    return request;
  }

  private ChaincodeEventsRequest checked(SignedChaincodeEventsRequest signed)
      throws StatusException {
    if (signed.getRequest().isEmpty()) {
      throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, "a chaincode events request is required");
    }
    ChaincodeEventsRequest request;
    try {
      request = ChaincodeEventsRequest.parseFrom(signed.getRequest());
    } catch (InvalidProtocolBufferException e) {
      throw RpcErrors.of(
          Status.Code.INVALID_ARGUMENT,
          "invalid chaincode events request: " + RpcErrors.UNPARSABLE);
    }
    requireChannel(request.getChannelId());
    checkReader(request.getIdentity(), signed.getSignature(), signed.getRequest());
    return request;
  }

  private void requireChannel(String channel) throws StatusException {
    if (channel.isEmpty()) {
      throw RpcErrors.of(
          Status.Code.PERMISSION_DENIED,
          "Invalid channel ID name during check policy on signed data. Name must be different from nil.");
    }
    if (!channel.equals(access.channel())) {
      throw RpcErrors.of(
          Status.Code.PERMISSION_DENIED,
          "Failed to get policy manager for channel [%s]".formatted(channel));
    }
  }

  private void checkReader(
      com.google.protobuf.ByteString identity,
      com.google.protobuf.ByteString signature,
      com.google.protobuf.ByteString request)
      throws StatusException {
    try {
      access.checkReader(identity, signature, request);
    } catch (DeniedException e) {
      throw RpcErrors.of(Status.Code.PERMISSION_DENIED, e.reason());
    }
  }

  private static void requireNamed(boolean named, String otherwise) throws StatusException {
    if (!named) {
      throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, otherwise);
    }
  }
}
