package org.claimexchange.ledger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.model.evidence.EvidenceAnswer;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;

/** One sequence of steps, each held against the model. Used by one thread at a time. */
final class Sequence {
  private final Generator generator;
  private final Shelf shelf = new Shelf();
  private final Model model;
  private final Questions questions;
  private final Town town;
  private final Tally tally;
  private final UnaryOperator<Submission> seenByTheModel;
  private final List<String> story = new ArrayList<>();

  Sequence(Town town, long seed, Tally tally) {
    this(town, seed, tally, submission -> submission);
  }

  /** A sequence whose model sees each submission so; for a model that sees less than there is. */
  Sequence(Town town, long seed, Tally tally, UnaryOperator<Submission> seenByTheModel) {
    this.town = town;
    this.tally = tally;
    this.seenByTheModel = seenByTheModel;
    this.generator = new Generator(town, new Dice(seed), shelf);
    this.model = new Model(shelf, town.registers);
    this.questions = new Questions(shelf, town.registers);
  }

  /** Something happened that concerns all. */
  void hear(List<String> said) {
    story.addAll(said);
  }

  /** Takes so many steps; throws where the ledger does something else than the model. */
  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      Step step = generator.next();
      story.add(step.said());
      told(() -> {
        switch (step) {
          case Step.Send send -> send(send.submission());
          case Step.Ask ask -> ask(ask);
        }
      });
    }
  }

  private void told(Runnable check) {
    try {
      check.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "After these steps, the last of which went wrong:\n  "
              + String.join("\n  ", story)
              + "\n"
              + e.getMessage(),
          e);
    }
  }

  private void send(Submission submission) {
    Instant before = Instant.now();
    LedgerOutcome<?> outcome = write(submission.signer().ledger(), submission.transaction());
    Instant after = Instant.now();
    switch (outcome) {
      case LedgerOutcome.Committed<?> committed -> {
        heard("committed", named(submission.transaction()));
        Verdict verdict = model.judge(seenByTheModel.apply(submission), committed.at());
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        Verdict.Accepted accepted = (Verdict.Accepted) verdict;
        assertThat((Object) committed.state()).isEqualTo(accepted.answer());
        shelf.commit(submission.transaction(), accepted, committed.transactionId(), committed.at());
      }
      case LedgerOutcome.Refused<?> refused -> {
        heard("refused " + refused.refusal().code(), submission.transaction().function());
        assertThat(
                possible(
                    before,
                    after,
                    List.of(submission.transaction().open(), submission.transaction().hidden()),
                    time -> model.judge(seenByTheModel.apply(submission), time)))
            .contains(new Verdict.Refused(refused.refusal().code()));
      }
      default -> throw new AssertionError(outcome.toString());
    }
  }

  private void ask(Step.Ask ask) {
    Instant before = Instant.now();
    EvidenceOutcome outcome = town.operator().ledger().evidence(ask.request());
    Instant after = Instant.now();
    switch (outcome) {
      case EvidenceOutcome.Endorsed endorsed -> {
        heard("endorsed", ask.request().function());
        EvidenceAnswer answer = answer(endorsed);
        Verdict verdict = questions.judge(ask.request(), ask.seen(), answer.time());
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        assertThat(answer.query()).isEqualTo(ask.request().query());
        assertThat(answer.result())
            .isEqualTo(CanonicalJson.tree(((Verdict.Accepted) verdict).answer()));
      }
      case EvidenceOutcome.Refused refused -> {
        heard("refused " + refused.refusal().code(), ask.request().function());
        assertThat(
                possible(
                    before,
                    after,
                    ask.request().hidden(),
                    time -> questions.judge(ask.request(), ask.seen(), time)))
            .contains(new Verdict.Refused(refused.refusal().code()));
      }
      case EvidenceOutcome.NotEndorsed none -> throw new AssertionError(none.reason());
    }
  }

  /** The function, and that a withdrawal is of what never stood. */
  private String named(Transaction transaction) {
    return transaction instanceof Revoke t && !shelf.consents.containsKey(t.open().consent())
        ? transaction.function() + " of what was held back"
        : transaction.function();
  }

  private void heard(String outcome, String function) {
    story.add("  -> " + outcome);
    tally.count(function + ": " + outcome);
  }

  /**
   * The verdicts of all moments between two: a proposal was signed at one of them, and only where a
   * time told in it lies between do they differ.
   */
  private static Set<Verdict> possible(
      Instant before, Instant after, Object told, Function<Instant, Verdict> judge) {
    Set<Verdict> verdicts = new LinkedHashSet<>();
    verdicts.add(judge.apply(before));
    verdicts.add(judge.apply(after));
    for (Instant turn : Edit.times(told)) {
      if (turn.isAfter(before) && turn.isBefore(after)) {
        verdicts.add(judge.apply(turn));
      }
    }
    return verdicts;
  }

  /** Everything on the ledger must be what the model has; and nothing that it has not. */
  void readBack() {
    story.add("all of it is read back");
    ConsentLedger ledger = town.signer(town.participants().getFirst()).ledger();
    told(() -> {
      for (Submission sent : generator.sent()) {
        states(ledger, sent.transaction());
      }
      for (String consent : shelf.consents.keySet()) {
        assertThat(ledger.historyOfConsent(consent)).isEqualTo(shelf.historyOf(consent));
        assertThat(releases(ledger, consent)).isEqualTo(shelf.releasesOf(consent));
      }
    });
  }

  private void states(ConsentLedger ledger, Transaction transaction) {
    switch (transaction) {
      case RecordRequest t when isId(t.open().request()) -> {
        String id = t.open().request();
        assertThat(ledger.findRequest(id).orElse(null)).isEqualTo(shelf.requests.get(id));
      }
      case Grant t -> {
        String id = t.open().consent();
        assertThat(ledger.findConsent(id).orElse(null)).isEqualTo(shelf.consents.get(id));
      }
      case OpenRelease t -> {
        String id = t.open().release();
        assertThat(ledger.findRelease(id).orElse(null)).isEqualTo(shelf.releases.get(id));
      }
      case RecordDelivery t -> {
        String id = t.open().delivery();
        assertThat(ledger.findDelivery(id).orElse(null)).isEqualTo(shelf.deliveries.get(id));
      }
      case FileObjection t -> {
        String id = t.open().objection();
        assertThat(ledger.findObjection(id).orElse(null)).isEqualTo(shelf.objections.get(id));
      }
      default -> {}
    }
  }

  private static boolean isId(String text) {
    return text.length() == 22;
  }

  private static List<ReleaseState> releases(ConsentLedger ledger, String consent) {
    List<ReleaseState> all = new ArrayList<>();
    String bookmark = "";
    do {
      var page = ledger.releasesOfConsent(consent, bookmark, 2);
      all.addAll(page.releases());
      bookmark = page.bookmark();
    } while (!bookmark.isEmpty());
    return all;
  }

  private static EvidenceAnswer answer(EvidenceOutcome.Endorsed endorsed) {
    try {
      String payload = endorsed.evidence().reads().getFirst().payload();
      ChaincodeAction action =
          ChaincodeAction.parseFrom(
              ProposalResponsePayload.parseFrom(Base64.getDecoder().decode(payload))
                  .getExtension());
      return CanonicalJson.readCanonical(
          action.getResponse().getPayload().toByteArray(), EvidenceAnswer.class);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static LedgerOutcome<?> write(ConsentLedger ledger, Transaction transaction) {
    return switch (transaction) {
      case RecordRequest t -> ledger.recordRequest(t);
      case Grant t -> ledger.grant(t);
      case Refuse t -> ledger.refuse(t);
      case Revoke t -> ledger.revoke(t);
      case OpenRelease t -> ledger.openRelease(t);
      case RecordDelivery t -> ledger.recordDelivery(t);
      case RecordReceipt t -> ledger.recordReceipt(t);
      case RecordErasure t -> ledger.recordErasure(t);
      case FileObjection t -> ledger.fileObjection(t);
      case ResolveObjection t -> ledger.resolveObjection(t);
      default -> throw new AssertionError(transaction.function());
    };
  }
}
