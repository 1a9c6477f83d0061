package org.claimexchange.verifier.trace;

import java.time.Instant;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.RecordRequest;

/** An insurer asked. */
final class RequestStep implements StepKind<RecordRequest.Open, RecordRequest.Hidden> {
  @Override
  public String function() {
    return RecordRequest.FUNCTION;
  }

  @Override
  public String title() {
    return "申请";
  }

  @Override
  public Class<RecordRequest.Open> openType() {
    return RecordRequest.Open.class;
  }

  @Override
  public Class<RecordRequest.Hidden> hiddenType() {
    return RecordRequest.Hidden.class;
  }

  @Override
  public Subject subject(RecordRequest.Open open) {
    return new Subject.OfRequest(open.request());
  }

  @Override
  public void note(RecordRequest.Open open, Instant time, LedgerIndex ledger) {
    ledger.request(open.request(), open.body());
  }

  @Override
  public void check(RecordRequest.Open open, RecordRequest.Hidden hidden, StepChecks checks) {
    RequestBody body = hidden.body();
    checks.require(
        body.request().equals(open.request()) && body.digest().matches(open.body()),
        FindingKind.REQUEST_BODY);
    checks.proven(hidden.caller());
    checks.proven(hidden.insurer());
    checks.proven(hidden.approval());
  }

  @Override
  public void tell(RecordRequest.Open open, RecordRequest.Hidden hidden, Telling telling) {
    RequestBody body = hidden.body();
    telling.fact("insurer", "申请方", telling.participantWithId(body.insurer()));
    telling.fact("purpose", "用途", telling.words().purpose(body.purpose()));
    telling.fact("approval", "开放审核", hidden.approval().entry().id());
    body.parts().forEach(part -> telling.fact("asked", "申请范围", telling.part(part)));
  }
}
