package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.Response;

/** What one organization's peer makes of a proposal. */
sealed interface PeerAnswer {

  /**
   * Simulated and signed.
   *
   * @param response the chaincode's answer, result included
   * @param payload the signed bytes
   * @param endorsement the signature
   */
  record Endorsed(Response response, ByteString payload, Endorsement endorsement)
      implements PeerAnswer {}

  /**
   * Not signed.
   *
   * @param code the Gateway's code for an evaluation: {@code ABORTED} and {@code UNAVAILABLE} where
   *     another peer may do better
   * @param message the peer's words
   */
  record Failed(Status.Code code, String message) implements PeerAnswer {}
}
