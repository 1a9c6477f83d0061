package org.claimexchange.ledger.fault;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.ledger.LedgerBlocks;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** All blocks of one peer, as its Deliver service hands them out. */
final class Chain {
  /**
   * Where a transaction stands, and how the peer judged it.
   *
   * @param block number of its block
   * @param code Fabric's validation code
   */
  record Place(long block, TxValidationCode code) {
    boolean isValid() {
      return code == TxValidationCode.VALID;
    }
  }

  private final Map<String, List<Place>> places = new HashMap<>();
  private final Map<Write, List<String>> writers = new HashMap<>();
  private final List<String> hashes = new ArrayList<>();

  private Chain() {}

  /**
   * Reads blocks 0 to height - 1.
   *
   * @param ledger over the peer
   * @param gateway over the same peer
   */
  static Chain read(ConsentLedger ledger, Gateway gateway, String channel, long height)
      throws InvalidProtocolBufferException {
    Chain chain = new Chain();
    try (CloseableIterator<Block> blocks =
        gateway.getNetwork(channel).newBlockEventsRequest().startBlock(0).build().getEvents()) {
      for (long number = 0; number < height; number++) {
        chain.take(blocks.next());
      }
    }
    try (LedgerBlocks blocks = ledger.blocks(0)) {
      for (long number = 0; number < height; number++) {
        chain.take(blocks.next());
      }
    }
    return chain;
  }

  /** Everywhere the transaction stands, void or not. */
  List<Place> places(String transactionId) {
    return places.getOrDefault(transactionId, List.of());
  }

  /** The transactions by which this took effect; one that only repeats writes nothing. */
  List<String> writers(Write write) {
    return writers.getOrDefault(write, List.of());
  }

  /** Hashes of the blocks, in their order. */
  List<String> hashes() {
    return List.copyOf(hashes);
  }

  private void take(Block block) throws InvalidProtocolBufferException {
    ByteString codes =
        block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
    for (int i = 0; i < block.getData().getDataCount(); i++) {
      Payload payload =
          Payload.parseFrom(Envelope.parseFrom(block.getData().getData(i)).getPayload());
      String id = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).getTxId();
      TxValidationCode code = TxValidationCode.forNumber(Byte.toUnsignedInt(codes.byteAt(i)));
      places
          .computeIfAbsent(id, none -> new ArrayList<>())
          .add(new Place(block.getHeader().getNumber(), code));
    }
  }

  private void take(LedgerBlock block) {
    hashes.add(block.hash());
    for (LedgerBlock.Written one : block.writes()) {
      if (!one.changes().isEmpty()) {
        writers
            .computeIfAbsent(new Write(one.function(), one.object()), none -> new ArrayList<>())
            .add(one.transactionId());
      }
    }
  }
}
