package org.claimexchange.ledger.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Reads a block file for a test to look into. */
final class LedgerReader {
  private LedgerReader() {}

  static List<Block> blocks(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    BlockFile.readOnly(file, (block, offset) -> blocks.add(block));
    return blocks;
  }

  static List<Long> offsets(Path file) throws IOException {
    List<Long> offsets = new ArrayList<>();
    BlockFile.readOnly(file, (block, offset) -> offsets.add(offset));
    return offsets;
  }

  /** The verdicts over all transactions of this id, in order. */
  static List<TxValidationCode> verdicts(Path file, String transactionId) throws IOException {
    List<TxValidationCode> verdicts = new ArrayList<>();
    for (Block block : blocks(file)) {
      for (int index = 0; index < block.getData().getDataCount(); index++) {
        var transaction =
            ParsedTransaction.parse(Envelope.parseFrom(block.getData().getData(index)));
        if (transaction.filter(t -> t.transactionId().equals(transactionId)).isPresent()) {
          verdicts.add(
              TxValidationCode.forNumber(
                  block
                      .getMetadata()
                      .getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE)
                      .byteAt(index)));
        }
      }
    }
    return verdicts;
  }

  /** The organizations that endorsed a transaction. */
  static List<String> endorsers(Path file, String transactionId) throws IOException {
    List<String> organizations = new ArrayList<>();
    for (Block block : blocks(file)) {
      for (var data : block.getData().getDataList()) {
        var transaction = ParsedTransaction.parse(Envelope.parseFrom(data));
        if (transaction.filter(t -> t.transactionId().equals(transactionId)).isPresent()) {
          for (Endorsement endorsement : transaction.get().endorsements()) {
            organizations.add(SerializedIdentity.parseFrom(endorsement.getEndorser()).getMspid());
          }
        }
      }
    }
    return organizations;
  }
}
