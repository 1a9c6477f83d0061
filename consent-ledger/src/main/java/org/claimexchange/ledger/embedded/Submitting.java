package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.EnumSet;
import java.util.Set;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The orderer's door: lets in what a writer of the channel sends, within the size limit. What is in
 * it is judged by the peers, here already, side by side, though the verdict stands only in the
 * block.
 */
final class Submitting {
  private static final int LARGEST_ENVELOPE = 10 * 1024 * 1024;

  private static final String NO_CHANNEL = "could not determine channel ID: ";

  /** Verdicts that do not say whether its creator signed it. */
  private static final Set<TxValidationCode> UNPROVEN =
      EnumSet.of(
          TxValidationCode.BAD_PAYLOAD,
          TxValidationCode.BAD_COMMON_HEADER,
          TxValidationCode.BAD_CREATOR_SIGNATURE);

  private final AccessControl access;
  private final TransactionCheck check;
  private final Committer committer;

  Submitting(AccessControl access, TransactionCheck check, Committer committer) {
    this.access = access;
    this.check = check;
    this.committer = committer;
  }

  void submit(SubmitRequest request) throws StatusException {
    if (!request.hasPreparedTransaction()) {
      throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, "a prepared transaction is required");
    }
    Envelope envelope = request.getPreparedTransaction();
    if (envelope.getSignature().isEmpty()) {
      throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, "prepared transaction must be signed");
    }
    if (!request.getChannelId().equals(access.channel())) {
      throw RpcErrors.of(
          Status.Code.FAILED_PRECONDITION, RpcErrors.noConfig(request.getChannelId()));
    }
    Header header = header(envelope);
    requireKind(header);
    requireSize(envelope);
    ByteString creator = creator(header);
    requireWriter(creator);
    CheckedEnvelope checked = check.check(envelope);
    if (UNPROVEN.contains(checked.code()) && !access.isSignedBy(creator, envelope)) {
      // Let in, it would use up the id of whoever it claims to be from.
      throw refused("FORBIDDEN", AccessControl.UNSATISFIED + ": permission denied");
    }
    try {
      committer.submit(checked);
    } catch (LedgerClosedException e) {
      throw RpcErrors.of(
          Status.Code.UNAVAILABLE,
          "no orderers could successfully process transaction: " + e.getMessage());
    }
  }

  private static Header header(Envelope envelope) throws StatusException {
    try {
      Payload payload = Payload.parseFrom(envelope.getPayload());
      if (payload.hasHeader()) {
        return payload.getHeader();
      }
      throw refused("BAD_REQUEST", NO_CHANNEL + "header not set");
    } catch (InvalidProtocolBufferException e) {
      throw refused("BAD_REQUEST", NO_CHANNEL + RpcErrors.unreadable("Payload"));
    }
  }

  /** Only what is no change of the configuration, which this network does not have. */
  private void requireKind(Header header) throws StatusException {
    if (header.getChannelHeader().isEmpty()) {
      throw refused("BAD_REQUEST", NO_CHANNEL + "channel header not set");
    }
    ChannelHeader channel;
    try {
      channel = ChannelHeader.parseFrom(header.getChannelHeader());
    } catch (InvalidProtocolBufferException e) {
      throw refused(
          "BAD_REQUEST",
          NO_CHANNEL
              + "error unmarshalling channel header: "
              + RpcErrors.unreadable("ChannelHeader"));
    }
    if (!channel.getChannelId().equals(access.channel())) {
      throw refused("BAD_REQUEST", "channel does not exist");
    }
    switch (channel.getType()) {
      case HeaderType.CONFIG_VALUE ->
          throw refused("BAD_REQUEST", "message is of type that cannot be processed directly");
      case HeaderType.ORDERER_TRANSACTION_VALUE ->
          throw refused("BAD_REQUEST", "message is of type that is no longer supported");
      case HeaderType.CONFIG_UPDATE_VALUE ->
          throw refused(
              "BAD_REQUEST", "the embedded network does not support changes of its configuration");
      default -> {}
    }
  }

  private static void requireSize(Envelope envelope) throws StatusException {
    int size = envelope.getPayload().size() + envelope.getSignature().size();
    if (size > LARGEST_ENVELOPE) {
      throw refused(
          "BAD_REQUEST",
          "message payload is %d bytes and exceeds maximum allowed %d bytes"
              .formatted(size, LARGEST_ENVELOPE));
    }
  }

  private static ByteString creator(Header header) throws StatusException {
    try {
      return SignatureHeader.parseFrom(header.getSignatureHeader()).getCreator();
    } catch (InvalidProtocolBufferException e) {
      throw refused(
          "BAD_REQUEST",
          "could not convert message to signedData: GetSignatureHeaderFromBytes failed, err "
              + RpcErrors.UNPARSABLE);
    }
  }

  private void requireWriter(ByteString creator) throws StatusException {
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
