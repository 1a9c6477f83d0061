package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.claimexchange.ledger.embedded.LedgerReport.Finding;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Judges a block file anew, trusting only the given roots: every hash, every orderer's signature,
 * and for every transaction the verdict that the file claims, from the signatures of creator and
 * endorsers, the policy in block 0, ids and versions. Slower than a start, which believes verdicts
 * that lead to a signed commit hash.
 *
 * <p>It goes on after a finding, each block being held against what the one before carries; only
 * where the file itself or its configuration cannot be read does it stop.
 */
public final class LedgerVerification {
  /** Signatures are checked side by side over this many transactions, then judged in order. */
  private static final int WINDOW = 2_000;

  private final String chaincodeName;
  private final Ecdsa ecdsa;
  private final Certificates certificates;
  private final Map<String, X509Certificate> roots;
  private final StateStore state = new StateStore();
  private final VersionCheck versions = new VersionCheck(state);
  private final Set<String> transactionIds = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Found> window = new ArrayList<>();
  private int windowTransactions;
  private LedgerTip tip = LedgerTip.EMPTY;
  private long transactions;
  private long valid;
  private Optional<Judges> judges = Optional.empty();

  /** What block 0 decides. */
  private record Judges(TransactionCheck transactions, BlockSignatures signatures) {}

  private record Found(Block block, long offset) {}

  /** A block with all that needs no other block. */
  private record Checked(
      Block block,
      long offset,
      ByteString dataHash,
      Optional<ByteString> signedCommitHash,
      List<CheckedEnvelope> envelopes) {}

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
   * @throws IOException if the file cannot be read
   */
  public static LedgerReport verify(
      Path file, String chaincodeName, Map<String, X509Certificate> roots, SecureRandom random)
      throws IOException {
    return new LedgerVerification(chaincodeName, roots, random).verify(file);
  }

  private LedgerReport verify(Path file) throws IOException {
    long torn = 0;
    try {
      torn = BlockFile.readOnly(file, this::take);
      flush();
      if (tip.height() == 0) {
        findings.add(new Finding(0, 0, "the file holds no block"));
      }
    } catch (LedgerDamagedException e) {
      flush();
      findings.add(
          new Finding(e.block(), e.offset(), e.defect() + "; what follows was not looked at"));
    }
    return new LedgerReport(
        tip.height() == 0 ? Optional.empty() : Optional.of(tip.toHeight()),
        transactions,
        valid,
        torn,
        findings);
  }

  private void take(Block block, long offset) {
    if (judges.isEmpty()) {
      judges = Optional.of(judges(block, offset));
    }
    window.add(new Found(block, offset));
    windowTransactions += block.getData().getDataCount();
    if (windowTransactions >= WINDOW) {
      flush();
    }
  }

  private void flush() {
    if (judges.isPresent()) {
      Judges known = judges.get();
      List<Checked> checked = window.parallelStream().map(found -> check(found, known)).toList();
      checked.forEach(this::judge);
    }
    window.clear();
    windowTransactions = 0;
  }

  private static Checked check(Found found, Judges judges) {
    Block block = found.block();
    boolean configuration = block.getHeader().getNumber() == 0;
    return new Checked(
        block,
        found.offset(),
        BlockHashes.ofData(block.getData()),
        judges.signatures().signedCommitHash(block),
        configuration
            ? List.of()
            : block.getData().getDataList().parallelStream()
                .map(bytes -> check(bytes, judges.transactions()))
                .toList());
  }

  private static CheckedEnvelope check(ByteString bytes, TransactionCheck check) {
    try {
      return check.check(Envelope.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      return CheckedEnvelope.invalid(Envelope.getDefaultInstance(), TxValidationCode.BAD_PAYLOAD);
    }
  }

  private void judge(Checked checked) {
    Block block = checked.block();
    long offset = checked.offset();
    long number = tip.height();
    expect(block.getHeader().getNumber() == number, offset, "it carries another number");
    expect(
        block.getHeader().getPreviousHash().equals(tip.headerHash()),
        offset,
        "it does not follow the block before it");
    expect(
        checked.dataHash().equals(block.getHeader().getDataHash()),
        offset,
        "its transactions are not those of its header");
    ByteString commitHash = number == 0 ? ByteString.EMPTY : judgeTransactions(checked);
    expect(checked.signedCommitHash().isPresent(), offset, "no orderer of the channel signed it");
    if (checked.signedCommitHash().isPresent()) {
      expect(
          checked.signedCommitHash().get().equals(commitHash),
          offset,
          "it does not lead to the commit hash that its orderer signed");
    }
    tip =
        new LedgerTip(
            number + 1,
            BlockHashes.ofHeader(block.getHeader()),
            number == 0 ? ByteString.EMPTY : carriedCommitHash(block));
  }

  private ByteString judgeTransactions(Checked checked) {
    long number = tip.height();
    ByteString codes = metadata(checked.block(), BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
    expect(
        codes.size() == checked.envelopes().size(),
        checked.offset(),
        "it has not one validation code for each transaction");
    BlockVerdicts verdicts = new BlockVerdicts(versions, transactionIds::contains, number);
    CommitHash updates = new CommitHash(chaincodeName);
    for (int index = 0; index < checked.envelopes().size(); index++) {
      CheckedEnvelope envelope = checked.envelopes().get(index);
      TxValidationCode code = verdicts.judge(envelope);
      if (index < codes.size()) {
        compare(codes.byteAt(index), code, index, checked.offset());
      }
      transactions++;
      if (code == TxValidationCode.VALID) {
        valid++;
        apply(envelope, new Version(number, index), updates);
      }
    }
    checked.envelopes().forEach(one -> one.transactionId().ifPresent(transactionIds::add));
    ByteString commitHash = updates.of(codes, tip.commitHash());
    expect(
        commitHash.equals(carriedCommitHash(checked.block())),
        checked.offset(),
        "it does not lead to its commit hash");
    return commitHash;
  }

  private void compare(byte recorded, TxValidationCode code, int index, long offset) {
    int number = Byte.toUnsignedInt(recorded);
    TxValidationCode known = TxValidationCode.forNumber(number);
    expect(
        number == code.getNumber(),
        offset,
        "transaction %d is recorded as %s but is %s"
            .formatted(index, known == null ? Integer.toString(number) : known.name(), code));
  }

  private void apply(CheckedEnvelope envelope, Version version, CommitHash updates) {
    ParsedTransaction transaction = envelope.transaction().orElseThrow();
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

  private Judges judges(Block genesis, long offset) {
    try {
      GenesisBlock.Channel channel = GenesisBlock.read(genesis);
      Map<String, X509Certificate> found = new LinkedHashMap<>();
      for (Map.Entry<String, FabricMSPConfig> organization : channel.organizations().entrySet()) {
        found.put(
            organization.getKey(),
            certificates.read(organization.getValue().getRootCerts(0).toByteArray()));
      }
      if (!found.equals(roots)) {
        throw new LedgerDamagedException(
            0, offset, "its root certificates are not the trusted ones");
      }
      Membership membership = new Membership(found, certificates, ecdsa);
      return new Judges(
          new TransactionCheck(
              channel.name(),
              chaincodeName,
              membership,
              new EndorsementPolicy(channel.endorsement())),
          new BlockSignatures(membership, new EndorsementPolicy(channel.blockValidation())));
    } catch (InvalidProtocolBufferException
        | CertificateException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      throw new LedgerDamagedException(0, offset, "its configuration cannot be read");
    }
  }

  private static ByteString carriedCommitHash(Block block) {
    try {
      return Metadata.parseFrom(metadata(block, BlockMetadataIndex.COMMIT_HASH_VALUE)).getValue();
    } catch (InvalidProtocolBufferException e) {
      return ByteString.EMPTY;
    }
  }

  /** Empty where the block has none, which then is not what was expected. */
  private static ByteString metadata(Block block, int slot) {
    return slot < block.getMetadata().getMetadataCount()
        ? block.getMetadata().getMetadata(slot)
        : ByteString.EMPTY;
  }

  private void expect(boolean holds, long offset, String otherwise) {
    if (!holds) {
      findings.add(new Finding(tip.height(), offset, otherwise));
    }
  }
}
