package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * Makes a block and has the orderer sign it. What the signature covers is what Fabric prescribes:
 * the metadata's value, the signature's header and the block's header. A real orderer keeps its
 * consensus' bookkeeping in that value ({@code consenter_metadata}); this one puts the commit hash
 * there, so that its signature also covers the validation codes.
 */
final class BlockBuilder {
  private static final int NONCE_BYTES = 24;
  private static final int METADATA_SLOTS = BlockMetadataIndex.COMMIT_HASH_VALUE + 1;

  private final Ecdsa ecdsa;
  private final NetworkIdentity orderer;
  private final ByteString ordererIdentity;
  private final SecureRandom random;

  BlockBuilder(Ecdsa ecdsa, NetworkIdentity orderer, SecureRandom random) {
    this.ecdsa = ecdsa;
    this.orderer = orderer;
    this.ordererIdentity = Identities.serialize(orderer);
    this.random = random;
  }

  Block build(
      long number,
      ByteString previousHash,
      List<ByteString> envelopes,
      ByteString codes,
      ByteString commitHash) {
    BlockData data = BlockData.newBuilder().addAllData(envelopes).build();
    BlockHeader header =
        BlockHeader.newBuilder()
            .setNumber(number)
            .setPreviousHash(previousHash)
            .setDataHash(BlockHashes.ofData(data))
            .build();
    BlockMetadata.Builder metadata = BlockMetadata.newBuilder();
    for (int slot = 0; slot < METADATA_SLOTS; slot++) {
      metadata.addMetadata(ByteString.EMPTY);
    }
    metadata.setMetadata(
        BlockMetadataIndex.SIGNATURES_VALUE, signatures(header, commitHash).toByteString());
    metadata.setMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE, codes);
    metadata.setMetadata(
        BlockMetadataIndex.COMMIT_HASH_VALUE,
        Metadata.newBuilder().setValue(commitHash).build().toByteString());
    return Block.newBuilder().setHeader(header).setData(data).setMetadata(metadata).build();
  }

  private Metadata signatures(BlockHeader header, ByteString commitHash) {
    ByteString value =
        OrdererBlockMetadata.newBuilder()
            .setLastConfig(LastConfig.newBuilder().setIndex(0))
            .setConsenterMetadata(commitHash)
            .build()
            .toByteString();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    ByteString signatureHeader =
        SignatureHeader.newBuilder()
            .setCreator(ordererIdentity)
            .setNonce(ByteString.copyFrom(nonce))
            .build()
            .toByteString();
    byte[] signature =
        ecdsa.sign(
            orderer.privateKey(),
            value.toByteArray(),
            signatureHeader.toByteArray(),
            BlockHashes.headerBytes(header));
    return Metadata.newBuilder()
        .setValue(value)
        .addSignatures(
            MetadataSignature.newBuilder()
                .setSignatureHeader(signatureHeader)
                .setSignature(ByteString.copyFrom(signature)))
        .build();
  }
}
