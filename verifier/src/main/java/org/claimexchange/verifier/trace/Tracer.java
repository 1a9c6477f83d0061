package org.claimexchange.verifier.trace;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.blocks.BlocksException;
import org.claimexchange.verifier.blocks.LedgerBlocks;
import org.claimexchange.verifier.blocks.LedgerEnd;
import org.claimexchange.verifier.blocks.SigningVerdict;

/**
 * Joins the ledger's blocks and the regulator's feed. What stands in a block is the ledger's word;
 * what the feed says of it counts as far as it opens the digests that stand there. The server is
 * asked nothing.
 */
public final class Tracer {
  /** Whoever hands in all writes of a case, and writes the feed. */
  private static final String OPERATOR = "ExchangeMSP";

  private final Clock clock;
  private final Words words;

  /**
   * @param clock what a consent's state is judged by
   * @param wholeNumbers whether persons' numbers are told whole; their middle is masked otherwise
   */
  public Tracer(Clock clock, boolean wholeNumbers) {
    this.clock = clock;
    this.words = new Words(wholeNumbers);
  }

  /**
   * All consents, one line each, and all that does not fit.
   *
   * @throws BlocksException if the blocks cannot be believed
   * @throws IOException if a file cannot be read
   */
  public TraceReport whole(TraceInput input) throws BlocksException, IOException {
    Run run = new Run(input, step -> true, false);
    List<ConsentStory> consents = new ArrayList<>();
    for (String consent : run.ledger.consents()) {
      consents.add(run.story(consent, List.of()));
    }
    return run.report(consents);
  }

  /**
   * One consent's story; empty where the ledger holds no consent of this id.
   *
   * @throws BlocksException if the blocks cannot be believed
   * @throws IOException if a file cannot be read
   */
  public Optional<TraceReport> consent(TraceInput input, String id)
      throws BlocksException, IOException {
    Run run = new Run(input, consent -> Optional.of(id).equals(consent), true);
    if (!run.ledger.consents().contains(id)) {
      return Optional.empty();
    }
    return Optional.of(run.report(List.of(run.story(id, run.tell()))));
  }

  /** One reading of both. */
  private final class Run {
    private final LedgerIndex ledger = new LedgerIndex();
    private final List<TrustStore> trust;
    private final FeedKeys keys;
    private final Predicate<Optional<String>> wanted;
    private final boolean telling;
    private final Map<String, JudgedStep<?, ?>> judged = new HashMap<>();
    private final LedgerEnd ledgerEnd;
    private final FeedEnd feedEnd;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param wanted which consents' steps (empty: of none) are looked at
     * @param telling whether their contents are kept to be told
     */
    Run(TraceInput input, Predicate<Optional<String>> wanted, boolean telling)
        throws BlocksException, IOException {
      this.trust = input.trust();
      this.keys = new FeedKeys(input.keys());
      this.wanted = wanted;
      this.telling = telling;
      this.ledgerEnd =
          new LedgerBlocks(trust.isEmpty() ? Map.of() : trust.get(0).ledger())
              .read(input.blocks(), ledger::take);
      FeedReader feed = new FeedReader(ledger, this::entry);
      this.feedEnd = feed.read(input.feed());
      if (ledgerEnd.torn()) {
        findings.add(Finding.ofLedger(FindingKind.BLOCKS_TORN, ledgerEnd.height(), ""));
      }
      findings.addAll(ledger.findings());
      findings.addAll(feed.findings());
      wantedSteps().forEach(step -> findings.addAll(findingsOf(step)));
    }

    private void entry(FeedEntry entry) throws IOException {
      LedgerStep<?, ?> step = ledger.step(entry.transactionId()).orElseThrow();
      if (wanted.test(ledger.consentOf(step))) {
        JudgedStep<?, ?> found = judge(step, entry);
        ledger.consentOf(step).ifPresent(consent -> found.summarize(ledger.summary(consent)));
        judged.put(
            entry.transactionId(),
            telling ? found : JudgedStep.closed(found.step(), found.findings()));
      }
    }

    private <O, H> JudgedStep<O, H> judge(LedgerStep<O, H> step, FeedEntry entry)
        throws IOException {
      try {
        return JudgedStep.judge(step, keys.open(entry), ledger, trust);
      } catch (FeedKeys.Closed e) {
        return JudgedStep.closed(
            step, List.of(Finding.at(e.kind(), step.transaction(), FeedReader.where(entry))));
      }
    }

    private List<LedgerStep<?, ?>> wantedSteps() {
      List<LedgerStep<?, ?>> steps = new ArrayList<>();
      for (LedgerStep<?, ?> step : ledger.steps()) {
        if (wanted.test(ledger.consentOf(step))) {
          steps.add(step);
        }
      }
      return steps;
    }

    private List<Finding> findingsOf(LedgerStep<?, ?> step) {
      List<Finding> found = new ArrayList<>();
      SigningVerdict signing = step.transaction().signing();
      if (signing == SigningVerdict.CREATOR) {
        found.add(Finding.at(FindingKind.CREATOR_UNTRUSTED, step.transaction(), ""));
      } else if (signing == SigningVerdict.ENDORSEMENT) {
        found.add(Finding.at(FindingKind.ENDORSEMENT_UNTRUSTED, step.transaction(), ""));
      }
      JudgedStep<?, ?> content = judged.get(step.transaction().id());
      if (content != null) {
        found.addAll(content.findings());
      } else if (step.transaction().creator().equals(OPERATOR)) {
        // What others hand in, such as a withdrawal, the writer of the feed cannot know.
        found.add(Finding.at(FindingKind.NOT_IN_FEED, step.transaction(), step.kind().title()));
      }
      return found;
    }

    private List<StoryStep> tell() {
      List<JudgedStep<?, ?>> steps = new ArrayList<>();
      for (LedgerStep<?, ?> step : wantedSteps()) {
        JudgedStep<?, ?> found = judged.get(step.transaction().id());
        steps.add(found == null ? JudgedStep.closed(step, List.of()) : found);
      }
      StoryNames names = new StoryNames();
      steps.forEach(step -> step.collectNames(names));
      List<StoryStep> told = new ArrayList<>();
      steps.forEach(step -> told.add(step.tell(words, names)));
      return told;
    }

    ConsentStory story(String consent, List<StoryStep> steps) {
      Summary summary = ledger.summary(consent);
      return new ConsentStory(
          consent,
          ledger.grantedAt(consent),
          summary.insurer(),
          ledger.neverStood(consent) ? StoryState.NEVER_STOOD : summary.stateAt(clock.instant()),
          steps);
    }

    TraceReport report(List<ConsentStory> consents) {
      return new TraceReport(
          ledgerEnd, feedEnd, consents, ledger.refusedRequests(), ledger.openRequests(), findings);
    }
  }
}
