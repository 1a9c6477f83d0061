package org.claimexchange.ledger.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** The Gateway's calls without the SDK, so that anything about a message can be wrong. */
final class RawGateway implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final RunningLedger running;
  private final NetworkIdentity identity;
  private final Gateway gateway;

  /** As whom; the SDK does not mind whether certificate and organization belong together. */
  RawGateway(RunningLedger running, NetworkIdentity identity) {
    this.running = running;
    this.identity = identity;
    this.gateway =
        Gateway.newInstance()
            .connection(running.network.channel())
            .identity(new X509Identity(identity.mspId(), identity.certificate()))
            .signer(Signers.newPrivateKeySigner(identity.privateKey()))
            .connect();
  }

  /** A call of the real contract on the real channel. */
  Draft draft(String function, String... arguments) {
    return draft("claims", "consent", function, Map.of(), arguments);
  }

  Draft draft(
      String channel,
      String chaincode,
      String function,
      Map<String, byte[]> hidden,
      String... arguments) {
    return Draft.of(gateway, channel, chaincode, function, hidden, arguments);
  }

  SignedProposal signed(Draft draft) {
    return signed(draft.proposal().toByteString());
  }

  SignedProposal signed(ByteString proposal) {
    return SignedProposal.newBuilder()
        .setProposalBytes(proposal)
        .setSignature(signature(proposal))
        .build();
  }

  Envelope signed(Payload payload) {
    ByteString bytes = payload.toByteString();
    return Envelope.newBuilder().setPayload(bytes).setSignature(signature(bytes)).build();
  }

  ByteString signature(ByteString message) {
    try {
      return ByteString.copyFrom(
          Signers.newPrivateKeySigner(identity.privateKey())
              .sign(Hash.SHA256.apply(message.toByteArray())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  ByteString creator() {
    return draft("getConsent").signatureHeader().getCreator();
  }

  SerializedIdentity serialized() {
    try {
      return SerializedIdentity.parseFrom(creator());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  String evaluate(SignedProposal proposal, String... organizations) {
    return evaluate(
        EvaluateRequest.newBuilder()
            .setProposedTransaction(proposal)
            .addAllTargetOrganizations(List.of(organizations))
            .build());
  }

  String evaluate(EvaluateRequest request) {
    return stub(LONG).evaluate(request).getResult().getPayload().toStringUtf8();
  }

  Envelope endorse(SignedProposal proposal, String... organizations) {
    return endorse(
        EndorseRequest.newBuilder()
            .setProposedTransaction(proposal)
            .addAllEndorsingOrganizations(List.of(organizations))
            .build());
  }

  Envelope endorse(EndorseRequest request) {
    running.network.awaitLevelPeers();
    return stub(LONG).endorse(request).getPreparedTransaction();
  }

  void submit(SubmitRequest request) {
    var unused = stub(LONG).submit(request);
  }

  /** Hands it in and waits for its place in a block. */
  String code(Envelope envelope, String transactionId) {
    submit(
        SubmitRequest.newBuilder()
            .setChannelId("claims")
            .setTransactionId(transactionId)
            .setPreparedTransaction(envelope)
            .build());
    return commitStatus(signed(asked("claims", transactionId).build()), LONG).getResult().name();
  }

  CommitStatusRequest.Builder asked(String channel, String transactionId) {
    return CommitStatusRequest.newBuilder()
        .setIdentity(creator())
        .setChannelId(channel)
        .setTransactionId(transactionId);
  }

  SignedCommitStatusRequest signed(CommitStatusRequest request) {
    return SignedCommitStatusRequest.newBuilder()
        .setRequest(request.toByteString())
        .setSignature(signature(request.toByteString()))
        .build();
  }

  CommitStatusResponse commitStatus(SignedCommitStatusRequest request, Duration within) {
    return stub(within).commitStatus(request);
  }

  /** Asks for events and waits for the first. */
  void events(SignedChaincodeEventsRequest request) {
    var unused = stub(LONG).chaincodeEvents(request).next();
  }

  SignedChaincodeEventsRequest signed(ChaincodeEventsRequest request) {
    return SignedChaincodeEventsRequest.newBuilder()
        .setRequest(request.toByteString())
        .setSignature(signature(request.toByteString()))
        .build();
  }

  private GatewayGrpc.GatewayBlockingStub stub(Duration within) {
    return GatewayGrpc.newBlockingStub(running.network.channel())
        .withDeadlineAfter(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
