package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.grpc.Status;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;

/** One organization's peer: has the chaincode simulate a proposal, and signs what came of it. */
final class Endorser {
  /** Definitions of a real channel carry a version; ours never changes within a data folder. */
  private static final String CHAINCODE_VERSION = "1.0";

  private static final int LOWEST_SUCCESS = 200;
  private static final int LOWEST_REFUSAL = 400;

  private final NetworkIdentity peer;
  private final ByteString identity;
  private final Ecdsa ecdsa;
  private final ChaincodeService chaincode;
  private final Ledger ledger;

  Endorser(NetworkIdentity peer, Ecdsa ecdsa, ChaincodeService chaincode, Ledger ledger) {
    this.peer = peer;
    this.identity = Identities.serialize(peer);
    this.ecdsa = ecdsa;
    this.chaincode = chaincode;
    this.ledger = ledger;
  }

  String mspId() {
    return peer.mspId();
  }

  /**
   * Processes a proposal whose form and creator have been checked.
   *
   * @param height how many blocks the simulation sees
   */
  PeerAnswer process(ParsedProposal proposal, long height) throws InterruptedException {
    ChaincodeAnswer answer;
    try {
      answer = chaincode.execute(peer.mspId(), proposal, new Simulation(ledger.state(), height));
    } catch (ChaincodeFailedException e) {
      return new PeerAnswer.Failed(Status.Code.ABORTED, "error in simulation: " + e.getMessage());
    }
    Response response = answer.response();
    if (response.getStatus() < LOWEST_SUCCESS || response.getStatus() >= LOWEST_REFUSAL) {
      return new PeerAnswer.Failed(
          Status.Code.UNKNOWN,
          "chaincode response %d, %s".formatted(response.getStatus(), response.getMessage()));
    }
    ByteString payload = payload(proposal, answer);
    byte[] signature = ecdsa.sign(peer.privateKey(), payload.toByteArray(), identity.toByteArray());
    return new PeerAnswer.Endorsed(
        response,
        payload,
        Endorsement.newBuilder()
            .setEndorser(identity)
            .setSignature(ByteString.copyFrom(signature))
            .build());
  }

  static ByteString payload(ParsedProposal proposal, ChaincodeAnswer answer) {
    ChaincodeAction action =
        ChaincodeAction.newBuilder()
            .setResults(answer.results().toByteString())
            .setEvents(answer.event().map(MessageLite::toByteString).orElse(ByteString.EMPTY))
            .setResponse(answer.response())
            .setChaincodeId(
                ChaincodeID.newBuilder()
                    .setName(proposal.chaincodeName())
                    .setVersion(CHAINCODE_VERSION))
            .build();
    return ProposalResponsePayload.newBuilder()
        .setProposalHash(proposal.hash())
        .setExtension(action.toByteString())
        .build()
        .toByteString();
  }
}
