package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.claimexchange.chaincode.caller.Creator;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.junit.jupiter.api.Test;

/** Who may call what. */
class CallersTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;
  private final Variants variants = new Variants(bench);

  @Test
  void onlyTheOperatorWritesACase() {
    ClaimCase claim = bench.requested();
    Grant grant = claim.grant(draft -> draft.caller = world.participants().proven(World.INSURER));

    assertThat(bench.refusal(World.INSURER, grant)).isEqualTo(Code.CALLER_NOT_ALLOWED);
  }

  @Test
  void theOperatorsEntryInAnotherHandIsRefused() {
    ClaimCase claim = bench.requested();

    assertThat(bench.refusal(bench.creator(World.INSURER), claim.grant()))
        .isEqualTo(Code.CALLER_NOT_REGISTERED);
    assertThat(
            bench.refusal(
                new Creator("ExchangeMSP", Digest.of("another".getBytes())), claim.grant()))
        .isEqualTo(Code.CALLER_NOT_REGISTERED);
  }

  @Test
  void aSuspendedOperatorIsRefused() {
    ClaimCase claim = bench.requested();
    variants.suspend(World.OPERATOR);

    assertThat(bench.refusal(World.OPERATOR, claim.grant())).isEqualTo(Code.PARTICIPANT_NOT_ACTIVE);
  }

  @Test
  void aCertificateThatNoLongerCountsIsRefused() {
    bench.clock.forward(Duration.ofDays(301));

    assertThat(bench.refusal(World.OPERATOR, world.newCase(World.mother()).recordRequest()))
        .isEqualTo(Code.CALLER_NOT_REGISTERED);
  }

  @Test
  void beforeTheRegistersStandNothingIsAccepted() {
    Bench empty = new Bench();
    empty.world.setUp();

    assertThat(empty.refusal(World.OPERATOR, empty.world.newCase(World.mother()).recordRequest()))
        .isEqualTo(Code.NOT_INITIALIZED);
  }
}
