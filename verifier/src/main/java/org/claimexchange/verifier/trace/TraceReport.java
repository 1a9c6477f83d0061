package org.claimexchange.verifier.trace;

import java.util.List;
import org.claimexchange.verifier.blocks.LedgerEnd;

/**
 * What was told and what did not fit.
 *
 * @param ledger how far the blocks reach
 * @param feed how far the feed reaches
 * @param consents all, or the one that was asked for
 * @param refusedRequests how many requests were refused
 * @param openRequests how many were neither granted nor refused
 * @param findings what does not fit, of the whole or of the one consent
 */
public record TraceReport(
    LedgerEnd ledger,
    FeedEnd feed,
    List<ConsentStory> consents,
    long refusedRequests,
    long openRequests,
    List<Finding> findings) {
  public TraceReport {
    consents = List.copyOf(consents);
    findings = List.copyOf(findings);
  }
}
