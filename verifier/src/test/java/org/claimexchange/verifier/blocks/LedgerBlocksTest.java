package org.claimexchange.verifier.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.verifier.sample.SampleBlocks;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No block is believed that does not hold together, in either form. */
class LedgerBlocksTest {
  private static final Instant NOW = Instant.parse("2026-11-20T02:30:00Z");

  @TempDir Path folder;
  private final SampleBlocks blocks = new SampleBlocks();
  private Path file;

  @BeforeEach
  void threeTransactions() {
    file = folder.resolve("ledger.blocks");
    for (String request : List.of("first", "second", "third")) {
      refuse(request, TxValidationCode.VALID);
    }
  }

  @Test
  void transactionsThatTookEffectComeInOrder() throws Exception {
    refuse("void", TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    refuse("last", TxValidationCode.VALID);
    blocks.writeFile(file);
    List<LedgerTransaction> read = new ArrayList<>();

    LedgerEnd end = new LedgerBlocks(Map.of()).read(file, read::add);

    assertThat(read)
        .extracting(transaction -> transaction.arguments().get(0))
        .containsExactly(
            "{\"request\":\"first\"}",
            "{\"request\":\"second\"}",
            "{\"request\":\"third\"}",
            "{\"request\":\"last\"}");
    LedgerTransaction last = read.get(3);
    assertThat(last.place()).isEqualTo(new Place(5, 0));
    assertThat(last.creator()).isEqualTo("ExchangeMSP");
    assertThat(last.function()).isEqualTo("refuse");
    assertThat(last.time()).isEqualTo(NOW);
    assertThat(last.writes()).isEqualTo(Map.of("key", "value"));
    assertThat(last.signing()).isEqualTo(SigningVerdict.NOT_CHECKED);
    assertThat(end.height()).isEqualTo(6);
    assertThat(end.voided()).isEqualTo(1);
    assertThat(end.torn()).isFalse();
  }

  @Test
  void everyCutWithinTheLastBlockIsATornEndAndTheOthersAreRead() throws Exception {
    blocks.writeFile(file);
    byte[] whole = Files.readAllBytes(file);
    int last = blocks.blocks().get(3).getSerializedSize() + 16;
    for (int cut = 1; cut < last; cut++) {
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));

      LedgerEnd end = new LedgerBlocks(Map.of()).read(file, transaction -> {});

      assertThat(end.torn()).as("%d bytes cut", cut).isTrue();
      assertThat(end.height()).isEqualTo(3);
    }
  }

  @Test
  void everyFlippedByteIsFound() throws Exception {
    blocks.writeFile(file);
    byte[] whole = Files.readAllBytes(file);
    long seed = System.nanoTime();
    System.out.println("LedgerBlocksTest seed " + seed);
    Random random = new Random(seed);
    for (int turn = 0; turn < 500; turn++) {
      byte[] changed = whole.clone();
      int place = random.nextInt(changed.length);
      changed[place] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);

      assertThatThrownBy(() -> new LedgerBlocks(Map.of()).read(file, transaction -> {}))
          .as("byte %d", place)
          .isInstanceOf(BlocksException.class);
    }
  }

  @Test
  void aLengthThatNobodyWroteIsRefused() throws Exception {
    blocks.writeFile(file);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(8);
      open.writeInt(Integer.MAX_VALUE);
    }
    refused(file, BlockDefect.LENGTH, 0);
  }

  @Test
  void aBlockLargerThanAnyIsRefusedBeforeItIsRead() throws Exception {
    int length = LedgerBlocks.LARGEST_BLOCK + 1;
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(ByteBuffer.allocate(12).putLong(0).putInt(length).array());
    Files.write(
        file,
        ByteBuffer.allocate(17)
            .put("CXBLOCK1".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .putInt(length)
            .putInt((int) crc.getValue())
            .array());

    refused(file, BlockDefect.TOO_LARGE, 0);
  }

  @Test
  void aFileThatIsNoBlockFileIsRefused() throws Exception {
    Files.writeString(file, "certainly no block file");

    refused(file, BlockDefect.NOT_BLOCKS, 0);
  }

  @Test
  void aRewrittenHeaderIsFoundByTheBlockBehindIt() throws Exception {
    Block second = blocks.blocks().get(2);
    blocks
        .blocks()
        .set(
            2,
            second.toBuilder()
                .setHeader(
                    second.getHeader().toBuilder()
                        .setPreviousHash(ByteString.copyFrom(new byte[32])))
                .build());
    blocks.writeFile(file);
    refused(file, BlockDefect.PREVIOUS_HASH, 2);

    SampleBlocks other = new SampleBlocks();
    refuse(other, "other", TxValidationCode.VALID);
    SampleBlocks mixed = new SampleBlocks();
    threeIn(mixed);
    mixed.blocks().set(1, other.blocks().get(1));
    mixed.writeFile(file);
    refused(file, BlockDefect.PREVIOUS_HASH, 2);
  }

  @Test
  void transactionsThatTheHeaderDoesNotNameAreRefused() throws Exception {
    Block first = blocks.blocks().get(1);
    Block second = blocks.blocks().get(2);
    blocks.blocks().set(1, first.toBuilder().setData(second.getData()).build());
    blocks.writeFile(file);

    refused(file, BlockDefect.DATA_HASH, 1);
  }

  @Test
  void blocksWithoutVerdictsAreRefused() throws Exception {
    Block third = blocks.blocks().get(3);
    blocks
        .blocks()
        .set(3, third.toBuilder().setMetadata(BlockMetadata.getDefaultInstance()).build());
    blocks.writeFile(file);

    refused(file, BlockDefect.VALIDATION_CODES, 3);
  }

  @Test
  void aMissingBlockOfAFolderIsNamed() throws Exception {
    Path fetched = folder.resolve("fetched");
    blocks.writeFolder(fetched);
    Files.delete(fetched.resolve("claims_2.block"));

    refused(fetched, BlockDefect.NUMBER, 2);
  }

  @Test
  void aFileOfAFolderThatIsNoBlockIsNamed() throws Exception {
    Path fetched = folder.resolve("fetched");
    blocks.writeFolder(fetched);
    Files.writeString(fetched.resolve("claims_1.block"), "not protobuf");

    refused(fetched, BlockDefect.NOT_A_BLOCK, 1);
  }

  @Test
  void twoBlocksOfOneNumberAreRefused() throws Exception {
    Path fetched = folder.resolve("fetched");
    blocks.writeFolder(fetched);
    Files.write(fetched.resolve("1.block"), blocks.blocks().get(1).toByteArray());

    refused(fetched, BlockDefect.NUMBER, 1);
  }

  private static void refused(Path path, BlockDefect defect, long block) {
    assertThatThrownBy(() -> new LedgerBlocks(Map.of()).read(path, transaction -> {}))
        .isInstanceOfSatisfying(
            BlocksException.class,
            refusal -> {
              assertThat(refusal.defect()).isEqualTo(defect);
              assertThat(refusal.block()).isEqualTo(block);
            });
  }

  private void refuse(String request, TxValidationCode code) {
    refuse(blocks, request, code);
  }

  private static void threeIn(SampleBlocks target) {
    for (String request : List.of("first", "second", "third")) {
      refuse(target, request, TxValidationCode.VALID);
    }
  }

  private static void refuse(SampleBlocks target, String request, TxValidationCode code) {
    target.add(
        "ExchangeMSP",
        Refuse.FUNCTION,
        "{\"request\":\"" + request + "\"}",
        NOW,
        Map.of("key", "value"),
        code);
  }
}
