package org.claimexchange.ledger.embedded;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/**
 * Errors as the Gateway gives them: a status, and for each peer that failed a detail with its
 * words.
 */
final class RpcErrors {
  private RpcErrors() {}

  static StatusException of(Status.Code code, String message) {
    return Status.fromCode(code).withDescription(message).asException();
  }

  static StatusException of(Status.Code code, String message, List<ErrorDetail> details) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(Code.forNumber(code.value()).getNumber())
            .setMessage(message);
    details.forEach(detail -> status.addDetails(Any.pack(detail)));
    return StatusProto.toStatusException(status.build());
  }

  /** What a gateway says that knows nothing of a channel. */
  static String noConfig(String channel) {
    return "failed to get config for channel [%1$s]: could not get last config for channel %1$s"
        .formatted(channel);
  }

  /** What Fabric's parser says of bytes that are no message. */
  static final String UNPARSABLE = "proto: cannot parse invalid wire-format data";

  /** What is said of a part that cannot be read. */
  static String unreadable(String part) {
    return "error unmarshalling " + part + ": " + UNPARSABLE;
  }

  static ErrorDetail detail(String mspId, String message) {
    return ErrorDetail.newBuilder()
        .setAddress(Organizations.peerAddress(mspId))
        .setMspId(mspId)
        .setMessage(message)
        .build();
  }
}
