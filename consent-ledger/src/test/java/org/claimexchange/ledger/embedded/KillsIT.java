package org.claimexchange.ledger.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network's process is killed (SIGKILL) again and again while clients write, at random moments:
 * what was answered as committed is there, once, and the file verifies whole.
 *
 * <p>{@code -Dledger.kills=100} for the long form, {@code -Dledger.seed=N} to repeat a run's
 * moments.
 */
final class KillsIT {
  private static final int CLIENTS = 8;
  private static final int LONGEST_START_MILLIS = 4_000;
  private static final int MOST_ANSWERS = 150;
  private static final int LONGEST_AFTER_MILLIS = 40;

  @TempDir Path folder;
  private final Set<String> submitted = new HashSet<>();
  private final Set<String> answered = new HashSet<>();

  @Test
  void whatWasAnsweredIsThereOnceHoweverOftenTheProcessIsKilled() throws Exception {
    int kills = Integer.getInteger("ledger.kills", 8);
    long seed = Long.getLong("ledger.seed", System.nanoTime());
    System.out.println("seed of the kills: " + seed);
    Random random = new Random(seed);
    int duringStart = 0;
    for (int kill = 0; kill < kills; kill++) {
      // One life in five may end before it could write.
      boolean atStart = kill > 0 && random.nextInt(5) == 0;
      duringStart += atStart ? 1 : 0;
      if (atStart) {
        live(kill, 0, random.nextInt(LONGEST_START_MILLIS));
      } else {
        live(kill, 1 + random.nextInt(MOST_ANSWERS), random.nextInt(LONGEST_AFTER_MILLIS));
      }
      requireAnsweredOnce("kill %d of seed %d".formatted(kill, seed));
    }

    LedgerReport report;
    try (EmbeddedNetwork network =
        EmbeddedNetwork.start(
            NetworkForTests.options(folder)
                .withTimeouts(Duration.ofMinutes(2), Duration.ofMinutes(2)))) {
      Map<String, X509Certificate> roots = network.rootCertificates();
      report = LedgerVerification.verify(network.blockFile(), "consent", roots, new SecureRandom());
    }
    assertThat(report.findings()).as("seed %d", seed).isEmpty();
    assertThat(report.tornBytes()).isZero();
    assertThat(answered).as("seed %d", seed).isNotEmpty();
    System.out.printf(
        "%d kills, %d of them while starting; %d transactions handed in, %d answered, %d on the ledger, in %d blocks%n",
        kills,
        duringStart,
        submitted.size(),
        answered.size(),
        report.valid(),
        report.height().orElseThrow().height());
  }

  /** One life, which ends so long after so many answers, none of which is its begin. */
  private void live(int number, int answers, int millis) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriters.class.getName(),
                folder.toString(),
                Integer.toString(CLIENTS),
                Integer.toString(number))
            .redirectErrorStream(true)
            .start();
    CountDownLatch awaited = new CountDownLatch(answers);
    StringBuilder others = new StringBuilder();
    Thread listener = Thread.ofVirtual().start(() -> listen(process, awaited, others));
    assertThat(awaited.await(5, TimeUnit.MINUTES)).as("life %d: %s", number, others).isTrue();
    Thread.sleep(millis);
    // Through its handle: the process itself would close the pipe with what was said last.
    process.toHandle().destroyForcibly();
    process.waitFor();
    listener.join();
    assertThat(others.toString()).as("life %d", number).doesNotContain("failed ", "Exception");
  }

  private void listen(Process process, CountDownLatch awaited, StringBuilder others) {
    try (BufferedReader out = process.inputReader(UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // The line that the kill cut short ends nowhere and tells nothing.
        if (line.matches("submits [0-9a-f]{64}")) {
          submitted.add(line.substring("submits ".length()));
        } else if (line.matches("answered [0-9a-f]{64}")) {
          answered.add(line.substring("answered ".length()));
          awaited.countDown();
        } else {
          others.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      others.append(e);
    }
  }

  /** In the file as it lies there after the kill, torn end and all. */
  private void requireAnsweredOnce(String when) throws IOException {
    Map<String, Integer> times = new HashMap<>();
    if (Files.exists(folder.resolve(LedgerOpening.FILE))) {
      BlockFile.readOnly(
          folder.resolve(LedgerOpening.FILE), (block, offset) -> count(block, times));
    }
    assertThat(times.keySet()).as(when).containsAll(answered);
    assertThat(times.values()).as(when).allMatch(count -> count == 1);
    assertThat(submitted).as(when).containsAll(times.keySet());
  }

  private static void count(Block block, Map<String, Integer> times) {
    for (int index = 0; index < block.getData().getDataCount(); index++) {
      Optional<ParsedTransaction> transaction;
      try {
        transaction = ParsedTransaction.parse(Envelope.parseFrom(block.getData().getData(index)));
      } catch (com.google.protobuf.InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
      byte code =
          block
              .getMetadata()
              .getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE)
              .byteAt(index);
      if (transaction.isPresent() && code == TxValidationCode.VALID_VALUE) {
        times.merge(transaction.get().transactionId(), 1, Integer::sum);
      }
    }
  }
}
