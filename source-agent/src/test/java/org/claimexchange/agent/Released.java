package org.claimexchange.agent;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.verifier.sample.SampleLedger;
import org.claimexchange.verifier.sample.SampleRead;

/** A release that stands on a sample ledger, and what is shown of it. */
class Released {
  private static final SecureRandom RANDOM = new SecureRandom();

  final String release;
  private final SampleLedger ledger;
  private final Clock clock;
  Opening<Part> part;
  Opening<Person> subject;
  Digest partOnLedger;
  UnaryOperator<SampleRead> broken = UnaryOperator.identity();

  Released(String release, Part part, Person subject, SampleLedger ledger, Clock clock) {
    this.release = release;
    this.ledger = ledger;
    this.clock = clock;
    this.part = Opening.of(RANDOM, ReleasePresentation.PART, part);
    this.subject = Opening.of(RANDOM, ReleasePresentation.SUBJECT, subject);
    this.partOnLedger = this.part.digest();
  }

  /** Another part is shown than the one on the ledger. */
  void widen(Part wider) {
    part = Opening.of(RANDOM, ReleasePresentation.PART, wider);
  }

  ReleasePresentation shown(String nonce) {
    var now = clock.instant();
    var result =
        new ReleaseEvidence(
            new ReleaseState(
                release, "consent-1", Digest.of(new byte[] {1}), 0, now.minusSeconds(60)),
            Digest.of(new byte[] {2}),
            subject.digest(),
            partOnLedger,
            now.plusSeconds(86_400));
    var read =
        broken
            .apply(
                ledger
                    .read(ReleaseEvidence.FUNCTION, release, part.value().source(), now)
                    .nonce(nonce)
                    .result(result))
            .sign();
    return new ReleasePresentation(SampleLedger.evidence(read), part, subject);
  }
}
