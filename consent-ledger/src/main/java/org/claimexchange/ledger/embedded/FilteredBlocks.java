package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredChaincodeAction;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.FilteredTransactionActions;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Blocks without contents: ids, types, validation codes, and events without their payload. */
final class FilteredBlocks {
  private final String channel;

  FilteredBlocks(String channel) {
    this.channel = channel;
  }

  FilteredBlock of(Block block) {
    FilteredBlock.Builder filtered =
        FilteredBlock.newBuilder().setChannelId(channel).setNumber(block.getHeader().getNumber());
    ByteString codes =
        block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
    for (int index = 0; index < block.getData().getDataCount(); index++) {
      try {
        filtered.addFilteredTransactions(
            transaction(block.getData().getData(index), Byte.toUnsignedInt(codes.byteAt(index))));
      } catch (InvalidProtocolBufferException e) {
        // Without readable headers a transaction has no id to be listed by.
        filtered.addFilteredTransactions(
            FilteredTransaction.newBuilder()
                .setTxValidationCodeValue(Byte.toUnsignedInt(codes.byteAt(index))));
      }
    }
    return filtered.build();
  }

  private static FilteredTransaction transaction(ByteString bytes, int code)
      throws InvalidProtocolBufferException {
    Envelope envelope = Envelope.parseFrom(bytes);
    ChannelHeader header =
        ChannelHeader.parseFrom(
            Payload.parseFrom(envelope.getPayload()).getHeader().getChannelHeader());
    FilteredTransaction.Builder filtered =
        FilteredTransaction.newBuilder()
            .setTxid(header.getTxId())
            .setTypeValue(header.getType())
            .setTxValidationCodeValue(code);
    if (header.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE
        && code == TxValidationCode.VALID_VALUE) {
      filtered.setTransactionActions(actions(envelope));
    }
    return filtered.build();
  }

  private static FilteredTransactionActions actions(Envelope envelope)
      throws InvalidProtocolBufferException {
    FilteredTransactionActions.Builder actions = FilteredTransactionActions.newBuilder();
    var transaction = ParsedTransaction.parse(envelope);
    if (transaction.isPresent()) {
      transaction
          .get()
          .event()
          .ifPresent(event ->
              actions.addChaincodeActions(
                  FilteredChaincodeAction.newBuilder()
                      .setChaincodeEvent(event.toBuilder().clearPayload())));
    }
    return actions.build();
  }
}
