package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Opens the ledger of a data folder: rebuilt from its file, or begun with block 0. */
final class LedgerOpening {
  static final String FILE = "ledger.blocks";

  private final EmbeddedNetworkOptions options;
  private final Organizations organizations;
  private final EndorsementPolicy policy;
  private final BlockBuilder blocks;
  private final BlockSignatures signatures;

  LedgerOpening(
      EmbeddedNetworkOptions options,
      Organizations organizations,
      EndorsementPolicy policy,
      BlockBuilder blocks,
      Membership membership) {
    this.options = options;
    this.organizations = organizations;
    this.policy = policy;
    this.blocks = blocks;
    this.signatures =
        new BlockSignatures(membership, new EndorsementPolicy(GenesisBlock.blockValidation()));
  }

  /** A ledger with the file it appends to, which whoever opened it closes. */
  record Opened(Ledger ledger, BlockFile file) {}

  Opened open() throws IOException {
    Path path = options.dataFolder().resolve(FILE);
    LedgerRebuild.Found found =
        new LedgerRebuild(options.chaincodeName(), options.heightWitness().load()).open(path);
    try {
      if (found.genesis().isPresent()) {
        requireSameChannel(found.genesis().get());
        requireSigned(found);
        return new Opened(ledger(found, found.tip()), found.file());
      }
      return new Opened(ledger(found, begin(found.file())), found.file());
    } catch (IOException | RuntimeException e) {
      found.file().close();
      throw e;
    }
  }

  private static Ledger ledger(LedgerRebuild.Found found, LedgerTip tip) {
    return new Ledger(found.file(), found.state(), found.transactions(), tip);
  }

  private LedgerTip begin(BlockFile file) throws IOException {
    ByteString envelope =
        new GenesisBlock(options.channel(), organizations, policy).envelope(options);
    Block block =
        blocks.build(
            0,
            ByteString.EMPTY,
            List.of(envelope),
            ByteString.copyFrom(new byte[] {(byte) TxValidationCode.VALID_VALUE}),
            ByteString.EMPTY);
    file.append(block);
    return new LedgerTip(1, BlockHashes.ofHeader(block.getHeader()), ByteString.EMPTY);
  }

  /**
   * A data folder is one channel with one policy and its own roots: other options would make its
   * blocks lie.
   */
  private void requireSameChannel(Block genesis) {
    GenesisBlock.Channel channel;
    try {
      channel = GenesisBlock.read(genesis);
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new LedgerDamagedException(
          0, BlockFile.MAGIC.length, "its configuration cannot be read");
    }
    require(
        channel.name().equals(options.channel()),
        "is channel " + channel.name() + ", the configuration names " + options.channel());
    require(
        channel.endorsement().equals(policy.envelope()),
        "has another endorsement policy than the configuration: " + options.endorsementPolicy());
    for (Map.Entry<String, FabricMSPConfig> organization : channel.organizations().entrySet()) {
      ByteString root =
          ByteString.copyFrom(Certificates.pemBytes(organizations.root(organization.getKey())));
      require(
          organization.getValue().getRootCertsList().equals(List.of(root)),
          "has another root certificate of " + organization.getKey() + " than the key files");
    }
  }

  /** The last signature stands for all: headers and commit hashes are chains. */
  private void requireSigned(LedgerRebuild.Found found) throws IOException {
    long last = found.tip().height() - 1;
    if (!signatures.hold(found.file().read(last), found.tip().commitHash())) {
      throw new LedgerDamagedException(
          last, found.file().offset(last), "its orderer's signature does not hold");
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new EmbeddedNetworkException(
          "The ledger in %s %s. Use another data folder, or the settings it was made with."
              .formatted(options.dataFolder(), otherwise));
    }
  }
}
