package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/**
 * A Gateway's refusal as far as two networks must agree: not in addresses, not in which peer is
 * told first, and not in how many peers of one organization say the same.
 *
 * @param status the code
 * @param message the words
 * @param details what the peers said, each as {@code MSPID: words}
 */
record Refused(Status.Code status, String message, SortedSet<String> details) {
  static final String NOT_ENOUGH =
      "failed to collect enough transaction endorsements, see attached details for more info";
  static final String NOT_ENDORSED =
      "failed to endorse transaction, see attached details for more info";
  static final String CANNOT_PARSE = "proto: cannot parse invalid wire-format data";

  /** What a policy of signatures says that nobody satisfied. */
  static final String UNSATISFIED = "signature set did not satisfy policy";

  /** What an evaluation says that no other peer would answer better. */
  static String evaluated(String words) {
    return "evaluate call to endorser returned error: " + words;
  }

  static Refused of(Status.Code status, String message, String... details) {
    return new Refused(status, message, new TreeSet<>(List.of(details)));
  }

  /** What comes of a call that must be refused. */
  static Refused refusal(ThrowingCallable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
    Assertions.assertThat(refused).as("must be refused").isNotNull();
    SortedSet<String> details = new TreeSet<>();
    for (Any any : StatusProto.fromThrowable(refused).getDetailsList()) {
      ErrorDetail detail = detail(any);
      details.add(detail.getMspId() + ": " + plain(detail.getMessage()));
    }
    return new Refused(
        refused.getStatus().getCode(),
        plain(String.valueOf(refused.getStatus().getDescription())),
        details);
  }

  /** Each build of Go's protobuf decides anew whether a space in its messages is one. */
  private static String plain(String words) {
    return words.replace('\u00a0', ' ');
  }

  private static ErrorDetail detail(Any any) {
    try {
      return any.unpack(ErrorDetail.class);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
