package org.claimexchange.ledger;

import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.history.HistoryEntry;
import org.claimexchange.model.objection.ObjectionState;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.release.ReleasePage;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;

/**
 * The ledger as one of its callers sees it. Every write waits until it is committed or known not to
 * be; it is endorsed by the exchange and the regulator, so neither can write alone. Repeating a
 * write with the same content is safe: it answers as the first did.
 *
 * <p>Safe for use by several threads. Reads throw {@link LedgerUnavailableException} where no peer
 * answers; writes never do, their outcome says so.
 */
public interface ConsentLedger extends AutoCloseable {
  /** Sets up the registers, once; returns the participants' register. */
  LedgerOutcome<RegisterState> initialize(Initialize transaction);

  /** Changes one entry of one register. */
  LedgerOutcome<RegisterState> changeRegister(ChangeRegister transaction);

  /** Records an insurer's request. */
  LedgerOutcome<RequestState> recordRequest(RecordRequest transaction);

  /** Records a grantor's consent. */
  LedgerOutcome<ConsentState> grant(Grant transaction);

  /** Records that the grantor said no. */
  LedgerOutcome<RequestState> refuse(Refuse transaction);

  /** Withdraws a consent. */
  LedgerOutcome<ConsentState> revoke(Revoke transaction);

  /** Opens one release; nothing may be pulled before this is committed. */
  LedgerOutcome<ReleaseState> openRelease(OpenRelease transaction);

  /** Records a sealed package; refused once the consent is withdrawn. */
  LedgerOutcome<DeliveryState> recordDelivery(RecordDelivery transaction);

  /** Records an insurer's signed receipt. */
  LedgerOutcome<DeliveryState> recordReceipt(RecordReceipt transaction);

  /** Records that a package's key is destroyed. */
  LedgerOutcome<DeliveryState> recordErasure(RecordErasure transaction);

  /** Records a person's dispute of a record. */
  LedgerOutcome<ObjectionState> fileObjection(FileObjection transaction);

  /** Records a source's answer to an objection. */
  LedgerOutcome<ObjectionState> resolveObjection(ResolveObjection transaction);

  /** A request by its id. */
  Optional<RequestState> findRequest(String id);

  /** A consent by its id; whether it is expired is not told by its state. */
  Optional<ConsentState> findConsent(String id);

  /** A release by its id. */
  Optional<ReleaseState> findRelease(String id);

  /** A delivery by its id. */
  Optional<DeliveryState> findDelivery(String id);

  /** An objection by its id. */
  Optional<ObjectionState> findObjection(String id);

  /** A register; empty before the contract is initialized. */
  Optional<RegisterState> register(RegisterName name);

  /**
   * Every transaction on a consent, its request, releases, deliveries, receipts and objections,
   * oldest first; empty where there is no such consent.
   */
  List<HistoryEntry> historyOfConsent(String id);

  /**
   * A consent's releases, page by page.
   *
   * @param bookmark empty for the first page, then the one of the page before
   * @param pageSize 1 to 100
   */
  ReleasePage releasesOfConsent(String id, String bookmark, int pageSize);

  /** Has a read endorsed by the exchange and the regulator; nothing is written. */
  EvidenceOutcome evidence(EvidenceRequest request);

  /**
   * What became of a transaction whose outcome was {@link LedgerOutcome.Unknown}. Asks for a few
   * seconds at the most.
   */
  TransactionFate find(String transactionId);

  /**
   * What is committed from the given block on, in order, for as long as it is read.
   *
   * @param firstBlock number of the first block, from 0
   */
  LedgerEvents events(long firstBlock);

  /**
   * Whole blocks from the given one on, in order, for as long as they are read: what a copy of the
   * ledger is made from.
   *
   * @param firstBlock number of the first block, from 0
   */
  LedgerBlocks blocks(long firstBlock);

  /** Gives back what this object holds; what it was connected through stays its owner's. */
  @Override
  void close();
}
