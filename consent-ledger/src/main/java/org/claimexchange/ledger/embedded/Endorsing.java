package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/**
 * Takes a proposal to the peers of the organizations that are named or needed, and puts their
 * answers together.
 */
final class Endorsing {
  private final Map<String, Endorser> endorsers;
  private final EndorsementPolicy policy;
  private final AccessControl access;
  private final Ledger ledger;
  private final String chaincodeName;
  private final ExecutorService threads;
  private final AtomicInteger underway;

  Endorsing(
      List<Endorser> endorsers,
      EndorsementPolicy policy,
      AccessControl access,
      Ledger ledger,
      String chaincodeName,
      ExecutorService threads,
      AtomicInteger underway) {
    this.endorsers = new LinkedHashMap<>();
    endorsers.forEach(endorser -> this.endorsers.put(endorser.mspId(), endorser));
    this.policy = policy;
    this.access = access;
    this.ledger = ledger;
    this.chaincodeName = chaincodeName;
    this.threads = threads;
    this.underway = underway;
  }

  /** Asks one peer and signs nothing into a transaction. */
  Response evaluate(SignedProposal signed, List<String> targets)
      throws StatusException, InterruptedException {
    ParsedProposal proposal = parse(signed, "failed to unpack transaction proposal: ");
    List<Endorser> chosen = named(targets.isEmpty() ? List.of(Organizations.EXCHANGE) : targets);
    Endorser peer = chosen.getFirst();
    Optional<PeerAnswer.Failed> refusal = refusal(proposal);
    PeerAnswer answer =
        refusal.isPresent() ? refusal.get() : peer.process(proposal, ledger.height());
    return switch (answer) {
      case PeerAnswer.Endorsed endorsed -> endorsed.response();
      case PeerAnswer.Failed failed ->
          throw RpcErrors.of(
              failed.code(),
              failed.code() == Status.Code.ABORTED
                  ? "failed to evaluate transaction, see attached details for more info"
                  : "evaluate call to endorser returned error: " + failed.message(),
              List.of(RpcErrors.detail(peer.mspId(), failed.message())));
    };
  }

  /** Collects endorsements of all named organizations, or of as few as satisfy the policy. */
  Envelope endorse(SignedProposal signed, List<String> organizations)
      throws StatusException, InterruptedException {
    underway.incrementAndGet();
    try {
      return endorsed(signed, organizations);
    } finally {
      underway.decrementAndGet();
    }
  }

  private Envelope endorsed(SignedProposal signed, List<String> organizations)
      throws StatusException, InterruptedException {
    ParsedProposal proposal = parse(signed, "");
    List<Endorser> chosen = organizations.isEmpty() ? needed() : named(organizations);
    String failure =
        organizations.isEmpty()
            ? "failed to endorse transaction, see attached details for more info"
            : "failed to collect enough transaction endorsements, see attached details for more info";
    Optional<PeerAnswer.Failed> refusal = refusal(proposal);
    if (refusal.isPresent()) {
      throw RpcErrors.of(
          Status.Code.ABORTED,
          failure,
          chosen.stream()
              .map(endorser -> RpcErrors.detail(endorser.mspId(), refusal.get().message()))
              .toList());
    }
    return assemble(proposal, collect(proposal, chosen, failure));
  }

  private List<PeerAnswer.Endorsed> collect(
      ParsedProposal proposal, List<Endorser> chosen, String failure)
      throws StatusException, InterruptedException {
    // All peers see the same height, so answers differ only where the chaincode is not
    // deterministic.
    long height = ledger.height();
    Map<Endorser, Future<PeerAnswer>> answers = new LinkedHashMap<>();
    for (Endorser endorser : chosen) {
      answers.put(endorser, threads.submit(() -> endorser.process(proposal, height)));
    }
    List<PeerAnswer.Endorsed> endorsed = new ArrayList<>();
    List<ErrorDetail> details = new ArrayList<>();
    for (Map.Entry<Endorser, Future<PeerAnswer>> answer : answers.entrySet()) {
      String mspId = answer.getKey().mspId();
      switch (get(answer.getValue())) {
        case PeerAnswer.Failed failed -> details.add(RpcErrors.detail(mspId, failed.message()));
        case PeerAnswer.Endorsed found -> {
          if (endorsed.isEmpty() || found.payload().equals(endorsed.getFirst().payload())) {
            endorsed.add(found);
          } else {
            details.add(RpcErrors.detail(mspId, "ProposalResponsePayloads do not match"));
          }
        }
      }
    }
    if (!details.isEmpty()) {
      throw RpcErrors.of(Status.Code.ABORTED, failure, details);
    }
    return endorsed;
  }

  private static PeerAnswer get(Future<PeerAnswer> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A peer broke down", e.getCause());
    }
  }

  private static Envelope assemble(ParsedProposal proposal, List<PeerAnswer.Endorsed> endorsed) {
    ChaincodeEndorsedAction.Builder action =
        ChaincodeEndorsedAction.newBuilder()
            .setProposalResponsePayload(endorsed.getFirst().payload());
    endorsed.forEach(one -> action.addEndorsements(one.endorsement()));
    ByteString actionPayload =
        ChaincodeActionPayload.newBuilder()
            .setChaincodeProposalPayload(proposal.publicPayload())
            .setAction(action)
            .build()
            .toByteString();
    Transaction transaction =
        Transaction.newBuilder()
            .addActions(
                TransactionAction.newBuilder()
                    .setHeader(proposal.header().getSignatureHeader())
                    .setPayload(actionPayload))
            .build();
    return Envelope.newBuilder()
        .setPayload(
            Payload.newBuilder()
                .setHeader(proposal.header())
                .setData(transaction.toByteString())
                .build()
                .toByteString())
        .build();
  }

  private static ParsedProposal parse(SignedProposal signed, String prefix) throws StatusException {
    try {
      return ParsedProposal.parse(signed);
    } catch (MalformedException e) {
      throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, prefix + e.getMessage());
    }
  }

  /** Why no peer would touch this proposal, if so. */
  private Optional<PeerAnswer.Failed> refusal(ParsedProposal proposal) {
    if (!proposal.channelHeader().getChannelId().equals(access.channel())) {
      return Optional.of(
          new PeerAnswer.Failed(
              Status.Code.ABORTED,
              "channel '%s' not found".formatted(proposal.channelHeader().getChannelId())));
    }
    try {
      access.checkProposal(proposal);
    } catch (DeniedException e) {
      return Optional.of(new PeerAnswer.Failed(Status.Code.FAILED_PRECONDITION, e.reason()));
    }
    if (!proposal.chaincodeName().equals(chaincodeName)) {
      return Optional.of(
          new PeerAnswer.Failed(
              Status.Code.ABORTED,
              "make sure the chaincode %s has been successfully defined on channel %s and try again: chaincode %s not found"
                  .formatted(
                      proposal.chaincodeName(), access.channel(), proposal.chaincodeName())));
    }
    return Optional.empty();
  }

  private List<Endorser> named(List<String> organizations) throws StatusException {
    List<String> missing =
        organizations.stream().filter(mspId -> !endorsers.containsKey(mspId)).toList();
    if (!missing.isEmpty()) {
      throw RpcErrors.of(
          Status.Code.UNAVAILABLE,
          "failed to find any endorsing peers for org(s): " + String.join(", ", missing));
    }
    return endorsers.values().stream()
        .filter(endorser -> organizations.contains(endorser.mspId()))
        .toList();
  }

  private List<Endorser> needed() throws StatusException {
    List<String> fewest =
        policy
            .fewestOrganizations(List.copyOf(endorsers.keySet()))
            .orElseThrow(() ->
                RpcErrors.of(
                    Status.Code.FAILED_PRECONDITION,
                    "no combination of peers can be derived which satisfy the endorsement policy"));
    return named(fewest);
  }
}
