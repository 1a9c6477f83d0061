package org.claimexchange.ledger.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What stays when the network stops, is killed, or its file is not what it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LedgerRestartIT {
  @TempDir static Path folder;
  @TempDir static Path scratch;
  private final RememberingWitness witness = new RememberingWitness();
  private byte[] file = {};
  private List<Long> offsets = List.of();
  private String lastTransaction = "";
  private String unreadableTransaction = "";
  private Map<String, X509Certificate> roots = Map.of();

  /** A network that has lived once: three values, a conflict, and the height remembered. */
  @BeforeAll
  void firstLife() throws Exception {
    try (EmbeddedNetwork network = EmbeddedNetwork.start(options());
        Gateway gateway = gateway(network)) {
      Contract shelf = NetworkForTests.contract(network, gateway);
      shelf.submitTransaction("put", "kept", "1");
      Transaction stale = shelf.newProposal("append").addArguments("kept", "?").build().endorse();
      shelf.submitTransaction("put", "kept", "2");
      assertThat(stale.submitAsync().getStatus().getCode())
          .isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
      unreadableTransaction = unreadable(gateway, shelf);
      Transaction last = shelf.newProposal("put").addArguments("last", "3").build().endorse();
      last.submit();
      lastTransaction = last.getTransactionId();
      roots = network.rootCertificates();
    }
    file = Files.readAllBytes(ledgerFile());
    offsets = LedgerReader.offsets(ledgerFile());
  }

  @Test
  void aSecondStartFindsStateHistoryIdentitiesAndTransactions() throws Exception {
    try (EmbeddedNetwork network = EmbeddedNetwork.start(options());
        Gateway gateway = gateway(network)) {
      Contract shelf = NetworkForTests.contract(network, gateway);

      assertThat(new String(shelf.evaluateTransaction("get", "kept"), UTF_8)).isEqualTo("2");
      assertThat(new String(shelf.evaluateTransaction("history", "kept"), UTF_8)).isEqualTo("2,1");
      assertThat(network.height()).isEqualTo(offsets.size());
      assertThat(network.issueClient("ExchangeMSP", "exchange-server").certificate())
          .isEqualTo(network.issueClient("ExchangeMSP", "exchange-server").certificate());
      Proposal proposal = shelf.newProposal("put").addArguments("second-life", "4").build();
      proposal.endorse().submit();
      assertThat(catchThrowableOfType(EndorseException.class, proposal::endorse)).isNotNull();
      assertThat(network.height()).isEqualTo(offsets.size() + 1);
    }
    restore();
  }

  /** Its creator signed it, so it stands in a block, and can be asked for. */
  private static String unreadable(Gateway gateway, Contract shelf) throws Exception {
    Transaction endorsed = shelf.newProposal("put").addArguments("kept", "!").build().endorse();
    PreparedTransaction prepared = PreparedTransaction.parseFrom(endorsed.getBytes());
    Payload payload = Payload.parseFrom(prepared.getEnvelope().getPayload());
    var transaction = org.hyperledger.fabric.protos.peer.Transaction.parseFrom(payload.getData());
    var action = ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
    var response =
        ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload());
    ByteString torn =
        ChaincodeAction.parseFrom(response.getExtension()).toBuilder()
            .setResults(ByteString.copyFromUtf8("不是读写集"))
            .build()
            .toByteString();
    var changedAction = action.toBuilder();
    changedAction
        .getActionBuilder()
        .setProposalResponsePayload(response.toBuilder().setExtension(torn).build().toByteString());
    var changed = transaction.toBuilder();
    changed.getActionsBuilder(0).setPayload(changedAction.build().toByteString());
    ByteString bytes =
        payload.toBuilder().setData(changed.build().toByteString()).build().toByteString();
    Transaction unreadable =
        gateway.newTransaction(
            prepared.toBuilder()
                .setEnvelope(Envelope.newBuilder().setPayload(bytes))
                .build()
                .toByteArray());
    assertThat(unreadable.submitAsync().getStatus().getCode())
        .isEqualTo(TxValidationCode.BAD_RWSET);
    return unreadable.getTransactionId();
  }

  @Test
  void whatCannotBeReadIsFoundByItsIdAfterAStart() throws IOException {
    assertThat(rebuild(file, Optional.empty()).transactions().get(unreadableTransaction).code())
        .isEqualTo(TxValidationCode.BAD_RWSET);
  }

  @Test
  void keysAreForTheirOwnerAlone() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("organizations"))) {
      List<Path> keys = files.filter(Files::isRegularFile).toList();
      assertThat(keys).hasSizeGreaterThan(16);
      for (Path key : keys) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
            .isEqualTo("rw-------");
      }
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ledgerFile())))
        .isEqualTo("rw-------");
  }

  /** Opened for good at every length: each cut is made on the disk, and the rest kept whole. */
  @Test
  void everyPrefixThatEndsInTheLastBlockOpensWithoutIt() throws IOException {
    int last = Math.toIntExact(offsets.getLast());
    for (int length = last; length < file.length; length++) {
      LedgerRebuild.Found found = rebuild(java.util.Arrays.copyOf(file, length), Optional.empty());
      assertThat(found.tip().height()).as("cut at %d", length).isEqualTo(offsets.size() - 1);
      assertThat(found.transactions()).doesNotContainKey(lastTransaction);
      assertThat(Files.size(scratchFile())).as("cut at %d", length).isEqualTo(last);
    }
    assertThat(rebuild(file, Optional.empty()).transactions()).containsKey(lastTransaction);
  }

  @Test
  void aTornBlockWhoseBytesNeverArrivedIsCutOff() throws IOException {
    int last = Math.toIntExact(offsets.getLast());
    for (int length : List.of(last, last + 3, last + 8, last + 200, file.length - 8)) {
      byte[] zeros = java.util.Arrays.copyOf(java.util.Arrays.copyOf(file, length), file.length);
      if (length > last && length < last + 8) {
        continue;
      }
      assertThat(rebuild(zeros, Optional.empty()).tip().height()).isEqualTo(offsets.size() - 1);
    }
  }

  @Test
  void everyFlippedBitIsFoundInItsBlock() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed of the flipped bits: " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      int position = random.nextInt(file.length);
      byte[] flipped = file.clone();
      flipped[position] ^= (byte) (1 << random.nextInt(8));

      LedgerDamagedException damage =
          catchThrowableOfType(
              LedgerDamagedException.class, () -> rebuild(flipped, Optional.empty()));

      assertThat(damage).as("seed %d, byte %d", seed, position).isNotNull();
      assertThat(damage.block())
          .as("seed %d, byte %d", seed, position)
          .isEqualTo(blockAt(position));
      assertThat(damage.getMessage())
          .as("seed %d, byte %d", seed, position)
          .contains("block " + damage.block())
          .contains("offset " + damage.offset());
    }
  }

  @Test
  void aBlockRewrittenWithRightChecksumsIsFound() throws IOException {
    Path rewritten = scratch.resolve("rewritten.blocks");
    Files.deleteIfExists(rewritten);
    List<Block> blocks = LedgerReader.blocks(ledgerFile());
    try (BlockFile out = BlockFile.open(rewritten, (block, offset) -> {})) {
      for (Block block : blocks) {
        Block.Builder changed = block.toBuilder();
        if (block.getHeader().getNumber() == 3) {
          // The stale transaction is declared valid.
          changed
              .getMetadataBuilder()
              .setMetadata(2, com.google.protobuf.ByteString.copyFrom(new byte[] {0}));
        }
        out.append(changed.build());
      }
    }

    LedgerDamagedException damage =
        catchThrowableOfType(
            LedgerDamagedException.class,
            () -> rebuild(Files.readAllBytes(rewritten), Optional.empty()));

    assertThat(damage.block()).isEqualTo(3);
    assertThat(damage.defect()).contains("commit hash");
  }

  @Test
  void blocksCutOffWholeAreNoticedByTheCheckpoint() {
    byte[] shorter = java.util.Arrays.copyOf(file, Math.toIntExact(offsets.getLast()));

    LedgerDamagedException damage =
        catchThrowableOfType(LedgerDamagedException.class, () -> rebuild(shorter, witness.load()));

    assertThat(damage.defect()).contains("cut off");
    assertThat(damage.block()).isEqualTo(offsets.size() - 1);
  }

  @Test
  void anotherLedgerOfTheSameHeightIsNoticedByTheCheckpoint() {
    LedgerHeight remembered = witness.load().orElseThrow();
    LedgerHeight other = new LedgerHeight(remembered.height(), "0".repeat(64));

    assertThatThrownBy(() -> rebuild(file, Optional.of(other)))
        .isInstanceOf(LedgerDamagedException.class)
        .hasMessageContaining("checkpoint");
  }

  @Test
  void aDamagedLedgerStopsTheStart() throws IOException {
    byte[] flipped = file.clone();
    flipped[Math.toIntExact(offsets.get(1)) + 100] ^= 1;
    Files.write(ledgerFile(), flipped);
    try {
      assertThatThrownBy(() -> EmbeddedNetwork.start(options()).close())
          .isInstanceOf(LedgerDamagedException.class)
          .hasMessageContaining("block 1")
          .hasMessageContaining("offset " + offsets.get(1));
    } finally {
      restore();
    }
  }

  @Test
  void anotherPolicyNeedsAnotherDataFolder() {
    EmbeddedNetworkOptions set = options();
    EmbeddedNetworkOptions other =
        new EmbeddedNetworkOptions(
            set.dataFolder(),
            set.channel(),
            set.chaincodeName(),
            set.chaincode(),
            "OR('ExchangeMSP.peer')",
            set.clock(),
            set.random(),
            set.heightWitness(),
            set.tlsPort(),
            set.batchTimeout(),
            set.maxBlockTransactions(),
            set.executionTimeout(),
            set.startTimeout());

    assertThatThrownBy(() -> EmbeddedNetwork.start(other).close())
        .isInstanceOf(EmbeddedNetworkException.class)
        .hasMessageContaining("another endorsement policy");
  }

  @Test
  void aDataFolderServesOneNetworkAtATime() {
    try (EmbeddedNetwork first = EmbeddedNetwork.start(options())) {
      assertThat(first.height()).isPositive();
      assertThatThrownBy(() -> EmbeddedNetwork.start(options()).close())
          .isInstanceOf(EmbeddedNetworkException.class)
          .hasMessageContaining("another embedded network uses it");
    }
  }

  @Test
  void aChaincodeThatTakesTooLongIsGivenUp() {
    try (EmbeddedNetwork network =
            EmbeddedNetwork.start(
                options().withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(60)));
        Gateway gateway = gateway(network)) {
      Contract shelf = NetworkForTests.contract(network, gateway);

      GatewayException late =
          catchThrowableOfType(
              GatewayException.class, () -> shelf.evaluateTransaction("dawdle", "2000"));

      assertThat(late.getDetails().getFirst().getMessage()).contains("timeout expired");
    }
  }

  @Test
  void afterAKillWhatWasAnsweredIsThereAndTheOrphanIsGone() throws Exception {
    Path killedFolder = scratch.resolve("killed");
    Process victim = networkInAProcessOfItsOwn(killedFolder);
    String answered = "";
    try (BufferedReader out = victim.inputReader(UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("answered ")) {
          answered = line.substring("answered ".length());
        }
        if (answered.equals("9")) {
          break;
        }
      }
      victim.destroyForcibly().waitFor();
    }
    long orphan = Long.parseLong(Files.readString(killedFolder.resolve("chaincode.pid")).strip());
    assertThat(ProcessHandle.of(orphan)).as("the orphan lives on").isPresent();

    try (EmbeddedNetwork network = EmbeddedNetwork.start(NetworkForTests.options(killedFolder));
        Gateway gateway = gateway(network)) {
      Contract shelf = NetworkForTests.contract(network, gateway);

      assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(new String(shelf.evaluateTransaction("get", "counter"), UTF_8))
          .startsWith("0123456789");
    }
  }

  @Test
  void aProcessThatEndsUnclosedTakesItsChaincodeAlong() throws Exception {
    Path folderOfEnded = scratch.resolve("ended");
    Process ended = networkInAProcessOfItsOwn(folderOfEnded);
    try (BufferedReader out = ended.inputReader(UTF_8)) {
      for (String line = out.readLine();
          line != null && !line.startsWith("answered ");
          line = out.readLine()) {
        assertThat(line).doesNotContain("Exception");
      }
      ended.toHandle().destroy();
      ended.waitFor();
    }

    long chaincode =
        Long.parseLong(Files.readString(folderOfEnded.resolve("chaincode.pid")).strip());
    assertThat(ProcessHandle.of(chaincode).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private static Process networkInAProcessOfItsOwn(Path folderOfProcess) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            KilledNetwork.class.getName(),
            folderOfProcess.toString())
        .redirectErrorStream(true)
        .start();
  }

  private EmbeddedNetworkOptions options() {
    return NetworkForTests.options(folder).withHeightWitness(witness);
  }

  private static Gateway gateway(EmbeddedNetwork network) {
    return NetworkForTests.gateway(network, network.issueClient("ExchangeMSP", "exchange-server"));
  }

  private LedgerRebuild.Found rebuild(byte[] bytes, Optional<LedgerHeight> witnessed)
      throws IOException {
    Files.write(scratchFile(), bytes);
    LedgerRebuild.Found found = new LedgerRebuild("consent", witnessed).open(scratchFile());
    found.file().close();
    return found;
  }

  private long blockAt(int position) {
    long block = 0;
    for (int i = 0; i < offsets.size(); i++) {
      if (offsets.get(i) <= position) {
        block = i;
      }
    }
    return block;
  }

  private void restore() {
    try {
      Files.write(ledgerFile(), file);
      witness.save(
          new LedgerRebuild("consent", Optional.empty()).open(ledgerFile()).tip().toHeight());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path ledgerFile() {
    return folder.resolve("ledger.blocks");
  }

  private static Path scratchFile() {
    return scratch.resolve("scratch.blocks");
  }
}
