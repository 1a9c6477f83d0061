package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordRequest;
import org.junit.jupiter.api.Test;

/** What may be asked, and when a request is closed. */
class RequestRulesTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;
  private final Variants variants = new Variants(bench);

  @Test
  void withoutAnApprovalNothingIsAsked() {
    ClaimCase claim = world.newCase(World.mother());
    Approval approval = world.approvals().entry(World.APPROVAL);
    variants.change(variants.withStatus(approval, EntryStatus.ENDED));

    assertThat(bench.refusal(World.OPERATOR, claim.recordRequest())).isEqualTo(Code.NO_APPROVAL);
  }

  @Test
  void aForgedApprovalIsRefused() {
    ClaimCase claim = world.newCase(World.mother());
    RecordRequest valid = claim.recordRequest();
    Approval wider =
        new Approval(
            World.APPROVAL,
            World.INSURER,
            List.of("visit", "diagnosis", "fee-list", "pathology"),
            valid.hidden().approval().entry().purposes(),
            valid.hidden().approval().entry().from(),
            valid.hidden().approval().entry().to(),
            EntryStatus.ACTIVE,
            world.salt());

    RecordRequest forged =
        new RecordRequest(
            valid.open(),
            new RecordRequest.Hidden(
                valid.hidden().caller(),
                valid.hidden().body(),
                valid.hidden().insurer(),
                world.approvals().forged(World.APPROVAL, wider)));
    assertThat(bench.refusal(World.OPERATOR, forged)).isEqualTo(Code.NOT_IN_REGISTER);
  }

  @Test
  void aSuspendedInsurerIsRefused() {
    ClaimCase claim = world.newCase(World.mother());
    variants.suspend(World.INSURER);

    assertThat(bench.refusal(World.OPERATOR, claim.recordRequest()))
        .isEqualTo(Code.PARTICIPANT_NOT_ACTIVE);
  }

  @Test
  void anAnsweredRequestIsClosed() {
    ClaimCase claim = bench.requested();
    bench.commit(World.OPERATOR, claim.refuse());
    assertThat(bench.repeat(World.OPERATOR, claim.refuse()).get("status").asText())
        .isEqualTo("refused");

    assertThat(bench.refusal(World.OPERATOR, claim.grant())).isEqualTo(Code.REQUEST_CLOSED);
    assertThat(bench.refusal(World.OPERATOR, bench.granted().refuse()))
        .isEqualTo(Code.REQUEST_CLOSED);
  }

  @Test
  void aRequestThatWasNeverRecordedCannotBeGranted() {
    assertThat(bench.refusal(World.OPERATOR, world.newCase(World.mother()).grant()))
        .isEqualTo(Code.NOT_FOUND);
  }
}
