package org.claimexchange.ledger.embedded;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** Asks one peer for an answer that goes into no transaction; the next one where that one fails. */
final class Evaluating {
  private final Peers peers;

  Evaluating(Peers peers) {
    this.peers = peers;
  }

  Response evaluate(SignedProposal signed, List<String> targets)
      throws StatusException, InterruptedException {
    ParsedProposal proposal = parse(signed);
    if (!peers.hasChannel(proposal)) {
      throw RpcErrors.of(Status.Code.UNAVAILABLE, RpcErrors.noConfig(proposal.channel()));
    }
    List<Endorser> plan = plan(proposal, targets);
    Peers.Asked asked = peers.ask(proposal);
    List<ErrorDetail> details = new ArrayList<>();
    Status.Code code = Status.Code.UNAVAILABLE;
    for (Endorser peer : plan) {
      requireClient();
      switch (asked.answer(peer)) {
        case PeerAnswer.Endorsed endorsed -> {
          return endorsed.response();
        }
        case PeerAnswer.Failed failed -> {
          details.add(RpcErrors.detail(peer.mspId(), failed.message()));
          code = failed.code();
          if (!mayDoBetter(failed)) {
            throw RpcErrors.of(
                code, "evaluate call to endorser returned error: " + failed.message(), details);
          }
          if (failed.message().endsWith(ChaincodeStream.TERMINATED)) {
            // All peers share the one process, so what ended it would end it again.
            throw failed(code, details);
          }
        }
      }
    }
    throw failed(code, details);
  }

  private static StatusException failed(Status.Code code, List<ErrorDetail> details) {
    return RpcErrors.of(
        code, "failed to evaluate transaction, see attached details for more info", details);
  }

  /** Whether another peer may do better than one that failed like this. */
  private static boolean mayDoBetter(PeerAnswer.Failed failed) {
    return failed.code() == Status.Code.ABORTED || failed.code() == Status.Code.UNAVAILABLE;
  }

  private static void requireClient() throws StatusException {
    if (Context.current().isCancelled()) {
      throw RpcErrors.of(Status.Code.DEADLINE_EXCEEDED, "evaluate timeout expired");
    }
  }

  private static ParsedProposal parse(SignedProposal signed) throws StatusException {
    try {
      if (signed.getProposalBytes().isEmpty()) {
        throw new MalformedException("a signed proposal is required");
      }
      ParsedProposal proposal = ParsedProposal.parse(signed);
      proposal.requireTarget();
      return proposal;
    } catch (MalformedException e) {
      throw RpcErrors.of(
          Status.Code.INVALID_ARGUMENT, "failed to unpack transaction proposal: " + e.getMessage());
    }
  }

  /** Transient data stays with the gateway's organization unless the client names others. */
  private List<Endorser> plan(ParsedProposal proposal, List<String> targets)
      throws StatusException {
    boolean isProtected = targets.isEmpty() && proposal.hasTransientData();
    List<Endorser> found =
        !peers.run(proposal)
            ? List.of()
            : isProtected
                ? List.of(peers.local())
                : peers.of(targets.isEmpty() ? peers.mspIds() : targets);
    if (!found.isEmpty()) {
      return found;
    }
    String none =
        "no peers available to evaluate chaincode %s in channel %s"
            .formatted(proposal.chaincodeName(), proposal.channel());
    throw RpcErrors.of(
        Status.Code.FAILED_PRECONDITION,
        isProtected
            ? "no endorsers found in the gateway's organization; retry specifying target organization(s) to protect"
                + " transient data: "
                + none
            : none);
  }
}
