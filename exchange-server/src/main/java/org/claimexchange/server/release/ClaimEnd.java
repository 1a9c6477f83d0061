package org.claimexchange.server.release;

import java.time.Clock;
import java.util.List;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepTable;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.request.TaskReason;
import org.claimexchange.server.vault.Vault;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends a claim without a package: nothing more is pulled, what came is erased. */
public final class ClaimEnd {
  /** What goes on after the end of a claim. */
  private static final List<Step> STILL =
      List.of(Step.WITHDRAW, Step.OBSERVE_WITHDRAWAL, Step.EXPIRE, Step.ERASE);

  private final ReleaseTable table;
  private final RequestTable requests;
  private final StepTable steps;
  private final Story story;
  private final Vault vault;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ClaimEnd(
      ReleaseTable table,
      RequestTable requests,
      StepTable steps,
      Story story,
      Vault vault,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.requests = requests;
    this.steps = steps;
    this.story = story;
    this.vault = vault;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The ledger refuses to go on. */
  public void refused(ReleaseRow release, LedgerRefusal.Code code) {
    DataRequestStatus status =
        code == LedgerRefusal.Code.CONSENT_REVOKED
            ? DataRequestStatus.CANCELLED
            : DataRequestStatus.FAILED;
    end(release, status, TaskReason.of(code));
  }

  /** It ends so. Does nothing where it has ended already. */
  public void end(ReleaseRow release, DataRequestStatus status, String reason) {
    transaction.executeWithoutResult(t -> {
      if (running(requests.hold(release.request()).status())) {
        requests.change(release.request(), status, reason);
        story.tell(release.request(), happening(status).saying(reason));
      }
      table.stop(release.id());
      table.erasePages(release.id());
      steps.dropOpen(release.request(), STILL);
    });
    // After the commit: a key that is gone while its pages are wanted would be an error.
    vault.destroy(ReleaseTable.key(release.id()));
  }

  private Happening happening(DataRequestStatus status) {
    return Happening.of(
        status == DataRequestStatus.CANCELLED ? Happening.Kind.CANCELLED : Happening.Kind.FAILED,
        "",
        clock.instant());
  }

  /** Whether a claim is under way. */
  static boolean running(DataRequestStatus status) {
    return switch (status) {
      case GRANTED, IN_PROGRESS -> true;
      case REQUESTED, OPEN, COMPLETED, REJECTED, CANCELLED, FAILED -> false;
    };
  }
}
