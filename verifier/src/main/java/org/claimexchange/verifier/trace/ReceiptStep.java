package org.claimexchange.verifier.trace;

import java.util.Optional;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.transaction.RecordReceipt;

/** An insurer signed that a package came. */
final class ReceiptStep implements StepKind<RecordReceipt.Open, RecordReceipt.Hidden> {
  @Override
  public String function() {
    return RecordReceipt.FUNCTION;
  }

  @Override
  public String title() {
    return "签收";
  }

  @Override
  public Class<RecordReceipt.Open> openType() {
    return RecordReceipt.Open.class;
  }

  @Override
  public Class<RecordReceipt.Hidden> hiddenType() {
    return RecordReceipt.Hidden.class;
  }

  @Override
  public Subject subject(RecordReceipt.Open open) {
    return new Subject.OfDelivery(open.delivery());
  }

  @Override
  public void check(RecordReceipt.Open open, RecordReceipt.Hidden hidden, StepChecks checks) {
    Opening<String> opening = new Opening<>(hidden.salt(), ReceiptBody.NAME, hidden.receipt());
    checks.require(opening.digest().matches(open.receipt()), FindingKind.RECEIPT);
    Optional<ReceiptBody> body = ParticipantWord.read(hidden.receipt(), ReceiptBody.class);
    checks.require(
        body.filter(found -> found.delivery().equals(open.delivery())).isPresent(),
        FindingKind.RECEIPT_CONTENT);
    body.map(ReceiptBody::sealed)
        .ifPresent(sealed ->
            checks.same(
                checks.ledger().sealed(open.delivery()), sealed, FindingKind.RECEIPT_CONTENT));
    String consent = checks.ledger().consentOfDelivery(open.delivery()).orElse("");
    Digest statement = hidden.statement().digest();
    checks.same(checks.ledger().statement(consent), statement, FindingKind.STATEMENT);
    checks.require(
        hidden.recipients().opens(ConsentOpenings.RECIPIENTS, hidden.statement().recipients()),
        FindingKind.OPENINGS);
    checks.require(signedByARecipient(hidden, checks), FindingKind.RECEIPT_SIGNATURE);
    checks.proven(hidden.insurer());
    checks.proven(hidden.caller());
  }

  @Override
  public void tellOpen(RecordReceipt.Open open, Telling telling) {
    telling.fact("delivery", "交付号", open.delivery());
  }

  @Override
  public void tell(RecordReceipt.Open open, RecordReceipt.Hidden hidden, Telling telling) {
    tellOpen(open, telling);
    telling.fact("signedBy", "签收方", telling.participant(hidden.insurer().entry().id()));
    ParticipantWord.read(hidden.receipt(), ReceiptBody.class)
        .ifPresent(
            body -> telling.fact("receivedAt", "收到时间", telling.words().time(body.receivedAt())));
  }

  private static boolean signedByARecipient(RecordReceipt.Hidden hidden, StepChecks checks) {
    Participant insurer = hidden.insurer().entry();
    boolean recipient =
        hidden.recipients().value().stream()
            .anyMatch(each -> each.participant().equals(insurer.id()));
    return recipient && ParticipantWord.isOf(insurer, hidden.receipt(), checks.time());
  }
}
