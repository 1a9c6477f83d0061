package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Envelope;

/**
 * Who may do what on the channel: clients and admins of its organizations may propose and submit,
 * peers too may read.
 */
final class AccessControl {
  private static final Set<Role> WRITERS = EnumSet.of(Role.CLIENT, Role.ADMIN);
  private static final Set<Role> READERS = EnumSet.of(Role.CLIENT, Role.ADMIN, Role.PEER);

  /** What a policy of signatures says that nobody satisfied. */
  static final String UNSATISFIED = "signature set did not satisfy policy";

  private static final String ON_SIGNED_DATA =
      "Failed evaluating policy on signed data during check policy on channel [%s] with policy"
          + " [/Channel/Application/%s]: [%s]";

  private final String channel;
  private final Membership membership;
  private final Ledger ledger;
  private final Clock clock;

  AccessControl(String channel, Membership membership, Ledger ledger, Clock clock) {
    this.channel = channel;
    this.membership = membership;
    this.ledger = ledger;
    this.clock = clock;
  }

  String channel() {
    return channel;
  }

  /** Whether the proposal's creator signed it and may propose, and its transaction is new. */
  void checkProposal(ParsedProposal proposal) throws DeniedException {
    Member creator = creator(proposal.signatureHeader().getCreator());
    String org = "access denied: channel [%s] creator org [%s]".formatted(channel, creator.mspId());
    if (!membership.signed(
        creator,
        proposal.signed().getSignature(),
        proposal.signed().getProposalBytes().toByteArray())) {
      throw new DeniedException("error validating proposal: " + org);
    }
    if (ledger.find(proposal.transactionId()).isPresent()) {
      throw new DeniedException(
          "duplicate transaction found [%s]. Creator [%s]"
              .formatted(
                  proposal.transactionId(),
                  HexFormat.of().formatHex(proposal.signatureHeader().getCreator().toByteArray())));
    }
    if (!WRITERS.contains(creator.role())) {
      throw new DeniedException(ON_SIGNED_DATA.formatted(channel, "Writers", UNSATISFIED));
    }
  }

  /** Whether these bytes are signed by a member who may read. */
  void checkReader(ByteString identity, ByteString signature, ByteString signed)
      throws DeniedException {
    String denied = ON_SIGNED_DATA.formatted(channel, "Readers", UNSATISFIED);
    Member reader = member(identity, denied);
    requireNotExpired(reader, "the client's identity has expired");
    if (!READERS.contains(reader.role())
        || !membership.signed(reader, signature, signed.toByteArray())) {
      throw new DeniedException(denied);
    }
  }

  /** Whether the transaction's creator may submit; that it signed is part of validation. */
  void checkSubmitter(ByteString identity) throws DeniedException {
    Member submitter = member(identity, UNSATISFIED);
    if (!WRITERS.contains(submitter.role())) {
      throw new DeniedException(UNSATISFIED);
    }
  }

  /** Whether an envelope is signed by this identity, and it is a member's. */
  boolean isSignedBy(ByteString identity, Envelope envelope) {
    return membership.signedBy(identity, envelope.getSignature(), envelope.getPayload());
  }

  /** Whether an identity is past its certificate's time; a stranger's is not known to be. */
  boolean isExpired(ByteString identity) {
    try {
      return clock.instant().isAfter(membership.identify(identity).expires());
    } catch (NotAMemberException e) {
      return false;
    }
  }

  private Member member(ByteString identity, String otherwise) throws DeniedException {
    try {
      return membership.identify(identity);
    } catch (NotAMemberException e) {
      throw new DeniedException(otherwise);
    }
  }

  private Member creator(ByteString identity) throws DeniedException {
    try {
      return membership.identify(identity);
    } catch (NotAMemberException e) {
      throw new DeniedException(
          e.knownMspId()
              .map(mspId ->
                  "error validating proposal: access denied: channel [%s] creator org [%s]"
                      .formatted(channel, mspId))
              .orElse(
                  "error validating proposal: access denied: channel [%s] creator org unknown, creator is malformed"
                      .formatted(channel)));
    }
  }

  private void requireNotExpired(Member member, String otherwise) throws DeniedException {
    if (clock.instant().isAfter(member.expires())) {
      throw new DeniedException(otherwise);
    }
  }
}
