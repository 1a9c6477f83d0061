package org.claimexchange.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long ledger opens with all its state. How long that takes is printed and not judged here: the
 * benchmarks hold it to its limit. {@code -Dledger.transactions=100000} for the long form.
 */
final class LargeLedgerIT {
  private static final int BLOCK = 50;

  @TempDir Path folder;

  @Test
  void aLongLedgerOpensWithAllItsStateAndVerifies() throws Exception {
    int transactions = Integer.getInteger("ledger.transactions", 5_000);
    GeneratedLedger generated = new GeneratedLedger(folder);
    Instant begun = Instant.now();
    generated.write(transactions, BLOCK);
    Instant written = Instant.now();

    LedgerOpening.Opened opened = generated.open();
    Instant open = Instant.now();
    opened.file().close();
    LedgerReport report = generated.verify();
    Instant verified = Instant.now();
    System.out.printf(
        "%d transactions, %d MB: written in %d ms, opened in %d ms, verified whole in %d ms%n",
        transactions,
        Files.size(generated.file()) / 1_000_000,
        Duration.between(begun, written).toMillis(),
        Duration.between(written, open).toMillis(),
        Duration.between(open, verified).toMillis());

    assertThat(opened.ledger().height()).isEqualTo(1 + (transactions + BLOCK - 1) / BLOCK);
    assertThat(
            opened
                .ledger()
                .state()
                .read(
                    ByteString.copyFromUtf8("consent/%08d".formatted(transactions - 1)),
                    opened.ledger().height()))
        .isPresent();
    assertThat(report.findings()).isEmpty();
    assertThat(report.valid()).isEqualTo(transactions);
  }
}
