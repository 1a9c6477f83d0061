package org.claimexchange.server.regulator.verification;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.verifier.evidence.EndorsementRule;
import org.claimexchange.verifier.evidence.EvidenceException;
import org.claimexchange.verifier.evidence.EvidenceExpectation;
import org.claimexchange.verifier.evidence.EvidencePolicy;
import org.claimexchange.verifier.evidence.EvidenceVerifier;
import org.claimexchange.verifier.evidence.Freshness;

/**
 * Has the ledger's organizations sign, now, how the consent stands, and checks what they signed.
 */
final class EvidenceCheck {
  private static final Duration OLDEST = Duration.ofMinutes(2);
  private static final Duration AHEAD = Duration.ofSeconds(30);

  private final ConsentLedger ledger;
  private final LedgerTrust trust;
  private final Clock clock;
  private final SecureRandom random;

  EvidenceCheck(ConsentLedger ledger, LedgerTrust trust, Clock clock, SecureRandom random) {
    this.ledger = ledger;
    this.trust = trust;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Fresh evidence of a consent, made for the regulator.
   *
   * @param file statement and openings
   * @param state the consent as it was read
   * @param approval the approval that covers it
   * @param participants entries of all recipients and sources
   * @param relation by which the grantor signed for another; empty where for themselves
   * @param regulator the regulator's own entry
   */
  Verdict fresh(
      ConsentFile file,
      ConsentState state,
      Proven<Approval> approval,
      List<Proven<Participant>> participants,
      List<Proven<Relation>> relation,
      Proven<Participant> regulator) {
    List<Proven<Participant>> shown = new ArrayList<>(participants);
    shown.add(regulator);
    String nonce = Salt.fresh(random).value();
    String forWhom = regulator.entry().id();
    EvidenceOutcome outcome =
        ledger.evidence(
            new EvidenceRequest.OfConsent(
                new EvidenceQuery(state.consent(), forWhom, nonce),
                new Cover(file.statement(), file.openings(), approval, shown, relation)));
    return switch (outcome) {
      case EvidenceOutcome.Endorsed endorsed ->
          verified(
              endorsed.evidence(), state, EvidenceExpectation.of(state.consent(), forWhom, nonce));
      case EvidenceOutcome.Refused refused ->
          refused(refused.refusal(), state, file.openings().terms().value());
      case EvidenceOutcome.NotEndorsed _ -> Verdict.fails(Reason.EVIDENCE_NOT_ENDORSED);
    };
  }

  private Verdict verified(Evidence evidence, ConsentState state, EvidenceExpectation expected) {
    var verifier =
        new EvidenceVerifier(
            new EvidencePolicy(
                trust.roots(),
                EndorsementRule.claims(),
                trust.channel(),
                trust.chaincode(),
                new Freshness.Within(OLDEST, AHEAD, clock)));
    try {
      var read = verifier.consent(evidence, expected);
      return read.result().state().equals(state)
          ? Verdict.holds(read.organizations().stream().sorted().toArray(String[]::new))
          : Verdict.fails(Reason.EVIDENCE_OF_ANOTHER_STATE);
    } catch (EvidenceException e) {
      return Verdict.fails(Reason.EVIDENCE_DEFECT, e.defect().name(), e.expected(), e.found());
    }
  }

  private Verdict refused(LedgerRefusal refusal, ConsentState state, Terms terms) {
    Instant now = clock.instant();
    boolean over =
        switch (refusal.code()) {
          case CONSENT_REVOKED -> state.status() == ConsentStatus.REVOKED;
          case CONSENT_EXPIRED -> !terms.liveAt(now);
          default -> false;
        };
    return over
        ? new Verdict.RefusedAsItMust(refusal.code().name())
        : Verdict.fails(Reason.EVIDENCE_REFUSED, refusal.code().name());
  }
}
