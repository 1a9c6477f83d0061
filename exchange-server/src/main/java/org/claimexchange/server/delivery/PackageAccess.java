package org.claimexchange.server.delivery;

import java.util.Optional;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.job.Refusals;
import org.claimexchange.server.register.RegisterLevels;

/** Whether a package may be fetched: the ledger is asked each time. */
final class PackageAccess {
  private final DeliveryTable table;
  private final Covers covers;
  private final ConsentLedger ledger;
  private final Refusals refusals;

  PackageAccess(DeliveryTable table, Covers covers, ConsentLedger ledger, Refusals refusals) {
    this.table = table;
    this.covers = covers;
    this.ledger = ledger;
    this.refusals = refusals;
  }

  /** What the ledger says. */
  sealed interface Answer {
    /**
     * It may be fetched.
     *
     * @param delivery which
     * @param evidence that it stands, endorsed now
     */
    record Open(DeliveryRow delivery, Evidence evidence) implements Answer {}

    /**
     * It may not be fetched any more.
     *
     * @param code why
     */
    record Gone(LedgerRefusal.Code code) implements Answer {}

    /** There is none for this insurer. */
    record Unknown() implements Answer {}

    /** The ledger does not answer, or the entries of changed registers have not come yet. */
    record NotNow() implements Answer {}
  }

  /**
   * Asks.
   *
   * @param id id of the delivery
   * @param insurer who asks
   * @param nonce for the evidence; may be empty
   */
  Answer ask(String id, String insurer, String nonce) {
    Optional<DeliveryRow> row =
        table
            .find(id)
            .filter(d -> d.insurer().equals(insurer))
            .filter(d -> d.recordedAt().isPresent());
    if (row.isEmpty()) {
      return new Answer.Unknown();
    }
    return switch (row.get().status()) {
      case ERASING, ERASED -> new Answer.Gone(LedgerRefusal.Code.DELIVERY_ERASED);
      case SEALED, DESTROYED -> new Answer.Unknown();
      case RECORDED, RECEIVED -> onLedger(row.get(), nonce);
    };
  }

  private Answer onLedger(DeliveryRow row, String nonce) {
    RegisterLevels.Rows shown = refusals.rows();
    EvidenceOutcome outcome =
        ledger.evidence(
            new EvidenceRequest.OfDelivery(
                new EvidenceQuery(row.id(), row.insurer(), nonce), covers.of(row.consent())));
    return switch (outcome) {
      case EvidenceOutcome.Endorsed(Evidence evidence) -> new Answer.Open(row, evidence);
      case EvidenceOutcome.Refused(LedgerRefusal refusal) ->
          switch (refusals.of(refusal.code(), shown)) {
            case FINAL -> new Answer.Gone(refusal.code());
            case PASSING, ENTRIES_BEHIND -> new Answer.NotNow();
          };
      case EvidenceOutcome.NotEndorsed(String reason) -> new Answer.NotNow();
    };
  }
}
