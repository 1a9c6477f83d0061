package org.claimexchange.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.ledger.ConsentLedger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orderers die under load: the one that leads, and all of them. */
@OnRealFabric
class OrdererFaultsIT {
  private static final Duration WITHOUT_ANY = Duration.ofSeconds(30);

  @AutoClose private static FaultyNetwork network;

  private final Dice dice = Dice.thrownFor("OrdererFaultsIT");
  private final Judgement judgement = new Judgement(network, dice);
  private final Account account = new Account();

  @BeforeAll
  static void start(@TempDir Path folder) {
    network = FaultyNetwork.up(folder);
  }

  @Test
  void theLeaderDiesAndAnotherLeads() throws Exception {
    try (ConsentLedger ledger = network.ledger(network.channel(), account);
        Load load = new Load(network.world(), ledger, account, dice)) {
      load.awaitAnswers(dice.between(3, 20));
      FabricNode leader = network.processes().leader().orElseThrow();
      network.processes().kill(leader);

      // What answers now was ordered by the two that are left.
      load.awaitAnswers(12);
      assertThat(network.processes().isRunning(leader)).isFalse();
      assertThat(network.processes().leader()).isPresent().get().isNotEqualTo(leader);

      network.processes().start(leader);
      load.awaitAnswers(12);
      load.finish();
    }
    judgement.of(account);
  }

  @Test
  void allAreGoneForHalfAMinute() throws Exception {
    try (ConsentLedger ledger = network.ledger(network.channel(), account);
        Load load = new Load(network.world(), ledger, account, dice)) {
      load.awaitAnswers(dice.between(3, 20));
      for (FabricNode orderer : FabricNode.orderers()) {
        network.processes().kill(orderer);
      }
      load.awaitTrouble(any -> true);
      Thread.sleep(WITHOUT_ANY);
      for (FabricNode orderer : FabricNode.orderers()) {
        network.processes().start(orderer);
      }
      load.awaitAnswers(12);
      load.finish();
    }
    assertThat(account.unknown()).isNotEmpty();
    judgement.of(account);
  }
}
