package org.claimexchange.server.release;

import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.pull.ReleaseProof;

/** Has the ledger judge a release anew: the contract looks at consent and release each time. */
public final class ReleaseProofs {
  private final ReleaseTable table;
  private final Covers covers;
  private final ConsentLedger ledger;

  ReleaseProofs(ReleaseTable table, Covers covers, ConsentLedger ledger) {
    this.table = table;
    this.covers = covers;
    this.ledger = ledger;
  }

  /** Fetches evidence of one release. */
  public ReleaseProof of(ReleaseRow release) {
    ReleaseBody body = table.body(release);
    return (forWhom, nonce) ->
        ledger.evidence(
            new EvidenceRequest.OfRelease(
                new EvidenceQuery(release.id(), forWhom, nonce),
                new EvidenceRequest.OfRelease.Hidden(body, covers.of(release.consent()))));
  }
}
