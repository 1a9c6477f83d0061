package org.claimexchange.verifier.blocks;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.claimexchange.model.disclosure.Digest;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Holds each block against the one before it, and hands on the transactions that took effect. */
final class BlockChain {
  private final TransactionSignatures signatures;
  private final LedgerBlocks.Reader reader;
  private final Set<String> seen = new HashSet<>();
  private ByteString lastHash = ByteString.EMPTY;
  private long height;
  private long transactions;
  private long voided;

  BlockChain(TransactionSignatures signatures, LedgerBlocks.Reader reader) {
    this.signatures = signatures;
    this.reader = reader;
  }

  long height() {
    return height;
  }

  LedgerEnd end(boolean torn) {
    return new LedgerEnd(
        height, HexFormat.of().formatHex(lastHash.toByteArray()), transactions, voided, torn);
  }

  /** Takes the next block. */
  void take(byte[] bytes) throws BlocksException {
    Block block;
    try {
      block = Block.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new BlocksException(BlockDefect.NOT_A_BLOCK, height);
    }
    BlockHeader header = block.getHeader();
    require(header.getNumber() == height, BlockDefect.NUMBER);
    require(header.getPreviousHash().equals(lastHash), BlockDefect.PREVIOUS_HASH);
    require(header.getDataHash().equals(hashOf(block.getData())), BlockDefect.DATA_HASH);
    readTransactions(block);
    lastHash = hashOf(header);
    height++;
  }

  /** Block 0 holds the channel's configuration and no transaction. */
  private void readTransactions(Block block) throws BlocksException {
    if (height == 0) {
      return;
    }
    int count = block.getData().getDataCount();
    ByteString codes =
        block.getMetadata().getMetadataCount() > BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE
            ? block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE)
            : ByteString.EMPTY;
    require(codes.size() == count, BlockDefect.VALIDATION_CODES);
    for (int index = 0; index < count; index++) {
      if (Byte.toUnsignedInt(codes.byteAt(index)) == TxValidationCode.VALID_VALUE) {
        readTransaction(block.getData().getData(index), new Place(height, index));
      } else {
        voided++;
      }
    }
  }

  private void readTransaction(ByteString bytes, Place place) throws BlocksException {
    try {
      Optional<ParsedTransaction> parsed = ParsedTransaction.parse(bytes);
      if (parsed.isPresent()) {
        require(seen.add(parsed.get().id()), BlockDefect.TRANSACTION_TWICE);
        transactions++;
        reader.transaction(parsed.get().at(place, signatures.judge(parsed.get())));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new BlocksException(BlockDefect.TRANSACTION, height);
    }
  }

  /** Over all transactions laid end to end, as Fabric does. */
  private static ByteString hashOf(BlockData data) {
    MessageDigest hash = Digest.sha256();
    data.getDataList().forEach(each -> hash.update(each.asReadOnlyByteBuffer()));
    return ByteString.copyFrom(hash.digest());
  }

  /** Over the DER sequence of number, previous hash and data hash, as Fabric does. */
  private static ByteString hashOf(BlockHeader header) {
    try {
      byte[] der =
          new DERSequence(
                  new ASN1Encodable[] {
                    new ASN1Integer(new BigInteger(Long.toUnsignedString(header.getNumber()))),
                    new DEROctetString(header.getPreviousHash().toByteArray()),
                    new DEROctetString(header.getDataHash().toByteArray())
                  })
              .getEncoded("DER");
      return ByteString.copyFrom(Digest.sha256().digest(der));
    } catch (IOException e) {
      throw new IllegalStateException("encoding in memory cannot fail", e);
    }
  }

  private void require(boolean holds, BlockDefect otherwise) throws BlocksException {
    if (!holds) {
      throw new BlocksException(otherwise, height);
    }
  }
}
