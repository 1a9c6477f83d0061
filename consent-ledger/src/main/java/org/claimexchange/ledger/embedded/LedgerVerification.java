package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Judges a block file anew, trusting only the given roots: every hash, every orderer's signature,
 * and for every transaction the verdict that the file claims, from the signatures of creator and
 * endorsers, the policy in block 0, ids and versions. Slower than a start, which believes verdicts
 * that lead to a signed commit hash.
 */
public final class LedgerVerification {

  /**
   * What was found to hold.
   *
   * @param height the ledger's end
   * @param transactions how many there are, invalid ones included
   * @param valid how many of them took effect
   */
  public record Report(LedgerHeight height, long transactions, long valid) {}

  private final String chaincodeName;
  private final Ecdsa ecdsa;
  private final Certificates certificates;
  private final Map<String, X509Certificate> roots;
  private final StateStore state = new StateStore();
  private final VersionCheck versions = new VersionCheck(state);
  private final Set<String> transactionIds = new HashSet<>();
  private LedgerTip tip = LedgerTip.EMPTY;
  private long transactions;
  private long valid;
  private Optional<Judges> judges = Optional.empty();

  /** What block 0 decides. */
  private record Judges(TransactionCheck transactions, BlockSignatures signatures) {}

  private LedgerVerification(
      String chaincodeName, Map<String, X509Certificate> roots, SecureRandom random) {
    this.chaincodeName = chaincodeName;
    this.roots = Map.copyOf(roots);
    this.ecdsa = new Ecdsa(new BouncyCastleProvider(), random);
    this.certificates = new Certificates(ecdsa, random, Clock.systemUTC());
  }

  /**
   * Verifies a file.
   *
   * @param roots each organization's root certificate, by its id
   * @throws LedgerDamagedException at the first block that does not hold
   * @throws IOException if the file cannot be read
   */
  public static Report verify(
      Path file, String chaincodeName, Map<String, X509Certificate> roots, SecureRandom random)
      throws IOException {
    LedgerVerification verification = new LedgerVerification(chaincodeName, roots, random);
    BlockFile.readOnly(file, verification::take);
    if (verification.tip.height() == 0) {
      throw new LedgerDamagedException(0, 0, "the file holds no block");
    }
    return new Report(verification.tip.toHeight(), verification.transactions, verification.valid);
  }

  private void take(Block block, long offset) {
    long number = tip.height();
    require(block.getHeader().getNumber() == number, offset, "it carries another number");
    require(
        block.getHeader().getPreviousHash().equals(tip.headerHash()),
        offset,
        "it does not follow the block before it");
    require(
        BlockHashes.ofData(block.getData()).equals(block.getHeader().getDataHash()),
        offset,
        "its transactions are not those of its header");
    if (number == 0) {
      judges = Optional.of(judges(block, offset));
    }
    ByteString commitHash = number == 0 ? ByteString.EMPTY : judge(block, offset);
    require(
        judges.orElseThrow().signatures().hold(block, commitHash),
        offset,
        "no orderer of the channel signed it");
    tip = new LedgerTip(number + 1, BlockHashes.ofHeader(block.getHeader()), commitHash);
  }

  private Judges judges(Block genesis, long offset) {
    try {
      GenesisBlock.Channel channel = GenesisBlock.read(genesis);
      Map<String, X509Certificate> found = new LinkedHashMap<>();
      for (Map.Entry<String, FabricMSPConfig> organization : channel.organizations().entrySet()) {
        found.put(
            organization.getKey(),
            certificates.read(organization.getValue().getRootCerts(0).toByteArray()));
      }
      require(found.equals(roots), offset, "its root certificates are not the trusted ones");
      Membership membership = new Membership(found, certificates, ecdsa);
      return new Judges(
          new TransactionCheck(
              channel.name(),
              chaincodeName,
              membership,
              new EndorsementPolicy(channel.endorsement())),
          new BlockSignatures(membership));
    } catch (InvalidProtocolBufferException
        | CertificateException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      throw new LedgerDamagedException(0, offset, "its configuration cannot be read");
    }
  }

  private ByteString judge(Block block, long offset) {
    long number = tip.height();
    require(
        block.getMetadata().getMetadataCount() > BlockMetadataIndex.COMMIT_HASH_VALUE,
        offset,
        "its metadata is incomplete");
    ByteString codes =
        block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
    require(
        codes.size() == block.getData().getDataCount(),
        offset,
        "it has not one validation code for each transaction");
    CommitHash updates = new CommitHash(chaincodeName);
    for (int index = 0; index < codes.size(); index++) {
      Version version = new Version(number, index);
      TxValidationCode found = judge(block.getData().getData(index), version, updates);
      require(
          found.getNumber() == Byte.toUnsignedInt(codes.byteAt(index)),
          offset,
          "transaction %d should be judged %s".formatted(index, found));
    }
    return updates.of(codes, tip.commitHash());
  }

  private TxValidationCode judge(ByteString bytes, Version version, CommitHash updates) {
    transactions++;
    CheckedEnvelope envelope;
    try {
      envelope = judges.orElseThrow().transactions().check(Envelope.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      return TxValidationCode.BAD_PAYLOAD;
    }
    TxValidationCode code = envelope.code();
    if (envelope.transaction().isEmpty()) {
      return code;
    }
    ParsedTransaction transaction = envelope.transaction().get();
    boolean isNew = transactionIds.add(transaction.transactionId());
    if (code != TxValidationCode.VALID) {
      return code;
    }
    if (!isNew) {
      return TxValidationCode.DUPLICATE_TXID;
    }
    code = versions.judge(envelope.readWriteSet(), version.block() + 1);
    if (code == TxValidationCode.VALID) {
      valid++;
      for (KVWrite write : envelope.readWriteSet().getWritesList()) {
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
    return code;
  }

  private void require(boolean holds, long offset, String otherwise) {
    if (!holds) {
      throw new LedgerDamagedException(tip.height(), offset, otherwise);
    }
  }
}
