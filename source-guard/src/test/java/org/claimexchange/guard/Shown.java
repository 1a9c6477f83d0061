package org.claimexchange.guard;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.verifier.sample.SampleLedger;
import org.claimexchange.verifier.sample.SampleRead;

/** What an exchange shows a source, right until a test makes it wrong. */
final class Shown {
  static final String SOURCE = "source-first";
  static final String RELEASE = "WcAMpqLyS5mk0aFbPjX1vw";
  static final Person WANG =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310101198503029974"), "王建国");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SampleLedger ledger;
  private final Instant now;
  String forWhom = SOURCE;
  Opening<Part> part = Opening.of(RANDOM, ReleasePresentation.PART, part(SOURCE));
  Opening<Person> subject = Opening.of(RANDOM, ReleasePresentation.SUBJECT, WANG);
  Instant deadline;
  UnaryOperator<SampleRead> broken = UnaryOperator.identity();

  Shown(SampleLedger ledger, Instant now) {
    this.ledger = ledger;
    this.now = now;
    this.deadline = now.plusSeconds(3600);
  }

  static Part part(String source) {
    return new Part(
        source,
        List.of("ZY2026031207"),
        new DateRange(LocalDate.of(2026, 3, 12), LocalDate.of(2026, 3, 16)),
        List.of(),
        List.of("visit", "diagnosis", "fee-list"),
        List.of(),
        false);
  }

  static <T> Opening<T> hidden(String name, T value) {
    return Opening.of(RANDOM, name, value);
  }

  /** What is shown: the ledger released what the fields say. */
  ReleasePresentation with(String nonce) {
    return with(nonce, part.digest(), subject.digest());
  }

  /** The same, while the ledger released other digests. */
  ReleasePresentation with(String nonce, Digest releasedPart, Digest releasedSubject) {
    var result =
        new ReleaseEvidence(
            new ReleaseState(RELEASE, "consent-1", digest(1), 0, now.minusSeconds(60)),
            digest(2),
            releasedSubject,
            releasedPart,
            deadline);
    EvidenceRead read =
        broken
            .apply(
                ledger
                    .read(ReleaseEvidence.FUNCTION, RELEASE, forWhom, now)
                    .nonce(nonce)
                    .result(result))
            .sign();
    return new ReleasePresentation(SampleLedger.evidence(read), part, subject);
  }

  static Digest digest(int seed) {
    return Digest.of(new byte[] {(byte) seed});
  }
}
