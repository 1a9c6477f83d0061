package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * The peer's end of one stream to the chaincode ({@code protos.Chaincode/Connect}): the chaincode
 * registers, then takes transactions and asks for state while it runs them. One stream stands for
 * one organization's peer.
 */
final class ChaincodeStream {
  /** How the message of a run ends whose chaincode went away. */
  static final String TERMINATED = "chaincode stream terminated";

  private static final System.Logger LOG = System.getLogger(ChaincodeStream.class.getName());

  private record Running(ShimRequests requests, CompletableFuture<ChaincodeMessage> answer) {}

  private final String packageId;
  private final String namespace;
  private final Runnable ended;
  private final StreamObserver<ChaincodeMessage> toChaincode;
  private final CompletableFuture<Void> registered = new CompletableFuture<>();
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private volatile boolean open = true;

  private ChaincodeStream(
      ManagedChannel channel, String packageId, String namespace, Runnable ended) {
    this.packageId = packageId;
    this.namespace = namespace;
    this.ended = ended;
    this.toChaincode = ChaincodeGrpc.newStub(channel).connect(new FromChaincode());
  }

  /** Opens the stream and waits until the chaincode has registered. */
  static ChaincodeStream open(
      ManagedChannel channel, String packageId, String namespace, Duration timeout, Runnable ended)
      throws ChaincodeFailedException, InterruptedException {
    ChaincodeStream stream = new ChaincodeStream(channel, packageId, namespace, ended);
    try {
      stream.registered.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return stream;
    } catch (ExecutionException | TimeoutException e) {
      throw new ChaincodeFailedException("the chaincode did not register");
    }
  }

  ChaincodeAnswer execute(ParsedProposal proposal, Simulation simulation, Duration timeout)
      throws ChaincodeFailedException, InterruptedException {
    String transactionId = proposal.transactionId();
    Running run = new Running(new ShimRequests(namespace, simulation), new CompletableFuture<>());
    if (running.putIfAbsent(transactionId, run) != null) {
      throw new ChaincodeFailedException(
          failure(transactionId, "txid: " + transactionId + " exists"));
    }
    try {
      if (!open) {
        throw new ChaincodeFailedException(failure(transactionId, TERMINATED));
      }
      send(
          message(Type.TRANSACTION, proposal, proposal.input().toByteString()).toBuilder()
              .setProposal(proposal.signed())
              .build());
      ChaincodeMessage answer = run.answer().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!run.requests().unsupported().isEmpty()) {
        throw new ChaincodeFailedException(failure(transactionId, run.requests().unsupported()));
      }
      return read(answer, proposal, simulation);
    } catch (TimeoutException e) {
      throw new ChaincodeFailedException(
          failure(transactionId, "timeout expired while executing transaction"));
    } catch (ExecutionException e) {
      throw new ChaincodeFailedException(failure(transactionId, TERMINATED));
    } finally {
      running.remove(transactionId, run);
    }
  }

  boolean isOpen() {
    return open;
  }

  void close() {
    end();
  }

  private ChaincodeAnswer read(
      ChaincodeMessage answer, ParsedProposal proposal, Simulation simulation)
      throws ChaincodeFailedException {
    if (answer.getType() != Type.COMPLETED) {
      throw new ChaincodeFailedException(
          "transaction returned with failure: " + answer.getPayload().toStringUtf8());
    }
    try {
      Response response = Response.parseFrom(answer.getPayload());
      Optional<ChaincodeEvent> event =
          answer.hasChaincodeEvent()
              ? Optional.of(
                  answer.getChaincodeEvent().toBuilder()
                      .setChaincodeId(namespace)
                      .setTxId(proposal.transactionId())
                      .build())
              : Optional.empty();
      return new ChaincodeAnswer(response, event, simulation.result(namespace));
    } catch (InvalidProtocolBufferException e) {
      throw new ChaincodeFailedException(
          "failed to unmarshal response for transaction " + proposal.transactionId());
    }
  }

  private static String failure(String transactionId, String why) {
    return "failed to execute transaction " + transactionId + ": " + why;
  }

  private static ChaincodeMessage message(Type type, ParsedProposal proposal, ByteString payload) {
    return ChaincodeMessage.newBuilder()
        .setType(type)
        .setTxid(proposal.transactionId())
        .setChannelId(proposal.channelHeader().getChannelId())
        .setPayload(payload)
        .build();
  }

  private synchronized void send(ChaincodeMessage message) {
    if (open) {
      toChaincode.onNext(message);
    }
  }

  private void end() {
    open = false;
    registered.completeExceptionally(new ChaincodeFailedException(TERMINATED));
    running
        .values()
        .forEach(
            run -> run.answer().completeExceptionally(new ChaincodeFailedException(TERMINATED)));
    ended.run();
  }

  private void handle(ChaincodeMessage message) {
    switch (message.getType()) {
      case REGISTER -> register(message);
      case COMPLETED, ERROR -> {
        Running run = running.get(message.getTxid());
        if (run != null) {
          run.answer().complete(message);
        }
      }
      case KEEPALIVE -> send(message);
      default -> request(message);
    }
  }

  private void register(ChaincodeMessage message) {
    try {
      String name = ChaincodeID.parseFrom(message.getPayload()).getName();
      if (!name.equals(packageId)) {
        end();
        return;
      }
    } catch (InvalidProtocolBufferException e) {
      end();
      return;
    }
    send(ChaincodeMessage.newBuilder().setType(Type.REGISTERED).build());
    send(ChaincodeMessage.newBuilder().setType(Type.READY).build());
    registered.complete(null);
  }

  private void request(ChaincodeMessage message) {
    Running run = running.get(message.getTxid());
    ChaincodeMessage.Builder answer =
        ChaincodeMessage.newBuilder()
            .setTxid(message.getTxid())
            .setChannelId(message.getChannelId());
    if (run == null) {
      send(
          answer
              .setType(Type.ERROR)
              .setPayload(ByteString.copyFromUtf8("no ledger context"))
              .build());
      return;
    }
    try {
      answer.setType(Type.RESPONSE).setPayload(run.requests().answer(message));
    } catch (SimulationException | InvalidProtocolBufferException e) {
      // The shim keeps these words from the contract, so this is where a developer finds them.
      LOG.log(
          System.Logger.Level.WARNING,
          "A request of the chaincode was refused, {0}: {1}",
          message.getType(),
          e.getMessage());
      answer
          .setType(Type.ERROR)
          .setPayload(
              ByteString.copyFromUtf8(
                  "%s failed: transaction ID: %s: %s"
                      .formatted(message.getType(), message.getTxid(), e.getMessage())));
    }
    send(answer.build());
  }

  private final class FromChaincode implements StreamObserver<ChaincodeMessage> {
    @Override
    public void onNext(ChaincodeMessage message) {
      handle(message);
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
