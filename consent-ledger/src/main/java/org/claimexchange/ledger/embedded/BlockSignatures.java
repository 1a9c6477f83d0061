package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** Whether an orderer of the channel signed a block as {@link BlockBuilder} makes them. */
final class BlockSignatures {
  private final Membership membership;
  private final EndorsementPolicy policy;

  /**
   * Makes a judge.
   *
   * @param policy the channel's {@code /Channel/Orderer/BlockValidation}: who may sign blocks
   */
  BlockSignatures(Membership membership, EndorsementPolicy policy) {
    this.membership = membership;
    this.policy = policy;
  }

  /**
   * True if an orderer signed this header together with this commit hash. As headers and commit
   * hashes are chains, that holds for all blocks before it too.
   */
  boolean hold(Block block, ByteString commitHash) {
    return signedCommitHash(block).filter(commitHash::equals).isPresent();
  }

  /** The commit hash that an orderer signed together with this header; empty if none did. */
  Optional<ByteString> signedCommitHash(Block block) {
    try {
      Metadata metadata =
          Metadata.parseFrom(block.getMetadata().getMetadata(BlockMetadataIndex.SIGNATURES_VALUE));
      byte[] header = BlockHashes.headerBytes(block.getHeader());
      for (MetadataSignature signature : metadata.getSignaturesList()) {
        if (holds(signature, metadata.getValue(), header)) {
          return Optional.of(
              OrdererBlockMetadata.parseFrom(metadata.getValue()).getConsenterMetadata());
        }
      }
      return Optional.empty();
    } catch (InvalidProtocolBufferException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private boolean holds(MetadataSignature signature, ByteString value, byte[] header)
      throws InvalidProtocolBufferException {
    try {
      Member signer =
          membership.identify(
              SignatureHeader.parseFrom(signature.getSignatureHeader()).getCreator());
      return policy.isSatisfiedBy(List.of(signer))
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
