package org.claimexchange.ledger.embedded;

import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The organizations' peers as the gateway, which is the exchange's own peer, finds them: itself at
 * hand, the others across a connection.
 */
final class Peers {
  private final SequencedMap<String, Endorser> endorsers = new LinkedHashMap<>();
  private final AccessControl access;
  private final Ledger ledger;
  private final String chaincodeName;

  Peers(List<Endorser> endorsers, AccessControl access, Ledger ledger, String chaincodeName) {
    endorsers.forEach(endorser -> this.endorsers.put(endorser.mspId(), endorser));
    this.access = access;
    this.ledger = ledger;
    this.chaincodeName = chaincodeName;
  }

  /** The gateway's own. */
  Endorser local() {
    return endorsers.firstEntry().getValue();
  }

  List<String> mspIds() {
    return List.copyOf(endorsers.keySet());
  }

  boolean hasChannel(ParsedProposal proposal) {
    return proposal.channel().equals(access.channel());
  }

  /** Whether any peer runs this chaincode on this channel; then all do. */
  boolean run(ParsedProposal proposal) {
    return hasChannel(proposal) && proposal.chaincodeName().equals(chaincodeName);
  }

  /** The peers of these organizations, the gateway's first; organizations without are left out. */
  List<Endorser> of(List<String> organizations) {
    return endorsers.values().stream()
        .filter(endorser -> organizations.contains(endorser.mspId()))
        .toList();
  }

  /** A proposal whose signature, creator and id have been looked at once, for all peers. */
  Asked ask(ParsedProposal proposal) {
    return new Asked(proposal, refusal(proposal), undefined(proposal), ledger.height());
  }

  /** A gateway finds peers by the call, but each runs what the header names. */
  private Optional<PeerAnswer.Failed> undefined(ParsedProposal proposal) {
    try {
      String named = proposal.namedInHeader();
      return named.equals(chaincodeName)
          ? Optional.empty()
          : failed(
              Status.Code.ABORTED,
              "make sure the chaincode %1$s has been successfully defined on channel %2$s and try again: chaincode %1$s not found"
                  .formatted(named, proposal.channel()));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** Why no peer touches it, if so, in the order in which a peer finds out. */
  private Optional<PeerAnswer.Failed> refusal(ParsedProposal proposal) {
    if (!proposal.hasSignatureHeader()) {
      return failed(
          Status.Code.UNAVAILABLE,
          "failed parsing signature header: " + RpcErrors.unreadable("SignatureHeader"));
    }
    if (access.isExpired(proposal.signatureHeader().getCreator())) {
      return failed(Status.Code.UNAVAILABLE, "proposal client identity expired");
    }
    try {
      proposal.requireSound();
      access.checkProposal(proposal);
      return Optional.empty();
    } catch (MalformedException e) {
      return failed(Status.Code.FAILED_PRECONDITION, String.valueOf(e.getMessage()));
    } catch (DeniedException e) {
      return failed(Status.Code.FAILED_PRECONDITION, e.reason());
    }
  }

  private static Optional<PeerAnswer.Failed> failed(Status.Code code, String message) {
    return Optional.of(new PeerAnswer.Failed(code, message));
  }

  /** One proposal on its way to peers, all of which see the same height. */
  final class Asked {
    private final ParsedProposal proposal;
    private final Optional<PeerAnswer.Failed> refusal;
    private final Optional<PeerAnswer.Failed> undefined;
    private final long height;

    private Asked(
        ParsedProposal proposal,
        Optional<PeerAnswer.Failed> refusal,
        Optional<PeerAnswer.Failed> undefined,
        long height) {
      this.proposal = proposal;
      this.refusal = refusal;
      this.undefined = undefined;
      this.height = height;
    }

    ParsedProposal proposal() {
      return proposal;
    }

    PeerAnswer answer(Endorser peer) throws InterruptedException {
      if (refusal.isEmpty()) {
        return undefined.isPresent() ? undefined.get() : peer.process(proposal, height);
      }
      PeerAnswer.Failed failed = refusal.get();
      // What a peer says before it begins is an error of the call, which a connection wraps.
      return peer == local()
          ? failed
          : new PeerAnswer.Failed(
              Status.Code.UNAVAILABLE, "rpc error: code = Unknown desc = " + failed.message());
    }
  }
}
