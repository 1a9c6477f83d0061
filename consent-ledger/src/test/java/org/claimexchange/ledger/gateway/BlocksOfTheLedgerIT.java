package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.ledger.LedgerBlocks;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.json.CanonicalJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole blocks, in the words of the design. */
class BlocksOfTheLedgerIT {
  private static RunningLedger running;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void eachBlockFollowsTheOneBeforeAndTellsWhatWasWritten() {
    ClaimCase claim = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    var granted = committed(running.operator().grant(claim.grant()));

    List<LedgerBlock> blocks = upTo(granted.block());

    for (int i = 1; i < blocks.size(); i++) {
      assertThat(blocks.get(i).number()).isEqualTo(i);
      assertThat(blocks.get(i).previousHash()).isEqualTo(blocks.get(i - 1).hash());
    }
    assertThat(blocks.getFirst().previousHash()).isEmpty();
    LedgerBlock.Written written =
        blocks.getLast().writes().stream()
            .filter(one -> one.transactionId().equals(granted.transactionId()))
            .findFirst()
            .orElseThrow();
    assertThat(written.function()).isEqualTo("grant");
    assertThat(written.object()).isEqualTo(claim.consent());
    assertThat(written.at()).isEqualTo(granted.at());
    assertThat(written.changes())
        .extracting(LedgerBlock.Change::kind)
        .containsExactlyInAnyOrder("consent", "request", "nonce");
    LedgerBlock.Change consent =
        written.changes().stream().filter(one -> one.kind().equals("consent")).findFirst().get();
    assertThat(consent.id()).isEqualTo(claim.consent());
    assertThat(CanonicalJson.readCanonical(consent.value(), ConsentState.class))
        .isEqualTo(granted.state());
  }

  @Test
  void aStreamBeginsWhereItIsAskedTo() {
    try (LedgerBlocks blocks = running.operator().blocks(2)) {
      assertThat(blocks.next().number()).isEqualTo(2);
    }
  }

  private static List<LedgerBlock> upTo(long last) {
    List<LedgerBlock> read = new ArrayList<>();
    try (LedgerBlocks blocks = running.operator().blocks(0)) {
      while (read.isEmpty() || read.getLast().number() < last) {
        read.add(blocks.next());
      }
    }
    return read;
  }
}
