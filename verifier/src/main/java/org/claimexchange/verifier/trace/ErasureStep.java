package org.claimexchange.verifier.trace;

import org.claimexchange.model.transaction.RecordErasure;

/** A package's key was destroyed. */
final class ErasureStep implements StepKind<RecordErasure.Open, RecordErasure.Hidden> {
  @Override
  public String function() {
    return RecordErasure.FUNCTION;
  }

  @Override
  public String title() {
    return "删除";
  }

  @Override
  public Class<RecordErasure.Open> openType() {
    return RecordErasure.Open.class;
  }

  @Override
  public Class<RecordErasure.Hidden> hiddenType() {
    return RecordErasure.Hidden.class;
  }

  @Override
  public Subject subject(RecordErasure.Open open) {
    return new Subject.OfDelivery(open.delivery());
  }

  @Override
  public void check(RecordErasure.Open open, RecordErasure.Hidden hidden, StepChecks checks) {
    checks.proven(hidden.caller());
  }

  @Override
  public void tellOpen(RecordErasure.Open open, Telling telling) {
    telling.fact("delivery", "交付号", open.delivery());
  }

  @Override
  public void tell(RecordErasure.Open open, RecordErasure.Hidden hidden, Telling telling) {
    tellOpen(open, telling);
    telling.fact("caller", "销毁密钥方", telling.participant(hidden.caller().entry().id()));
  }
}
