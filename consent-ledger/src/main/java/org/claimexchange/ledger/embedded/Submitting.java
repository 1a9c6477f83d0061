package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusException;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The orderer's door: lets in what a writer of the channel sends, within the size limit. What is in
 * it is judged by the peers, here already, side by side, though the verdict stands only in the
 * block.
 */
final class Submitting {
  private static final int LARGEST_ENVELOPE = 10 * 1024 * 1024;

  private final AccessControl access;
  private final TransactionCheck check;
  private final Committer committer;

  Submitting(AccessControl access, TransactionCheck check, Committer committer) {
    this.access = access;
    this.check = check;
    this.committer = committer;
  }

  void submit(String channel, Envelope envelope) throws StatusException {
    if (envelope.getPayload().isEmpty()) {
      throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, "a prepared transaction is required");
    }
    if (envelope.getSignature().isEmpty()) {
      throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, "prepared transaction must be signed");
    }
    if (!channel.equals(access.channel())) {
      throw RpcErrors.of(Status.Code.FAILED_PRECONDITION, RpcErrors.noConfig(channel));
    }
    if (envelope.getSerializedSize() > LARGEST_ENVELOPE) {
      throw refused(
          "BAD_REQUEST",
          "message payload is %d bytes and exceeds maximum allowed %d bytes"
              .formatted(envelope.getSerializedSize(), LARGEST_ENVELOPE));
    }
    requireWriter(envelope);
    CheckedEnvelope checked = check.check(envelope);
    if (checked.code() == TxValidationCode.BAD_CREATOR_SIGNATURE) {
      // Let in, it would use up the id of whoever it claims to be from.
      throw refused("FORBIDDEN", AccessControl.unsatisfied("Writers") + ": permission denied");
    }
    try {
      committer.submit(checked);
    } catch (LedgerClosedException e) {
      throw RpcErrors.of(
          Status.Code.UNAVAILABLE,
          "no orderers could successfully process transaction: " + e.getMessage());
    }
  }

  private void requireWriter(Envelope envelope) throws StatusException {
    ByteString creator;
    try {
      Payload payload = Payload.parseFrom(envelope.getPayload());
      ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
      creator = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader()).getCreator();
      if (!header.getChannelId().equals(access.channel())) {
        throw refused("BAD_REQUEST", "channel does not exist");
      }
    } catch (InvalidProtocolBufferException e) {
      throw refused("BAD_REQUEST", "the envelope cannot be read");
    }
    if (access.isExpired(creator)) {
      throw refused("BAD_REQUEST", "broadcast client identity expired");
    }
    try {
      access.checkSubmitter(creator);
    } catch (DeniedException e) {
      throw refused("FORBIDDEN", e.reason() + ": permission denied");
    }
  }

  private static StatusException refused(String status, String info) {
    return RpcErrors.of(
        Status.Code.ABORTED,
        "received unsuccessful response from orderer: status=%s, info=%s".formatted(status, info));
  }
}
