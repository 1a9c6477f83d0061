package org.claimexchange.server.push;

import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.job.Refusals;
import org.claimexchange.server.register.RegisterLevels;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseProofs;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseStoppedException;
import org.claimexchange.server.release.ReleaseTable;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens sessions for agents, each on evidence that the ledger endorsed for it just now. */
final class PushSessions {
  private static final int MOST_OF_A_PART = 20;

  private final ReleaseTable releases;
  private final ReleaseProofs proofs;
  private final Covers covers;
  private final PushTable table;
  private final TransactionTemplate transaction;
  private final Refusals refusals;

  PushSessions(
      ReleaseTable releases,
      ReleaseProofs proofs,
      Covers covers,
      PushTable table,
      TransactionTemplate transaction,
      Refusals refusals) {
    this.releases = releases;
    this.proofs = proofs;
    this.covers = covers;
    this.table = table;
    this.transaction = transaction;
    this.refusals = refusals;
  }

  /** What came of asking for a session. */
  sealed interface Outcome {
    /**
     * It is open.
     *
     * @param session its id
     * @param presentation what the agent checks before it sends
     */
    record Opened(String session, ReleasePresentation presentation) implements Outcome {
      @Override
      public String toString() {
        return "Opened[…]";
      }
    }

    /** The contract says no, or the release was stopped meanwhile. */
    record Refused() implements Outcome {}

    /** Not now: no peers, registers' entries on their way, or too many sessions. */
    record NotNow() implements Outcome {}
  }

  /**
   * Opens one.
   *
   * @param source participant id of the agent's source
   * @param pull the part that waits for it
   * @param nonce that the agent made
   */
  Outcome open(String source, PullRow pull, String nonce) {
    ReleaseRow release = releases.find(pull.release()).orElseThrow();
    if (table.sessions(pull) >= MOST_OF_A_PART) {
      return new Outcome.NotNow();
    }
    RegisterLevels.Rows shown = refusals.rows();
    return switch (proofs.of(release).evidence(source, nonce)) {
      case EvidenceOutcome.Endorsed(Evidence evidence) -> opened(source, pull, release, evidence);
      case EvidenceOutcome.Refused(var refusal) ->
          switch (refusals.of(refusal.code(), shown)) {
            case FINAL -> new Outcome.Refused();
            case PASSING, ENTRIES_BEHIND -> new Outcome.NotNow();
          };
      case EvidenceOutcome.NotEndorsed notEndorsed -> new Outcome.NotNow();
    };
  }

  private Outcome opened(String source, PullRow pull, ReleaseRow release, Evidence evidence) {
    Cover cover = covers.of(release.consent());
    var presentation =
        new ReleasePresentation(
            evidence, cover.openings().parts().get(pull.part()), cover.openings().subject());
    try {
      String session =
          transaction.execute(
              status -> releases.holdAwaited(pull) ? table.open(source, pull, evidence) : "");
      return session == null || session.isEmpty()
          ? new Outcome.Refused()
          : new Outcome.Opened(session, presentation);
    } catch (ReleaseStoppedException e) {
      return new Outcome.Refused();
    }
  }
}
