package org.claimexchange.chaincode.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage.Type;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** A peer as the chaincode sees it, speaking the shim's protocol, with a state of its own. */
final class Peer implements AutoCloseable {
  private static final String CHANNEL = "claims";

  private final ManagedChannel channel;
  private final StreamObserver<ChaincodeMessage> toChaincode;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Map<String, byte[]> state = new ConcurrentHashMap<>();
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private volatile CompletableFuture<Void> mayAnswer = CompletableFuture.completedFuture(null);
  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  /** A call under way. */
  private record Running(Map<String, byte[]> writes, CompletableFuture<ChaincodeMessage> end) {}

  /** What came of a call. */
  record Answer(Response response, Map<String, byte[]> writes) {}

  Peer(int port, ChannelCredentials credentials) {
    this.channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, credentials)
            .overrideAuthority("localhost")
            .build();
    this.toChaincode = ChaincodeGrpc.newStub(channel).connect(new FromChaincode());
  }

  /** Waits until the chaincode has registered. */
  Peer ready() throws Exception {
    try {
      ready.get(30, TimeUnit.SECONDS);
      return this;
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  /** Completed when the chaincode ends the stream. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Answers no question about the state until that is completed. */
  void holdBack(CompletableFuture<Void> until) {
    mayAnswer = until;
  }

  /** Completed when the chaincode has asked for a key. */
  CompletableFuture<Void> asked() {
    return asked;
  }

  void commit(Map<String, byte[]> writes) {
    state.putAll(writes);
  }

  /** A transaction of the contract. */
  Answer call(X509Certificate caller, String mspId, Transaction transaction) throws Exception {
    return read(
        begin(
            caller,
            mspId,
            Instant.now(),
            Map.of(Transaction.HIDDEN, CanonicalJson.write(transaction.hidden())),
            transaction.function().getBytes(StandardCharsets.UTF_8),
            CanonicalJson.write(transaction.open())));
  }

  /** The same proposal at two peers, as a gateway sends it. */
  static Map<Peer, Answer> callBoth(
      Peer first, Peer second, X509Certificate caller, String mspId, Transaction transaction)
      throws Exception {
    Instant now = Instant.now();
    Map<String, byte[]> hidden =
        Map.of(Transaction.HIDDEN, CanonicalJson.write(transaction.hidden()));
    byte[] function = transaction.function().getBytes(StandardCharsets.UTF_8);
    byte[] open = CanonicalJson.write(transaction.open());
    return Map.of(
        first, first.read(first.begin(caller, mspId, now, hidden, function, open)),
        second, second.read(second.begin(caller, mspId, now, hidden, function, open)));
  }

  /** Begins a call whose end is waited for elsewhere. */
  String begin(
      X509Certificate caller,
      String mspId,
      Instant at,
      Map<String, byte[]> hidden,
      byte[]... arguments)
      throws Exception {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    String id = HexFormat.of().formatHex(bits);
    ChaincodeInput.Builder input = ChaincodeInput.newBuilder();
    for (byte[] argument : arguments) {
      input.addArgs(ByteString.copyFrom(argument));
    }
    running.put(id, new Running(new TreeMap<>(), new CompletableFuture<>()));
    send(
        ChaincodeMessage.newBuilder()
            .setType(Type.TRANSACTION)
            .setTxid(id)
            .setChannelId(CHANNEL)
            .setPayload(input.build().toByteString())
            .setProposal(proposal(id, caller, mspId, at, hidden, input.build()))
            .build());
    return id;
  }

  /** How a call ended: COMPLETED, or ERROR. */
  ChaincodeMessage end(String id) throws InterruptedException, TimeoutException {
    try {
      return running.get(id).end().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private Answer read(String id)
      throws InterruptedException, TimeoutException, InvalidProtocolBufferException {
    return new Answer(Response.parseFrom(end(id).getPayload()), running.get(id).writes());
  }

  private static SignedProposal proposal(
      String id,
      X509Certificate caller,
      String mspId,
      Instant at,
      Map<String, byte[]> hidden,
      ChaincodeInput input)
      throws Exception {
    ChannelHeader header =
        ChannelHeader.newBuilder()
            .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
            .setChannelId(CHANNEL)
            .setTxId(id)
            .setTimestamp(
                Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
            .build();
    SerializedIdentity creator =
        SerializedIdentity.newBuilder()
            .setMspid(mspId)
            .setIdBytes(ByteString.copyFrom(caller.getEncoded()))
            .build();
    ChaincodeProposalPayload.Builder payload =
        ChaincodeProposalPayload.newBuilder()
            .setInput(
                ChaincodeInvocationSpec.newBuilder()
                    .setChaincodeSpec(ChaincodeSpec.newBuilder().setInput(input))
                    .build()
                    .toByteString());
    hidden.forEach((name, value) -> payload.putTransientMap(name, ByteString.copyFrom(value)));
    Proposal proposal =
        Proposal.newBuilder()
            .setHeader(
                Header.newBuilder()
                    .setChannelHeader(header.toByteString())
                    .setSignatureHeader(
                        SignatureHeader.newBuilder()
                            .setCreator(creator.toByteString())
                            .setNonce(ByteString.copyFromUtf8(id))
                            .build()
                            .toByteString())
                    .build()
                    .toByteString())
            .setPayload(payload.build().toByteString())
            .build();
    return SignedProposal.newBuilder().setProposalBytes(proposal.toByteString()).build();
  }

  private synchronized void send(ChaincodeMessage message) {
    toChaincode.onNext(message);
  }

  private void handle(ChaincodeMessage message) throws InvalidProtocolBufferException {
    switch (message.getType()) {
      case REGISTER -> {
        send(ChaincodeMessage.newBuilder().setType(Type.REGISTERED).build());
        send(ChaincodeMessage.newBuilder().setType(Type.READY).build());
        ready.complete(null);
      }
      case GET_STATE -> {
        String key = GetState.parseFrom(message.getPayload()).getKey();
        asked.complete(null);
        var unused = mayAnswer.thenRun(() -> answer(message, state.getOrDefault(key, new byte[0])));
      }
      case PUT_STATE -> {
        PutState put = PutState.parseFrom(message.getPayload());
        running.get(message.getTxid()).writes().put(put.getKey(), put.getValue().toByteArray());
        answer(message, new byte[0]);
      }
      case COMPLETED, ERROR -> running.get(message.getTxid()).end().complete(message);
      default -> throw new AssertionError("not played by this peer: " + message.getType());
    }
  }

  private void answer(ChaincodeMessage message, byte[] payload) {
    send(
        ChaincodeMessage.newBuilder()
            .setType(Type.RESPONSE)
            .setTxid(message.getTxid())
            .setChannelId(message.getChannelId())
            .setPayload(ByteString.copyFrom(payload))
            .build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private final class FromChaincode implements StreamObserver<ChaincodeMessage> {
    @Override
    public void onNext(ChaincodeMessage message) {
      try {
        handle(message);
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onError(Throwable failure) {
      ready.completeExceptionally(failure);
      ended.completeExceptionally(failure);
      running.values().forEach(call -> call.end().completeExceptionally(failure));
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
    }
  }
}
