package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.List;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.blocks.LedgerEnd;

/** The report for programs. */
public final class TraceJson {
  private record JsonStory(
      String consent, Instant grantedAt, String insurer, String state, List<StoryStep> steps) {}

  private record JsonFinding(
      String finding, String sentence, String transaction, long block, String detail) {}

  private record JsonReport(
      boolean fits,
      LedgerEnd ledger,
      FeedEnd feed,
      List<JsonStory> consents,
      long refusedRequests,
      long openRequests,
      List<JsonFinding> findings) {}

  private TraceJson() {}

  /** The report as canonical JSON; times are in UTC. */
  public static String write(TraceReport report) {
    return CanonicalJson.writeText(
        new JsonReport(
            report.findings().isEmpty(),
            report.ledger(),
            report.feed(),
            report.consents().stream()
                .map(story ->
                    new JsonStory(
                        story.consent(),
                        story.grantedAt(),
                        story.insurer(),
                        story.state().id(),
                        story.steps()))
                .toList(),
            report.refusedRequests(),
            report.openRequests(),
            report.findings().stream()
                .map(finding ->
                    new JsonFinding(
                        finding.kind().id(),
                        finding.kind().sentence(),
                        finding.transaction(),
                        finding.block(),
                        finding.detail()))
                .toList()));
  }
}
