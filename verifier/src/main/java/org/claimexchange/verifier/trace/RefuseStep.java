package org.claimexchange.verifier.trace;

import java.time.Instant;
import org.claimexchange.model.transaction.Refuse;

/** The grantor said no. */
final class RefuseStep implements StepKind<Refuse.Open, Refuse.Hidden> {
  @Override
  public String function() {
    return Refuse.FUNCTION;
  }

  @Override
  public String title() {
    return "拒绝";
  }

  @Override
  public Class<Refuse.Open> openType() {
    return Refuse.Open.class;
  }

  @Override
  public Class<Refuse.Hidden> hiddenType() {
    return Refuse.Hidden.class;
  }

  @Override
  public Subject subject(Refuse.Open open) {
    return new Subject.OfRequest(open.request());
  }

  @Override
  public void note(Refuse.Open open, Instant time, LedgerIndex ledger) {
    ledger.refused(open.request());
  }

  @Override
  public void check(Refuse.Open open, Refuse.Hidden hidden, StepChecks checks) {
    checks.proven(hidden.caller());
  }

  @Override
  public void tell(Refuse.Open open, Refuse.Hidden hidden, Telling telling) {
    telling.fact("caller", "提交方", hidden.caller().entry().name());
  }
}
