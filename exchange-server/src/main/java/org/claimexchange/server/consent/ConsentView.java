package org.claimexchange.server.consent;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.server.register.ParticipantFacts;

/**
 * A consent as its grantor sees it. It hides itself from logs.
 *
 * @param consent id, also the receipt number
 * @param request id of the request it answers
 * @param statement what was signed
 * @param openings who, what for, which parts, how long
 * @param text the text that was shown
 * @param recipients who receives, the insurer first
 * @param state where it stands now
 * @param grantedAt when it was committed; empty while pending
 * @param returnUrl the insurer's page to go back to
 * @param steps how far it has come, in order, those to come included
 * @param sources how each source is doing
 * @param history who did what when, oldest first
 */
public record ConsentView(
    String consent,
    String request,
    ConsentStatement statement,
    ConsentOpenings openings,
    String text,
    List<ParticipantFacts> recipients,
    ConsentStanding state,
    Optional<Instant> grantedAt,
    Optional<URI> returnUrl,
    List<ProgressStep> steps,
    List<SourceProgress> sources,
    List<HistoryEntry> history) {
  public ConsentView {
    recipients = List.copyOf(recipients);
    steps = List.copyOf(steps);
    sources = List.copyOf(sources);
    history = List.copyOf(history);
  }

  @Override
  public String toString() {
    return "ConsentView[" + consent + ", " + state + "]";
  }
}
