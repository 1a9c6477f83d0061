package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * A block taken apart as far as a rebuild needs it, which no other block is needed for.
 *
 * @param block the whole
 * @param offset where its entry starts in the file, in bytes
 * @param dataHash over its transactions as they are
 * @param codes one validation code for each transaction
 * @param carriedCommitHash the one in its metadata; empty where the metadata is incomplete
 * @param transactions what stands at each place
 */
record ReadBlock(
    Block block,
    long offset,
    ByteString dataHash,
    ByteString codes,
    Optional<ByteString> carriedCommitHash,
    List<Content> transactions) {

  /** What an envelope holds. */
  sealed interface Content {
    /**
     * A transaction.
     *
     * @param writes what it wrote, where it took effect
     */
    record Transaction(String id, Timestamp timestamp, List<KVWrite> writes) implements Content {}

    /** Something else, such as a message. */
    record Other(Optional<String> id) implements Content {}

    /** Nothing that can be read, which only an invalid transaction may be. */
    record Unreadable(Optional<String> id) implements Content {}
  }

  BlockHeader header() {
    return block.getHeader();
  }

  static ReadBlock of(Block block, long offset, String chaincodeName) {
    BlockMetadata metadata = block.getMetadata();
    return new ReadBlock(
        block,
        offset,
        BlockHashes.ofData(block.getData()),
        metadata.getMetadataCount() > BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE
            ? metadata.getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE)
            : ByteString.EMPTY,
        commitHash(metadata),
        block.getHeader().getNumber() == 0
            ? List.of()
            : block.getData().getDataList().stream()
                .map(envelope -> content(envelope, chaincodeName))
                .toList());
  }

  private static Optional<ByteString> commitHash(BlockMetadata metadata) {
    try {
      return metadata.getMetadataCount() > BlockMetadataIndex.COMMIT_HASH_VALUE
          ? Optional.of(
              Metadata.parseFrom(metadata.getMetadata(BlockMetadataIndex.COMMIT_HASH_VALUE))
                  .getValue())
          : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static Content content(ByteString bytes, String chaincodeName) {
    Envelope envelope;
    try {
      envelope = Slices.parse(Envelope.parser(), bytes);
    } catch (InvalidProtocolBufferException e) {
      return new Content.Unreadable(Optional.empty());
    }
    try {
      Optional<ParsedTransaction> parsed = ParsedTransaction.parse(envelope);
      if (parsed.isEmpty()) {
        return new Content.Other(TransactionHead.idIn(envelope));
      }
      ParsedTransaction transaction = parsed.get();
      return new Content.Transaction(
          transaction.transactionId(),
          transaction.timestamp(),
          transaction.readWriteSet(chaincodeName).getWritesList());
    } catch (InvalidProtocolBufferException e) {
      return new Content.Unreadable(TransactionHead.idIn(envelope));
    }
  }
}
