package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusException;
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
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/**
 * Takes a proposal to the peers of the organizations that are named, all of which must endorse; or,
 * where none are, to its own peer first and then to those that the policy needs besides.
 */
final class Endorsing {
  private final Peers peers;
  private final EndorsementPolicy policy;
  private final ExecutorService threads;
  private final AtomicInteger underway;

  Endorsing(
      Peers peers, EndorsementPolicy policy, ExecutorService threads, AtomicInteger underway) {
    this.peers = peers;
    this.policy = policy;
    this.threads = threads;
    this.underway = underway;
  }

  /** Collects endorsements and puts the transaction together. */
  Envelope endorse(SignedProposal signed, List<String> organizations)
      throws StatusException, InterruptedException {
    underway.incrementAndGet();
    try {
      ParsedProposal proposal = parse(signed);
      return assemble(
          proposal, organizations.isEmpty() ? chosen(proposal) : named(proposal, organizations));
    } finally {
      underway.decrementAndGet();
    }
  }

  private List<PeerAnswer.Endorsed> named(ParsedProposal proposal, List<String> organizations)
      throws StatusException, InterruptedException {
    List<String> known = peers.run(proposal) ? peers.mspIds() : List.of();
    List<String> missing = organizations.stream().filter(mspId -> !known.contains(mspId)).toList();
    if (!missing.isEmpty()) {
      throw RpcErrors.of(
          Status.Code.UNAVAILABLE,
          "failed to find any endorsing peers for org(s): " + String.join(", ", missing));
    }
    EndorsementRound round = new EndorsementRound();
    collect(peers.ask(proposal), peers.of(organizations), round);
    return round
        .complete(peers.of(organizations).stream().map(Endorser::mspId).toList())
        .orElseThrow(round::failure);
  }

  private List<PeerAnswer.Endorsed> chosen(ParsedProposal proposal)
      throws StatusException, InterruptedException {
    List<List<String>> layouts = layouts(proposal);
    Peers.Asked asked = peers.ask(proposal);
    EndorsementRound round = new EndorsementRound();
    round.take(peers.local().mspId(), asked.answer(peers.local()));
    if (round.hasFailed(peers.local().mspId())) {
      throw round.failure("failed to endorse transaction, see attached details for more info");
    }
    for (List<String> layout : layouts) {
      if (layout.stream().noneMatch(round::hasFailed)) {
        List<String> open = layout.stream().filter(mspId -> !round.hasEndorsed(mspId)).toList();
        collect(asked, peers.of(open), round);
        Optional<List<PeerAnswer.Endorsed>> complete = round.complete(layout);
        if (complete.isPresent()) {
          return complete.get();
        }
      }
    }
    throw round.failure();
  }

  private List<List<String>> layouts(ParsedProposal proposal) throws StatusException {
    if (!peers.run(proposal)) {
      throw RpcErrors.of(
          Status.Code.FAILED_PRECONDITION,
          proposal.hasTransientData()
              ? "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to"
                  + " protect transient data"
              : "no combination of peers can be derived which satisfy the endorsement policy: No metadata was found"
                  + " for chaincode %s in channel %s"
                      .formatted(proposal.chaincodeName(), proposal.channel()));
    }
    List<List<String>> layouts = policy.layouts(peers.mspIds());
    if (layouts.isEmpty()) {
      throw RpcErrors.of(
          Status.Code.FAILED_PRECONDITION,
          "no combination of peers can be derived which satisfy the endorsement policy: no peer combination can"
              + " satisfy the endorsement policy");
    }
    return layouts;
  }

  private void collect(Peers.Asked asked, List<Endorser> chosen, EndorsementRound round)
      throws InterruptedException {
    Map<Endorser, Future<PeerAnswer>> answers = new LinkedHashMap<>();
    for (Endorser endorser : chosen) {
      answers.put(endorser, threads.submit(() -> asked.answer(endorser)));
    }
    for (Map.Entry<Endorser, Future<PeerAnswer>> answer : answers.entrySet()) {
      round.take(answer.getKey().mspId(), get(answer.getValue()));
    }
  }

  private static PeerAnswer get(Future<PeerAnswer> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A peer broke down", e.getCause());
    }
  }

  static Envelope assemble(ParsedProposal proposal, List<PeerAnswer.Endorsed> endorsed) {
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

  private static ParsedProposal parse(SignedProposal signed) throws StatusException {
    try {
      if (signed.getProposalBytes().isEmpty()) {
        throw new MalformedException("the proposed transaction must contain a signed proposal");
      }
      return ParsedProposal.parse(signed);
    } catch (MalformedException e) {
      throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }
}
