package org.claimexchange.server.regulator.trace;

import java.util.Optional;
import java.util.regex.Pattern;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerEvent;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.regulator.casefile.CaseFiles;

/** Finds the consent that a number belongs to: a receipt's number or a transaction's id. */
@ConsolePart
public class ConsentFinder {
  private static final Pattern RECEIPT_NUMBER = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern TRANSACTION_ID = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_INPUT = 200;

  private final ConsentLedger ledger;
  private final TransactionIndex index;
  private final CaseFiles files;

  ConsentFinder(ConsentLedger ledger, TransactionIndex index, CaseFiles files) {
    this.ledger = ledger;
    this.index = index;
    this.files = files;
  }

  /**
   * What a number leads to.
   *
   * @param typed as a person typed or pasted it; blanks in it do not count
   * @throws org.claimexchange.ledger.LedgerUnavailableException if no peer answers
   */
  public Found find(String typed) {
    if (typed.length() > MAX_INPUT) {
      return new Found.NotANumber();
    }
    String number = typed.replaceAll("\\s", "");
    if (RECEIPT_NUMBER.matcher(number).matches()) {
      return ledger
          .findConsent(number)
          .<Found>map(state -> new Found.Consent(state.consent()))
          .orElseGet(Found.Nothing::new);
    }
    String transaction = number.toLowerCase(java.util.Locale.ROOT);
    if (TRANSACTION_ID.matcher(transaction).matches()) {
      return index.find(transaction).map(this::ofTransaction).orElseGet(Found.Nothing::new);
    }
    return new Found.NotANumber();
  }

  private Found ofTransaction(LedgerEvent event) {
    Optional<String> consent =
        switch (event.function()) {
          case Grant.FUNCTION, Revoke.FUNCTION -> Optional.of(event.object());
          case OpenRelease.FUNCTION ->
              ledger.findRelease(event.object()).map(ReleaseState::consent);
          case RecordDelivery.FUNCTION, RecordReceipt.FUNCTION, RecordErasure.FUNCTION ->
              ledger.findDelivery(event.object()).map(DeliveryState::consent);
          case RecordRequest.FUNCTION, Refuse.FUNCTION -> files.consentOfRequest(event.object());
          default -> Optional.empty();
        };
    return consent.<Found>map(Found.Consent::new).orElseGet(() -> new Found.WithoutConsent(event));
  }

  /** What a number leads to. */
  public sealed interface Found {
    /**
     * A consent that stands on the ledger.
     *
     * @param id id of the consent
     */
    record Consent(String id) implements Found {}

    /**
     * A transaction that belongs to no consent: of a register, or of a request that was not
     * granted.
     *
     * @param event what it did
     */
    record WithoutConsent(LedgerEvent event) implements Found {}

    /** The form is right, the ledger knows no such thing. */
    record Nothing() implements Found {}

    /** Neither a receipt's number nor a transaction's id. */
    record NotANumber() implements Found {}
  }
}
