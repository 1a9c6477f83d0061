package org.claimexchange.ledger.gateway;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** What peers say when they do not answer. */
final class PeerErrors {
  private static final int LONGEST_REASON = 500;
  private static final int DEEPEST_CAUSE = 20;

  /** Fabric's words, package {@code internal/pkg/gateway}. */
  private static final String DIFFERENT_ANSWERS = "ProposalResponsePayloads do not match";

  private static final String CONTRACT_ANSWERED = "chaincode response 500, ";

  private PeerErrors() {}

  /**
   * The contract's refusal, which peers pass on as {@code chaincode response 500, {…}}; empty where
   * something else went wrong.
   */
  static Optional<LedgerRefusal> refusal(GatewayException e) {
    return messages(e).stream().flatMap(message -> refusal(message).stream()).findFirst();
  }

  /**
   * Whether the organizations' peers seem to stand at the same block: false where some of them
   * refuse what others do not, or for another reason, or their answers differ. The Gateway asks all
   * of them each time, and tells what each that did not endorse said.
   */
  static boolean areLevel(GatewayException e, List<String> endorsers) {
    Set<String> refusing = new HashSet<>();
    Set<LedgerRefusal.Code> reasons = new HashSet<>();
    for (ErrorDetail detail : e.getDetails()) {
      if (detail.getMessage().contains(DIFFERENT_ANSWERS)) {
        return false;
      }
      refusal(detail.getMessage())
          .ifPresent(refusal -> {
            refusing.add(detail.getMspId());
            reasons.add(refusal.code());
          });
    }
    return refusing.isEmpty() || (refusing.containsAll(endorsers) && reasons.size() == 1);
  }

  /**
   * Whether the contract ran at a peer of each organization and ended neither well nor in a refusal
   * that is known here. What it says then is told by no code, so by Fabric's words alone.
   */
  static boolean contractFailed(GatewayException e, List<String> endorsers) {
    Set<String> failing = new HashSet<>();
    for (ErrorDetail detail : e.getDetails()) {
      if (detail.getMessage().contains(CONTRACT_ANSWERED)
          && refusal(detail.getMessage()).isEmpty()) {
        failing.add(detail.getMspId());
      }
    }
    return failing.containsAll(endorsers);
  }

  /** What went wrong, for operators. */
  static String reason(GatewayException e) {
    List<String> messages = messages(e);
    certificateTrouble(e).ifPresent(messages::addFirst);
    String reason = e.getStatus().getCode() + ": " + String.join("; ", messages);
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
  }

  /** Of a peer's TLS certificate gRPC itself says no more than "io exception". */
  private static Optional<String> certificateTrouble(GatewayException e) {
    Optional<String> trouble = Optional.empty();
    int depth = 0;
    for (Throwable cause = e; cause != null && depth < DEEPEST_CAUSE; cause = cause.getCause()) {
      depth++;
      if (cause instanceof CertificateExpiredException) {
        return Optional.of("the peer's TLS certificate has expired");
      }
      if (cause instanceof CertificateException) {
        trouble = Optional.of("the peer's TLS certificate is not accepted");
      }
    }
    return trouble;
  }

  private static List<String> messages(GatewayException e) {
    List<String> messages = new ArrayList<>();
    for (ErrorDetail detail : e.getDetails()) {
      messages.add(detail.getMspId() + ": " + detail.getMessage());
    }
    String description = e.getStatus().getDescription();
    if (description != null) {
      messages.add(description);
    }
    return messages;
  }

  private static Optional<LedgerRefusal> refusal(String message) {
    int start = message.indexOf('{');
    int end = message.lastIndexOf('}');
    if (start < 0 || end < start) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          CanonicalJson.read(message.substring(start, end + 1), LedgerRefusal.class));
    } catch (MalformedJsonException notARefusal) {
      return Optional.empty();
    }
  }
}
