package org.claimexchange.verifier.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.feed.FeedContent;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.blocks.LedgerTransaction;

/**
 * A step with its content from the feed, held against the ledger.
 *
 * @param step as it stands on the ledger
 * @param hidden its hidden side; empty where the feed has none that fits function and open side
 * @param tree the same as JSON
 * @param findings what does not fit
 */
record JudgedStep<O, H>(
    LedgerStep<O, H> step, List<H> hidden, List<JsonNode> tree, List<Finding> findings) {

  /** Without content, for a reason that is a finding or none. */
  static <O, H> JudgedStep<O, H> closed(LedgerStep<O, H> step, List<Finding> findings) {
    return new JudgedStep<>(step, List.of(), List.of(), findings);
  }

  static <O, H> JudgedStep<O, H> judge(
      LedgerStep<O, H> step, FeedContent content, LedgerIndex ledger, List<TrustStore> trust) {
    LedgerTransaction transaction = step.transaction();
    StepChecks checks = new StepChecks(transaction, ledger, trust);
    checks.require(content.function().equals(step.kind().function()), FindingKind.OTHER_FUNCTION);
    checks.require(
        transaction.arguments().equals(List.of(CanonicalJson.writeText(content.open()))),
        FindingKind.OTHER_OPEN_SIDE);
    if (!checks.findings().isEmpty()) {
      return closed(step, checks.findings());
    }
    Optional<H> hidden = Optional.empty();
    try {
      withoutNull(content.hidden());
      hidden = Optional.of(CanonicalJson.convert(content.hidden(), step.kind().hiddenType()));
    } catch (MalformedJsonException e) {
      checks.require(false, FindingKind.HIDDEN_UNREADABLE);
    }
    hidden.ifPresent(found -> step.kind().check(step.open(), found, checks));
    return new JudgedStep<>(
        step, hidden.stream().toList(), List.of(content.hidden()), checks.findings());
  }

  /** The model writes no null, and its lists could not be looked into with one inside. */
  private static void withoutNull(JsonNode node) {
    if (node.isNull()) {
      throw new MalformedJsonException("a hidden side with null in it");
    }
    node.forEach(JudgedStep::withoutNull);
  }

  void summarize(Summary summary) {
    hidden.forEach(found -> step.kind().summarize(step.open(), found, summary));
  }

  void collectNames(StoryNames names) {
    tree.forEach(names::collect);
  }

  StoryStep tell(Words words, StoryNames names) {
    Telling telling = new Telling(words, names);
    if (hidden.isEmpty()) {
      step.kind().tellOpen(step.open(), telling);
    }
    hidden.forEach(found -> step.kind().tell(step.open(), found, telling));
    LedgerTransaction transaction = step.transaction();
    return new StoryStep(
        step.kind().function(),
        step.kind().title(),
        transaction.time(),
        transaction.id(),
        transaction.place().block(),
        transaction.creator(),
        !hidden.isEmpty(),
        new ArrayList<>(telling.facts()));
  }

  @Override
  public String toString() {
    return "JudgedStep[" + step.kind().function() + "]";
  }
}
