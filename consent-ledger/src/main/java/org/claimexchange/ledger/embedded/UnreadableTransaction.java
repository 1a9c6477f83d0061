package org.claimexchange.ledger.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Finds out which part of an envelope that holds no transaction is the wrong one, in the order in
 * which Fabric's validator reads them.
 */
final class UnreadableTransaction {
  private final Membership membership;

  UnreadableTransaction(Membership membership) {
    this.membership = membership;
  }

  TxValidationCode code(Envelope envelope) {
    Payload payload;
    try {
      payload = Payload.parseFrom(envelope.getPayload());
    } catch (InvalidProtocolBufferException e) {
      return TxValidationCode.BAD_PAYLOAD;
    }
    TransactionHead head;
    try {
      head = TransactionHead.read(payload);
    } catch (InvalidProtocolBufferException e) {
      return TxValidationCode.BAD_COMMON_HEADER;
    }
    if (!isKnown(head.channel().getType()) || !head.isSound()) {
      return TxValidationCode.BAD_COMMON_HEADER;
    }
    if (!membership.signedBy(
        head.signature().getCreator(), envelope.getSignature(), envelope.getPayload())) {
      return TxValidationCode.BAD_CREATOR_SIGNATURE;
    }
    if (head.channel().getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
      return TxValidationCode.UNSUPPORTED_TX_PAYLOAD;
    }
    return head.channel().getTxId().equals(TransactionIds.of(head.signature()))
        ? inside(payload)
        : TxValidationCode.BAD_PROPOSAL_TXID;
  }

  private static boolean isKnown(int type) {
    return switch (type) {
      case HeaderType.ENDORSER_TRANSACTION_VALUE,
          HeaderType.CONFIG_VALUE,
          HeaderType.CONFIG_UPDATE_VALUE ->
          true;
      default -> false;
    };
  }

  private static TxValidationCode inside(Payload payload) {
    ProposalResponsePayload response;
    try {
      Transaction transaction = Transaction.parseFrom(payload.getData());
      if (transaction.getActionsCount() != 1) {
        return TxValidationCode.INVALID_ENDORSER_TRANSACTION;
      }
      ChaincodeActionPayload action =
          ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
      response = ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload());
      Header original =
          payload.getHeader().toBuilder()
              .setSignatureHeader(transaction.getActions(0).getHeader())
              .build();
      if (!ParsedProposal.hash(original, action.getChaincodeProposalPayload())
          .equals(response.getProposalHash())) {
        return TxValidationCode.INVALID_ENDORSER_TRANSACTION;
      }
    } catch (InvalidProtocolBufferException e) {
      return TxValidationCode.INVALID_ENDORSER_TRANSACTION;
    }
    try {
      var unused = ChaincodeAction.parseFrom(response.getExtension());
      return TxValidationCode.BAD_RWSET;
    } catch (InvalidProtocolBufferException e) {
      return TxValidationCode.BAD_RESPONSE_PAYLOAD;
    }
  }
}
