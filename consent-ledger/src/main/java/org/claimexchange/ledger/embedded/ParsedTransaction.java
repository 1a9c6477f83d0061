package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/**
 * A submitted transaction taken apart.
 *
 * @param header both headers
 * @param channelHeader what and where
 * @param signatureHeader who
 * @param actionHeader the header repeated in the one action
 * @param proposalPayload the proposal's payload as it stands in the transaction
 * @param responsePayload what the endorsers signed
 * @param endorsements their signatures
 * @param proposalHash what the endorsers bound their answer to
 * @param action the chaincode's answer
 * @param namespaces whose state it reads and writes, with the bytes of how
 */
record ParsedTransaction(
    Header header,
    ChannelHeader channelHeader,
    SignatureHeader signatureHeader,
    ByteString actionHeader,
    ByteString proposalPayload,
    ByteString responsePayload,
    List<Endorsement> endorsements,
    ByteString proposalHash,
    ChaincodeAction action,
    List<NsReadWriteSet> namespaces) {

  String transactionId() {
    return channelHeader.getTxId();
  }

  Timestamp timestamp() {
    return channelHeader.getTimestamp();
  }

  /** The reads and writes of a chaincode; empty sets where it touched nothing. */
  KVRWSet readWriteSet(String chaincodeName) throws InvalidProtocolBufferException {
    for (NsReadWriteSet namespace : namespaces) {
      if (namespace.getNamespace().equals(chaincodeName)) {
        return Slices.parse(KVRWSet.parser(), namespace.getRwset());
      }
    }
    return KVRWSet.getDefaultInstance();
  }

  Optional<ChaincodeEvent> event() throws InvalidProtocolBufferException {
    return action.getEvents().isEmpty()
        ? Optional.empty()
        : Optional.of(ChaincodeEvent.parseFrom(action.getEvents()));
  }

  /**
   * The transaction in this envelope; empty where it holds something else, such as a configuration.
   */
  static Optional<ParsedTransaction> parse(Envelope envelope)
      throws InvalidProtocolBufferException {
    Payload payload = Slices.parse(Payload.parser(), envelope.getPayload());
    Header header = payload.getHeader();
    ChannelHeader channel = Slices.parse(ChannelHeader.parser(), header.getChannelHeader());
    if (channel.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
      return Optional.empty();
    }
    Transaction transaction = Slices.parse(Transaction.parser(), payload.getData());
    if (transaction.getActionsCount() != 1) {
      throw new InvalidProtocolBufferException("only one action per transaction is supported");
    }
    ChaincodeActionPayload actionPayload =
        Slices.parse(ChaincodeActionPayload.parser(), transaction.getActions(0).getPayload());
    ChaincodeEndorsedAction endorsed = actionPayload.getAction();
    ProposalResponsePayload response =
        Slices.parse(ProposalResponsePayload.parser(), endorsed.getProposalResponsePayload());
    ChaincodeAction action = Slices.parse(ChaincodeAction.parser(), response.getExtension());
    return Optional.of(
        new ParsedTransaction(
            header,
            channel,
            Slices.parse(SignatureHeader.parser(), header.getSignatureHeader()),
            transaction.getActions(0).getHeader(),
            actionPayload.getChaincodeProposalPayload(),
            endorsed.getProposalResponsePayload(),
            endorsed.getEndorsementsList(),
            response.getProposalHash(),
            action,
            Slices.parse(TxReadWriteSet.parser(), action.getResults()).getNsRwsetList()));
  }
}
