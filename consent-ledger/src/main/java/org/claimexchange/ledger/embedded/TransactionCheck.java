package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The part of validation that looks at the transaction alone: form, creator's signature, id,
 * binding to the proposal, chaincode, and the endorsement policy. It holds no lock, so many are
 * checked side by side; what is left for the committer are duplicate ids and versions.
 */
final class TransactionCheck {
  private final String channel;
  private final String chaincodeName;
  private final Membership membership;
  private final EndorsementPolicy policy;
  private final UnreadableTransaction unreadable;

  TransactionCheck(
      String channel, String chaincodeName, Membership membership, EndorsementPolicy policy) {
    this.channel = channel;
    this.chaincodeName = chaincodeName;
    this.membership = membership;
    this.policy = policy;
    this.unreadable = new UnreadableTransaction(membership);
  }

  CheckedEnvelope check(Envelope envelope) {
    ParsedTransaction transaction;
    KVRWSet readWriteSet;
    try {
      Optional<ParsedTransaction> parsed = ParsedTransaction.parse(envelope);
      if (parsed.isEmpty()) {
        return CheckedEnvelope.invalid(envelope, unreadable.code(envelope));
      }
      transaction = parsed.get();
      readWriteSet = transaction.readWriteSet(chaincodeName);
    } catch (InvalidProtocolBufferException e) {
      return CheckedEnvelope.invalid(envelope, unreadable.code(envelope));
    }
    TxValidationCode code = judge(envelope, transaction, readWriteSet);
    return code == TxValidationCode.VALID
        ? new CheckedEnvelope(envelope, code, Optional.of(transaction), readWriteSet)
        : CheckedEnvelope.invalid(envelope, code, transaction);
  }

  private TxValidationCode judge(
      Envelope envelope, ParsedTransaction transaction, KVRWSet readWriteSet) {
    if (!new TransactionHead(transaction.channelHeader(), transaction.signatureHeader())
        .isSound()) {
      return TxValidationCode.BAD_COMMON_HEADER;
    }
    if (!membership.signedBy(
        transaction.signatureHeader().getCreator(),
        envelope.getSignature(),
        envelope.getPayload())) {
      return TxValidationCode.BAD_CREATOR_SIGNATURE;
    }
    if (!transaction.transactionId().equals(TransactionIds.of(transaction.signatureHeader()))) {
      return TxValidationCode.BAD_PROPOSAL_TXID;
    }
    if (!isBoundToItsProposal(transaction)) {
      return TxValidationCode.INVALID_ENDORSER_TRANSACTION;
    }
    if (!transaction.channelHeader().getChannelId().equals(channel)) {
      return TxValidationCode.TARGET_CHAIN_NOT_FOUND;
    }
    if (!transaction.action().getChaincodeId().getName().equals(chaincodeName)) {
      return TxValidationCode.INVALID_CHAINCODE;
    }
    if (!touchesOnlyTheChaincode(transaction) || !isPlain(readWriteSet)) {
      return TxValidationCode.ILLEGAL_WRITESET;
    }
    return policy.isSatisfiedBy(endorsers(transaction))
        ? TxValidationCode.VALID
        : TxValidationCode.ENDORSEMENT_POLICY_FAILURE;
  }

  private static boolean isBoundToItsProposal(ParsedTransaction transaction) {
    org.hyperledger.fabric.protos.common.Header original =
        transaction.header().toBuilder().setSignatureHeader(transaction.actionHeader()).build();
    return ParsedProposal.hash(original, transaction.proposalPayload())
        .equals(transaction.proposalHash());
  }

  private boolean touchesOnlyTheChaincode(ParsedTransaction transaction) {
    List<NsReadWriteSet> namespaces = transaction.namespaces();
    return namespaces.size() <= 1
        && namespaces.stream()
            .allMatch(namespace ->
                namespace.getNamespace().equals(chaincodeName)
                    && namespace.getCollectionHashedRwsetCount() == 0);
  }

  /** Without key-level policies and hashed ranges, which this network never makes. */
  private static boolean isPlain(KVRWSet set) {
    return set.getMetadataWritesCount() == 0
        && set.getWritesList().stream().noneMatch(write -> write.getKeyBytes().isEmpty())
        && set.getRangeQueriesInfoList().stream().allMatch(RangeQueryInfo::hasRawReads);
  }

  /** Whoever signed the answer, each once. */
  private List<Member> endorsers(ParsedTransaction transaction) {
    List<Member> found = new ArrayList<>();
    Set<ByteString> seen = new HashSet<>();
    byte[] payload = transaction.responsePayload().toByteArray();
    for (Endorsement endorsement : transaction.endorsements()) {
      if (!seen.contains(endorsement.getEndorser())) {
        try {
          Member endorser = membership.identify(endorsement.getEndorser());
          byte[] identity = endorsement.getEndorser().toByteArray();
          if (membership.signed(endorser, endorsement.getSignature(), payload, identity)) {
            found.add(endorser);
            seen.add(endorsement.getEndorser());
          }
        } catch (NotAMemberException e) {
          // A stranger's endorsement counts for nothing; the policy decides with the others.
        }
      }
    }
    return found;
  }
}
