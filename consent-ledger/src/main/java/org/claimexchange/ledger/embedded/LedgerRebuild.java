package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the block file from its start and makes state, history and index from it. Each block must
 * follow the one before by number and hash, hold the data its header speaks of, and lead to the
 * commit hash it carries; the last must be what the witness remembers, or come after it.
 */
final class LedgerRebuild {
  private final String chaincodeName;
  private final Optional<LedgerHeight> witnessed;
  private final StateStore state = new StateStore();
  private final Map<String, TransactionPosition> transactions = new ConcurrentHashMap<>();
  private LedgerTip tip = LedgerTip.EMPTY;
  private @Nullable Block genesis;

  LedgerRebuild(String chaincodeName, Optional<LedgerHeight> witnessed) {
    this.chaincodeName = chaincodeName;
    this.witnessed = witnessed;
  }

  /** What the file held. */
  record Found(
      BlockFile file,
      StateStore state,
      Map<String, TransactionPosition> transactions,
      LedgerTip tip,
      Optional<Block> genesis) {}

  Found open(Path path) throws IOException {
    BlockFile file = BlockFile.open(path, this::take);
    try {
      requireWitnessedHeight(path.toFile().length());
    } catch (LedgerDamagedException e) {
      file.close();
      throw e;
    }
    return new Found(file, state, transactions, tip, Optional.ofNullable(genesis));
  }

  private void take(Block block, long offset) {
    BlockHeader header = block.getHeader();
    long number = tip.height();
    require(header.getNumber() == number, number, offset, "it carries another number");
    require(
        header.getPreviousHash().equals(tip.headerHash()),
        number,
        offset,
        "it does not follow the block before it");
    require(
        BlockHashes.ofData(block.getData()).equals(header.getDataHash()),
        number,
        offset,
        "its transactions are not those of its header");
    ByteString commitHash = number == 0 ? ByteString.EMPTY : replay(block, offset);
    tip = new LedgerTip(number + 1, BlockHashes.ofHeader(header), commitHash);
    requireWitnessedHash(number, offset);
    if (number == 0) {
      genesis = block;
    }
  }

  private ByteString replay(Block block, long offset) {
    long number = block.getHeader().getNumber();
    BlockMetadata metadata = block.getMetadata();
    require(
        metadata.getMetadataCount() > BlockMetadataIndex.COMMIT_HASH_VALUE,
        number,
        offset,
        "its metadata is incomplete");
    ByteString codes = metadata.getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
    require(
        codes.size() == block.getData().getDataCount(),
        number,
        offset,
        "it has not one validation code for each transaction");
    try {
      CommitHash updates = new CommitHash(chaincodeName);
      for (int index = 0; index < codes.size(); index++) {
        replay(
            block.getData().getData(index),
            new Version(number, index),
            codes.byteAt(index),
            updates);
      }
      ByteString commitHash = updates.of(codes, tip.commitHash());
      ByteString written =
          Metadata.parseFrom(metadata.getMetadata(BlockMetadataIndex.COMMIT_HASH_VALUE)).getValue();
      require(commitHash.equals(written), number, offset, "it does not lead to its commit hash");
      return commitHash;
    } catch (InvalidProtocolBufferException e) {
      throw new LedgerDamagedException(number, offset, "a valid transaction in it cannot be read");
    }
  }

  private void replay(ByteString envelope, Version version, byte codeByte, CommitHash updates)
      throws InvalidProtocolBufferException {
    TxValidationCode code = TxValidationCode.forNumber(Byte.toUnsignedInt(codeByte));
    Optional<ParsedTransaction> parsed;
    try {
      parsed = ParsedTransaction.parse(Envelope.parseFrom(envelope));
    } catch (InvalidProtocolBufferException e) {
      if (code == TxValidationCode.VALID) {
        throw e;
      }
      return;
    }
    if (parsed.isEmpty()) {
      return;
    }
    ParsedTransaction transaction = parsed.get();
    transactions.putIfAbsent(
        transaction.transactionId(),
        new TransactionPosition(
            version.block(),
            version.transaction(),
            code == null ? TxValidationCode.INVALID_OTHER_REASON : code));
    if (code == TxValidationCode.VALID) {
      for (KVWrite write : transaction.readWriteSet(chaincodeName).getWritesList()) {
        state.write(
            write.getKeyBytes(),
            version,
            write.getIsDelete(),
            write.getValue(),
            transaction.transactionId(),
            transaction.timestamp());
        updates.add(write, version);
      }
    }
  }

  private void requireWitnessedHash(long number, long offset) {
    boolean contradicts =
        witnessed
            .filter(height -> height.height() == number + 1)
            .filter(height -> !height.equals(tip.toHeight()))
            .isPresent();
    require(!contradicts, number, offset, "it is not the block that the checkpoint remembers");
  }

  private void requireWitnessedHeight(long fileEnd) {
    long remembered = witnessed.map(LedgerHeight::height).orElse(0L);
    require(
        tip.height() >= remembered,
        tip.height(),
        fileEnd,
        "the checkpoint remembers %d blocks, the file holds %d: blocks were cut off"
            .formatted(remembered, tip.height()));
  }

  private static void require(boolean holds, long block, long offset, String otherwise) {
    if (!holds) {
      throw new LedgerDamagedException(block, offset, otherwise);
    }
  }
}
