package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** Which peers have endorsed one proposal with the same answer, and which have failed to. */
final class EndorsementRound {
  private final Map<String, PeerAnswer.Endorsed> endorsed = new LinkedHashMap<>();
  private final Set<String> failed = new HashSet<>();
  private final List<ErrorDetail> details = new ArrayList<>();

  /** Takes one peer's answer; the first endorsement is what all others must equal. */
  void take(String mspId, PeerAnswer answer) {
    switch (answer) {
      case PeerAnswer.Endorsed found -> {
        if (isAsTheFirst(found.payload())) {
          endorsed.put(mspId, found);
        } else {
          fail(mspId, "ProposalResponsePayloads do not match");
        }
      }
      case PeerAnswer.Failed found -> fail(mspId, found.message());
    }
  }

  boolean hasEndorsed(String mspId) {
    return endorsed.containsKey(mspId);
  }

  boolean hasFailed(String mspId) {
    return failed.contains(mspId);
  }

  /** The endorsements of these organizations, if all are there. */
  Optional<List<PeerAnswer.Endorsed>> complete(List<String> layout) {
    return endorsed.keySet().containsAll(layout)
        ? Optional.of(
            endorsed.entrySet().stream()
                .filter(entry -> layout.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList())
        : Optional.empty();
  }

  /** What is said where too few endorsed. */
  StatusException failure() {
    return failure(
        "failed to collect enough transaction endorsements, see attached details for more info");
  }

  StatusException failure(String message) {
    return RpcErrors.of(Status.Code.ABORTED, message, details);
  }

  private boolean isAsTheFirst(ByteString payload) {
    return endorsed.isEmpty() || endorsed.values().iterator().next().payload().equals(payload);
  }

  private void fail(String mspId, String message) {
    failed.add(mspId);
    details.add(RpcErrors.detail(mspId, message));
  }
}
