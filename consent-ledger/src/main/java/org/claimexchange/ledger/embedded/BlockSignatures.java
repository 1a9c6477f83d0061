package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** Whether an orderer of the channel signed a block as {@link BlockBuilder} makes them. */
final class BlockSignatures {
  private final Membership membership;

  BlockSignatures(Membership membership) {
    this.membership = membership;
  }

  /**
   * True if an orderer signed this header together with this commit hash. As headers and commit
   * hashes are chains, that holds for all blocks before it too.
   */
  boolean hold(Block block, ByteString commitHash) {
    try {
      Metadata metadata =
          Metadata.parseFrom(block.getMetadata().getMetadata(BlockMetadataIndex.SIGNATURES_VALUE));
      OrdererBlockMetadata value = OrdererBlockMetadata.parseFrom(metadata.getValue());
      if (!value.getConsenterMetadata().equals(commitHash)) {
        return false;
      }
      byte[] header = BlockHashes.headerBytes(block.getHeader());
      for (MetadataSignature signature : metadata.getSignaturesList()) {
        if (holds(signature, metadata.getValue(), header)) {
          return true;
        }
      }
      return false;
    } catch (InvalidProtocolBufferException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private boolean holds(MetadataSignature signature, ByteString value, byte[] header)
      throws InvalidProtocolBufferException {
    try {
      Member signer =
          membership.identify(
              SignatureHeader.parseFrom(signature.getSignatureHeader()).getCreator());
      return signer.role() == Role.ORDERER
          && membership.signed(
              signer,
              signature.getSignature(),
              value.toByteArray(),
              signature.getSignatureHeader().toByteArray(),
              header);
    } catch (NotAMemberException e) {
      return false;
    }
  }
}
