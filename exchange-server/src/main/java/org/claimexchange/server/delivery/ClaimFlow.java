package org.claimexchange.server.delivery;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.consent.AfterGrant;
import org.claimexchange.server.consent.ConsentRow;
import org.claimexchange.server.consent.StoredConsent;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.release.ReleasePreparation;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.request.TaskReason;
import org.claimexchange.server.vault.Vault;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What follows from a consent, and from its withdrawal. */
final class ClaimFlow implements AfterGrant {
  /** What goes on after a consent's end. */
  private static final List<Step> AFTER_THE_END =
      List.of(
          Step.WITHDRAW, Step.OBSERVE_WITHDRAWAL, Step.EXPIRE, Step.ERASE, Step.RECORD_DELIVERY);

  private final RequestTable requests;
  private final ReleaseTable releases;
  private final DeliveryTable deliveries;
  private final ReleasePreparation preparation;
  private final StepTable steps;
  private final StepQueue queue;
  private final Story story;
  private final Vault vault;

  ClaimFlow(
      RequestTable requests,
      ReleaseTable releases,
      DeliveryTable deliveries,
      ReleasePreparation preparation,
      StepTable steps,
      StepQueue queue,
      Story story,
      Vault vault) {
    this.requests = requests;
    this.releases = releases;
    this.deliveries = deliveries;
    this.preparation = preparation;
    this.steps = steps;
    this.queue = queue;
    this.story = story;
    this.vault = vault;
  }

  @Override
  public void granted(StoredConsent consent, String transactionId, Instant at) {
    String request = consent.statement().request();
    requests.hold(request);
    requests.change(request, DataRequestStatus.GRANTED, "");
    steps.dropOpen(request, except(Step.CLOSE_REQUEST, Step.REFUSE));
    story.tell(request, Happening.of(Happening.Kind.GRANTED, "", at).in(transactionId));
    queue.add(
        Step.EXPIRE,
        consent.statement().consent(),
        request,
        consent.openings().terms().value().notAfter());
    preparation.prepare(consent);
  }

  @Override
  public void withdrawn(ConsentRow consent, String transactionId, Instant at) {
    stop(consent, DataRequestStatus.CANCELLED, TaskReason.CONSENT_WITHDRAWN);
    story.tell(consent.request(), Happening.of(Happening.Kind.WITHDRAWN, "", at).in(transactionId));
  }

  @Override
  public void expired(ConsentRow consent, Instant at) {
    String reason = TaskReason.of(LedgerRefusal.Code.CONSENT_EXPIRED);
    if (stop(consent, DataRequestStatus.FAILED, reason)) {
      story.tell(consent.request(), Happening.of(Happening.Kind.FAILED, "", at).saying(reason));
    }
  }

  /** Nothing more is done under a consent, and what rests is erased; whether a claim ended so. */
  private boolean stop(ConsentRow consent, DataRequestStatus end, String reason) {
    String request = consent.request();
    DataRequestStatus status = requests.hold(request).status();
    steps.dropOpen(request, AFTER_THE_END);
    for (ReleaseRow release : releases.ofConsent(consent.id())) {
      releases.stop(release.id());
      releases.erasePages(release.id());
      destroyAfterCommit(release.id());
    }
    for (DeliveryRow delivery : deliveries.ofRequest(request)) {
      switch (delivery.status()) {
        case RECORDED, RECEIVED -> queue.hurry(Step.ERASE, delivery.id(), request);
        // The ledger refuses what is not recorded yet, and it is destroyed then; where nobody tries
        // any more, it is tried again.
        case SEALED -> queue.resume(Step.RECORD_DELIVERY, delivery.id());
        case ERASING, ERASED, DESTROYED -> {}
      }
    }
    boolean running =
        status == DataRequestStatus.GRANTED || status == DataRequestStatus.IN_PROGRESS;
    if (running) {
      requests.change(request, end, reason);
    }
    return running;
  }

  private void destroyAfterCommit(String release) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            vault.destroy(ReleaseTable.key(release));
          }
        });
  }

  /** All steps but these. */
  private static List<Step> except(Step... dropped) {
    List<Step> gone = List.of(dropped);
    return Arrays.stream(Step.values()).filter(step -> !gone.contains(step)).toList();
  }
}
