package org.claimexchange.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.ledger.embedded.LedgerReport.Finding;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a block file must show to whoever trusts nothing but root certificates. */
final class LedgerVerificationTest {
  private static final List<String> BOTH = List.of(Organizations.EXCHANGE, Organizations.REGULATOR);

  @TempDir Path folder;
  @TempDir Path scratch;
  private GeneratedLedger ledger;
  private List<Block> blocks = List.of();

  /** Block 0 and three blocks of two transactions. */
  @BeforeEach
  void write() throws IOException {
    ledger = new GeneratedLedger(folder);
    ledger.write(6, 2);
    blocks = LedgerReader.blocks(ledger.file());
  }

  @Test
  void theWholeLedgerVerifiesFromItsRootsAlone() throws IOException {
    LedgerReport report = ledger.verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.transactions()).isEqualTo(6);
    assertThat(report.valid()).isEqualTo(6);
    assertThat(report.tornBytes()).isZero();
    assertThat(report.height()).contains(ForgedChain.after(blocks.getLast()).toHeight());
  }

  @Test
  void aLedgerOfOtherRootsDoesNotVerify() throws IOException {
    Map<String, X509Certificate> others = new HashMap<>(ledger.roots());
    others.put("ExchangeMSP", ledger.organizations().root("SourceMSP"));

    LedgerReport report =
        LedgerVerification.verify(ledger.file(), "consent", others, ledger.random());

    assertThat(report.findings())
        .containsExactly(
            new Finding(
                0,
                8,
                "its root certificates are not the trusted ones; what follows was not looked at"));
  }

  @Test
  void aBlockRewrittenWithRightHashesAndSignedWithAnothersOrdererKeyIsFound() throws IOException {
    List<Envelope> other =
        List.of(
            ledger.transaction("改写", GeneratedLedger.effect("consent/00000002", "伪造"), BOTH),
            ForgedChain.envelopes(blocks.get(2)).get(1));
    for (NetworkIdentity signer : ordererKeysAtHand()) {
      new ForgedChain(blockBuilder(signer), "consent")
          .keep(blocks.get(0))
          .keep(blocks.get(1))
          .add(other, TxValidationCode.VALID, TxValidationCode.VALID)
          .again(blocks.get(3))
          .write(rewritten());

      assertThat(verifyRewritten().findings())
          .as(signer.certificate().getSubjectX500Principal().getName())
          .extracting(Finding::block, Finding::defect)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(2L, "no orderer of the channel signed it"),
              org.assertj.core.groups.Tuple.tuple(3L, "no orderer of the channel signed it"));
    }
  }

  @Test
  void aBlockRewrittenWithRightHashesStopsTheStartToo() throws IOException {
    for (NetworkIdentity signer : ordererKeysAtHand()) {
      new ForgedChain(blockBuilder(signer), "consent")
          .keep(blocks.get(0))
          .keep(blocks.get(1))
          .again(blocks.get(3))
          .write(ledger.file());

      LedgerDamagedException damage =
          catchThrowableOfType(LedgerDamagedException.class, () -> ledger.open());

      assertThat(damage.block()).isEqualTo(2);
      assertThat(damage.defect()).isEqualTo("its orderer's signature does not hold");
    }
  }

  @Test
  void aBlockRewrittenWithRightHashesUnderTheOldSignatureIsFound() throws IOException {
    List<Envelope> fewer = ForgedChain.envelopes(blocks.get(1)).subList(0, 1);
    NetworkIdentity anyone = ledger.organizations().peer("InsurerMSP");
    Block forged =
        ForgedChain.block(
            blockBuilder(anyone),
            "consent",
            ForgedChain.after(blocks.get(0)),
            fewer,
            ByteString.copyFrom(new byte[1]));
    Block underOldSignature =
        forged.toBuilder()
            .setMetadata(
                forged.getMetadata().toBuilder()
                    .setMetadata(0, blocks.get(1).getMetadata().getMetadata(0)))
            .build();
    new ForgedChain(blockBuilder(anyone), "consent")
        .keep(blocks.get(0))
        .keep(underOldSignature)
        .write(rewritten());

    assertThat(verifyRewritten().findings())
        .extracting(Finding::defect)
        .containsExactly("no orderer of the channel signed it");
  }

  @Test
  void evenTheOrdererCannotMakeAStaleTransactionValid() throws IOException {
    KVRWSet stale =
        GeneratedLedger.effect("consent/00000000", "again").toBuilder()
            .setReads(0, KVRead.newBuilder().setKey("consent/00000000"))
            .build();

    assertThat(verifyWith(ledger.transaction("stale", stale, BOTH)))
        .isEqualTo("transaction 0 is recorded as VALID but is MVCC_READ_CONFLICT");
  }

  @Test
  void evenTheOrdererCannotDoWithoutTheRegulator() throws IOException {
    assertThat(
            verifyWith(
                ledger.transaction(
                    "alone",
                    GeneratedLedger.effect("new", "x"),
                    List.of(Organizations.EXCHANGE, Organizations.SOURCE))))
        .isEqualTo("transaction 0 is recorded as VALID but is ENDORSEMENT_POLICY_FAILURE");
  }

  @Test
  void anEndorsementThatIsNotOfThisAnswerCountsForNothing() throws IOException {
    Envelope sound = ledger.transaction("sound", GeneratedLedger.effect("new", "x"), BOTH);
    Envelope other = ledger.transaction("other", GeneratedLedger.effect("new", "y"), BOTH);

    assertThat(verifyWith(ledger.withEndorsementsOf(sound, other)))
        .isEqualTo("transaction 0 is recorded as VALID but is ENDORSEMENT_POLICY_FAILURE");
  }

  @Test
  void aTransactionThatItsCreatorDidNotSignIsFound() throws IOException {
    Envelope sound = ledger.transaction("sound", GeneratedLedger.effect("new", "x"), BOTH);
    Envelope other = ledger.transaction("other", GeneratedLedger.effect("new", "y"), BOTH);

    assertThat(verifyWith(sound.toBuilder().setSignature(other.getSignature()).build()))
        .isEqualTo("transaction 0 is recorded as VALID but is BAD_CREATOR_SIGNATURE");
  }

  @Test
  void aTransactionThatStandsThereTwiceIsFound() throws IOException {
    assertThat(verifyWith(ForgedChain.envelopes(blocks.get(1)).get(0)))
        .isEqualTo("transaction 0 is recorded as VALID but is DUPLICATE_TXID");
  }

  @Test
  void aValidTransactionThatIsDeclaredInvalidIsFound() throws IOException {
    new ForgedChain(blockBuilder(ledger.organizations().orderer()), "consent")
        .keep(blocks.get(0))
        .add(
            ForgedChain.envelopes(blocks.get(1)),
            TxValidationCode.MVCC_READ_CONFLICT,
            TxValidationCode.VALID)
        .write(rewritten());

    assertThat(verifyRewritten().findings().getFirst().defect())
        .isEqualTo("transaction 0 is recorded as MVCC_READ_CONFLICT but is VALID");
  }

  @Test
  void aBlockLeftOutIsFound() throws IOException {
    try (BlockFile out = BlockFile.open(rewritten(), (block, offset) -> {})) {
      out.append(blocks.get(0));
      out.append(blocks.get(2));
      out.append(blocks.get(3));
    }

    assertThat(verifyRewritten().findings())
        .extracting(Finding::block, Finding::defect)
        .contains(
            org.assertj.core.groups.Tuple.tuple(1L, "it carries another number"),
            org.assertj.core.groups.Tuple.tuple(1L, "it does not follow the block before it"));
  }

  @Test
  void damageIsNamedAfterWhatCameBeforeItWasJudged() throws IOException {
    byte[] bytes = Files.readAllBytes(ledger.file());
    long offset = LedgerReader.offsets(ledger.file()).get(2);
    bytes[Math.toIntExact(offset) + 100] ^= 1;
    Files.write(rewritten(), bytes);

    LedgerReport report = verifyRewritten();

    assertThat(report.findings())
        .containsExactly(
            new Finding(
                2,
                offset,
                "its bytes do not match their checksum; what follows was not looked at"));
    assertThat(report.transactions()).isEqualTo(2);
  }

  @Test
  void aTornEndIsToldButIsNoDamage() throws IOException {
    byte[] bytes = Files.readAllBytes(ledger.file());
    Files.write(rewritten(), Arrays.copyOf(bytes, bytes.length - 10));

    LedgerReport report = verifyRewritten();

    assertThat(report.holds()).isTrue();
    assertThat(report.tornBytes())
        .isEqualTo(bytes.length - 10 - LedgerReader.offsets(ledger.file()).getLast());
    assertThat(report.transactions()).isEqualTo(4);
  }

  @Test
  void anEmptyFileIsNoLedger() throws IOException {
    Files.write(rewritten(), new byte[0]);

    assertThat(verifyRewritten().findings())
        .containsExactly(new Finding(0, 0, "the file holds no block"));
  }

  /** Whom a forger can be: a stranger, a client of the exchange, a member's own authority. */
  private List<NetworkIdentity> ordererKeysAtHand() {
    KeyPair rootKeys = ledger.ecdsa().newKeyPair();
    NetworkIdentity ownRoot =
        new NetworkIdentity(
            "ExchangeMSP",
            ledger.certificates().root("ExchangeMSP", "Root", rootKeys),
            rootKeys.getPrivate());
    return List.of(
        issued(ownRoot, Role.ORDERER),
        ledger.organizations().client("ExchangeMSP", "exchange-server"),
        ledger.organizations().peer("ExchangeMSP"),
        issued(ledger.organizations().issuer("InsurerMSP"), Role.ORDERER));
  }

  private NetworkIdentity issued(NetworkIdentity root, Role role) {
    KeyPair keys = ledger.ecdsa().newKeyPair();
    return new NetworkIdentity(
        root.mspId(),
        ledger.certificates().member(root, role, "orderer9", keys),
        keys.getPrivate());
  }

  /** The first finding where the genuine orderer declares this transaction valid. */
  private String verifyWith(Envelope transaction) throws IOException {
    ForgedChain chain = new ForgedChain(blockBuilder(ledger.organizations().orderer()), "consent");
    blocks.forEach(chain::keep);
    chain.add(List.of(transaction), TxValidationCode.VALID).write(rewritten());
    List<Finding> findings = verifyRewritten().findings();
    assertThat(findings).isNotEmpty();
    assertThat(findings.getFirst().block()).isEqualTo(4);
    return findings.getFirst().defect();
  }

  private BlockBuilder blockBuilder(NetworkIdentity orderer) {
    return new BlockBuilder(ledger.ecdsa(), orderer, ledger.random());
  }

  private LedgerReport verifyRewritten() throws IOException {
    return LedgerVerification.verify(rewritten(), "consent", ledger.roots(), ledger.random());
  }

  private Path rewritten() {
    return scratch.resolve("rewritten.blocks");
  }
}
