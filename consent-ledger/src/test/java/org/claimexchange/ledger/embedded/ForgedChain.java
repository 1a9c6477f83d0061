package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * What someone can do who knows the format: makes a block file anew with every checksum, header
 * hash, data hash and commit hash right, signed by whatever orderer's key is at hand.
 */
final class ForgedChain {
  private final BlockBuilder blocks;
  private final String chaincode;
  private final List<Block> made = new ArrayList<>();
  private LedgerTip tip = LedgerTip.EMPTY;

  ForgedChain(BlockBuilder blocks, String chaincode) {
    this.blocks = blocks;
    this.chaincode = chaincode;
  }

  /** Takes a block as it is. */
  ForgedChain keep(Block block) {
    made.add(block);
    tip = after(block);
    return this;
  }

  /** Makes the next block of these transactions with these verdicts. */
  ForgedChain add(List<Envelope> envelopes, TxValidationCode... verdicts) {
    byte[] codes = new byte[verdicts.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) verdicts[i].getNumber();
    }
    return keep(block(blocks, chaincode, tip, envelopes, ByteString.copyFrom(codes)));
  }

  /** Makes a block anew where the chain has come to, its transactions and verdicts unchanged. */
  ForgedChain again(Block block) {
    return keep(
        block(
            blocks,
            chaincode,
            tip,
            envelopes(block),
            block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE)));
  }

  void write(Path file) throws IOException {
    Files.deleteIfExists(file);
    try (BlockFile out = BlockFile.open(file, (block, offset) -> {})) {
      for (Block block : made) {
        out.append(block);
      }
    }
  }

  static List<Envelope> envelopes(Block block) {
    List<Envelope> envelopes = new ArrayList<>();
    try {
      for (ByteString bytes : block.getData().getDataList()) {
        envelopes.add(Envelope.parseFrom(bytes));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    return envelopes;
  }

  static LedgerTip after(Block block) {
    try {
      return new LedgerTip(
          block.getHeader().getNumber() + 1,
          BlockHashes.ofHeader(block.getHeader()),
          Metadata.parseFrom(block.getMetadata().getMetadata(BlockMetadataIndex.COMMIT_HASH_VALUE))
              .getValue());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  static Block block(
      BlockBuilder blocks,
      String chaincode,
      LedgerTip tip,
      List<Envelope> envelopes,
      ByteString codes) {
    CommitHash updates = new CommitHash(chaincode);
    for (int index = 0; index < envelopes.size(); index++) {
      if (codes.byteAt(index) == TxValidationCode.VALID_VALUE) {
        for (KVWrite write : effect(envelopes.get(index), chaincode).getWritesList()) {
          updates.add(write, new Version(tip.height(), index));
        }
      }
    }
    return blocks.build(
        tip.height(),
        tip.headerHash(),
        envelopes.stream().map(Envelope::toByteString).toList(),
        codes,
        updates.of(codes, tip.commitHash()));
  }

  private static KVRWSet effect(Envelope envelope, String chaincode) {
    try {
      return ParsedTransaction.parse(envelope).orElseThrow().readWriteSet(chaincode);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
