package org.claimexchange.fabric.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final String SAID =
      """
      # TYPE ledger_blockchain_height gauge
      ledger_blockchain_height{channel="archive"} 9
      ledger_blockchain_height{channel="claims"} 417
      consensus_etcdraft_is_leader{channel="claims"} 1
      ledger_block_processing_time_sum{channel="claims"} 0.25
      """;

  @Test
  void aFigureIsThatOfOurChannel() {
    assertThat(Operations.figure(SAID, "ledger_blockchain_height")).hasValue(417);
    assertThat(Operations.figure(SAID, "consensus_etcdraft_is_leader")).hasValue(1);
  }

  @Test
  void whatIsNotSaidOrNoWholeNumberIsNone() {
    assertThat(Operations.figure(SAID, "consensus_etcdraft_active_nodes")).isEmpty();
    assertThat(Operations.figure(SAID, "ledger_block_processing_time_sum")).isEmpty();
    assertThat(Operations.figure("", "ledger_blockchain_height")).isEmpty();
  }
}
