package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the block file from its start and makes state, history and index from it. Each block must
 * follow the one before by number and hash, hold the data its header speaks of, and lead to the
 * commit hash it carries; the last must be what the witness remembers, or come after it.
 */
final class LedgerRebuild {
  private static final long WINDOW_BYTES = 16 * 1024 * 1024;

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
    BlockFile file = BlockFile.open(path, new InWindows());
    try {
      requireWitnessedHeight(path.toFile().length());
    } catch (LedgerDamagedException e) {
      file.close();
      throw e;
    }
    return new Found(file, state, transactions, tip, Optional.ofNullable(genesis));
  }

  /** Blocks are taken apart side by side, some at a time, and then replayed in order. */
  private final class InWindows implements BlockFile.Reader {
    private final List<FoundBlock> window = new ArrayList<>();
    private long bytes;

    @Override
    public void block(Block block, long offset) {
      window.add(new FoundBlock(block, offset));
      bytes += block.getSerializedSize();
      if (bytes >= WINDOW_BYTES) {
        end();
      }
    }

    @Override
    public void end() {
      List<ReadBlock> read =
          window.parallelStream()
              .map(found -> ReadBlock.of(found.block(), found.offset(), chaincodeName))
              .toList();
      window.clear();
      bytes = 0;
      read.forEach(LedgerRebuild.this::take);
    }
  }

  private record FoundBlock(Block block, long offset) {}

  private void take(ReadBlock read) {
    long offset = read.offset();
    BlockHeader header = read.header();
    long number = tip.height();
    require(header.getNumber() == number, number, offset, "it carries another number");
    require(
        header.getPreviousHash().equals(tip.headerHash()),
        number,
        offset,
        "it does not follow the block before it");
    require(
        read.dataHash().equals(header.getDataHash()),
        number,
        offset,
        "its transactions are not those of its header");
    ByteString commitHash = number == 0 ? ByteString.EMPTY : replay(read, number);
    tip = new LedgerTip(number + 1, BlockHashes.ofHeader(header), commitHash);
    requireWitnessedHash(number, offset);
    if (number == 0) {
      genesis = read.block();
    }
  }

  private ByteString replay(ReadBlock read, long number) {
    long offset = read.offset();
    ByteString carried =
        read.carriedCommitHash()
            .orElseThrow(
                () -> new LedgerDamagedException(number, offset, "its metadata is incomplete"));
    ByteString codes = read.codes();
    require(
        codes.size() == read.transactions().size(),
        number,
        offset,
        "it has not one validation code for each transaction");
    CommitHash updates = new CommitHash(chaincodeName);
    for (int index = 0; index < codes.size(); index++) {
      Version version = new Version(number, index);
      int code = Byte.toUnsignedInt(codes.byteAt(index));
      switch (read.transactions().get(index)) {
        case ReadBlock.Content.Transaction transaction ->
            replay(transaction, version, code, updates);
        case ReadBlock.Content.Other other ->
            other.id().ifPresent(id -> remember(id, version, code));
        case ReadBlock.Content.Unreadable unreadable -> {
          require(
              code != TxValidationCode.VALID_VALUE,
              number,
              offset,
              "a valid transaction in it cannot be read");
          unreadable.id().ifPresent(id -> remember(id, version, code));
        }
      }
    }
    ByteString commitHash = updates.of(codes, tip.commitHash());
    require(commitHash.equals(carried), number, offset, "it does not lead to its commit hash");
    return commitHash;
  }

  private void replay(
      ReadBlock.Content.Transaction transaction, Version version, int number, CommitHash updates) {
    remember(transaction.id(), version, number);
    if (number == TxValidationCode.VALID_VALUE) {
      for (KVWrite write : transaction.writes()) {
        state.write(
            write.getKeyBytes(),
            version,
            write.getIsDelete(),
            write.getValue(),
            transaction.id(),
            transaction.timestamp());
        updates.add(write, version);
      }
    }
  }

  private void remember(String id, Version version, int number) {
    TxValidationCode code = TxValidationCode.forNumber(number);
    transactions.putIfAbsent(
        id,
        new TransactionPosition(
            version.block(),
            version.transaction(),
            code == null ? TxValidationCode.INVALID_OTHER_REASON : code));
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
