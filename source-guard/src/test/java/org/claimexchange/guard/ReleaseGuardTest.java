package org.claimexchange.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.claimexchange.guard.log.GuardEvent;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.evidence.EvidenceDefect;
import org.claimexchange.verifier.sample.SampleLedger;
import org.claimexchange.verifier.sample.SampleRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session is opened on evidence that holds, and each defect is refused under its name. */
class ReleaseGuardTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:15:30Z");
  private static final String EXCHANGE = "claim-exchange";
  private static final SampleLedger LEDGER = new SampleLedger(NOW);
  private static final SampleLedger FOREIGN = new SampleLedger(NOW);

  private final MovableClock clock = new MovableClock(NOW);
  private final List<GuardEvent> written = new ArrayList<>();
  private final ReleaseGuard guard =
      new ReleaseGuard(
          Shown.SOURCE, new LedgerRoots(LEDGER.trusted()), written::add, clock, new SecureRandom());
  private final Shown shown = new Shown(LEDGER, NOW);

  @Test
  void evidenceThatHoldsOpensASessionForItsPartAndPerson() throws GuardException {
    var grant = guard.open(EXCHANGE, shown.with(guard.issueNonce().nonce()));

    var session = guard.session(EXCHANGE, grant.session());
    assertThat(session.release()).isEqualTo(Shown.RELEASE);
    assertThat(session.part()).isEqualTo(shown.part.value());
    assertThat(session.subject()).isEqualTo(Shown.WANG);
    assertThat(grant.expiresAt()).isEqualTo(NOW.plusSeconds(120));
    assertThat(session.toString()).doesNotContain("王建国").doesNotContain("310101");
  }

  static Stream<Arguments> brokenEvidence() {
    return Stream.of(
        broken(
            "endorsed, never submitted write",
            read -> read.keys(set -> set.addWrites(KVWrite.newBuilder().setKey("release"))),
            EvidenceDefect.WRITES),
        broken("answer of another tag", read -> read.tag("release/v1"), EvidenceDefect.TAG),
        broken(
            "one endorsement removed",
            read -> read.endorsedBy(Map.of("RegulatorMSP", LEDGER.peer("RegulatorMSP"))),
            EvidenceDefect.ENDORSEMENT_POLICY),
        broken(
            "the operator and the source without the regulator",
            read ->
                read.endorsedBy(
                    Map.of(
                        "ExchangeMSP",
                        LEDGER.peer("ExchangeMSP"),
                        "SourceMSP",
                        LEDGER.peer("SourceMSP"))),
            EvidenceDefect.ENDORSEMENT_POLICY),
        broken(
            "foreign roots",
            read ->
                read.endorsedBy(
                    Map.of(
                        "RegulatorMSP",
                        FOREIGN.peer("RegulatorMSP"),
                        "ExchangeMSP",
                        FOREIGN.peer("ExchangeMSP"))),
            EvidenceDefect.CERTIFICATE_CHAIN),
        broken("another channel", read -> read.channel("trade"), EvidenceDefect.CHANNEL),
        broken(
            "a call of the write itself",
            read -> read.calling("openRelease"),
            EvidenceDefect.FUNCTION),
        broken(
            "an answer to another question",
            read -> read.answering(new EvidenceQuery("other", Shown.SOURCE, "other")),
            EvidenceDefect.OBJECT),
        broken(
            "a time other than the transaction's",
            read -> read.answeredAt(NOW.minusSeconds(1)),
            EvidenceDefect.TIME));
  }

  private static Arguments broken(
      String name, UnaryOperator<SampleRead> change, EvidenceDefect defect) {
    return Arguments.of(name, change, defect);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void brokenEvidence(String name, UnaryOperator<SampleRead> change, EvidenceDefect defect) {
    shown.broken = change;

    var refused = refusalOf(shown.with(guard.issueNonce().nonce()));

    assertThat(refused.refusal()).isEqualTo(GuardRefusal.EVIDENCE);
    assertThat(refused.defect()).isEqualTo(Optional.of(defect));
  }

  @Test
  void aNonceIsTakenOnceEvenIfTheEvidenceWasBroken() throws GuardException {
    var nonce = guard.issueNonce().nonce();
    guard.open(EXCHANGE, shown.with(nonce));
    assertThat(refusalOf(shown.with(nonce)).refusal()).isEqualTo(GuardRefusal.NONCE);

    var second = guard.issueNonce().nonce();
    shown.broken = read -> read.tag("other");
    refusalOf(shown.with(second));
    shown.broken = read -> read;
    assertThat(refusalOf(shown.with(second)).refusal()).isEqualTo(GuardRefusal.NONCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n0nceThatNobodyIssued_1"})
  void aNonceThatWasNotIssuedHereIsRefused(String nonce) {
    assertThat(refusalOf(shown.with(nonce)).refusal()).isEqualTo(GuardRefusal.NONCE);
  }

  @Test
  void aNonceOfTwoMinutesAgoIsRefused() {
    var nonce = guard.issueNonce().nonce();
    clock.now = NOW.plusSeconds(121);

    assertThat(refusalOf(shown.with(nonce)).refusal()).isEqualTo(GuardRefusal.NONCE);
  }

  @Test
  void moreNoncesThanAnybodyNeedsPushOutTheOldest() {
    var first = guard.issueNonce().nonce();
    for (int i = 0; i < Nonces.MOST; i++) {
      guard.issueNonce();
    }

    assertThat(refusalOf(shown.with(first)).refusal()).isEqualTo(GuardRefusal.NONCE);
  }

  @Test
  void evidenceForAnotherSourceIsRefused() {
    shown.forWhom = "source-second";

    assertThat(refusalOf(shown.with(guard.issueNonce().nonce())).defect())
        .isEqualTo(Optional.of(EvidenceDefect.FOR_WHOM));
  }

  @Test
  void evidenceOfThreeMinutesAgoIsRefused() {
    clock.now = NOW.plusSeconds(180);

    assertThat(refusalOf(shown.with(guard.issueNonce().nonce())).defect())
        .isEqualTo(Optional.of(EvidenceDefect.TIME));
  }

  @Test
  void aWidenedPartIsRefused() {
    var released = shown.part.digest();
    var part = Shown.part(Shown.SOURCE);
    shown.part =
        Shown.hidden(
            ReleasePresentation.PART,
            new Part(
                part.source(),
                part.visits(),
                part.period(),
                part.visitKinds(),
                List.of("visit", "diagnosis", "fee-list", "laboratory"),
                part.protectedKinds(),
                true));

    assertThat(
            refusalOf(shown.with(guard.issueNonce().nonce(), released, shown.subject.digest()))
                .refusal())
        .isEqualTo(GuardRefusal.PART);
  }

  @Test
  void anotherSourcesPartIsRefused() {
    shown.part = Shown.hidden(ReleasePresentation.PART, Shown.part("source-second"));

    assertThat(refusalOf(shown.with(guard.issueNonce().nonce())).refusal())
        .isEqualTo(GuardRefusal.PART);
  }

  @Test
  void anOpeningUnderAnotherNameIsRefused() {
    shown.part = Shown.hidden("terms", Shown.part(Shown.SOURCE));

    assertThat(refusalOf(shown.with(guard.issueNonce().nonce())).refusal())
        .isEqualTo(GuardRefusal.PART);
  }

  @Test
  void anotherPersonThanTheConsentsIsRefused() {
    var released = shown.subject.digest();
    shown.subject =
        Shown.hidden(
            ReleasePresentation.SUBJECT,
            new Person(new PersonId(IdSystem.RESIDENT_ID, "310104197605039991"), "陈志强"));

    assertThat(
            refusalOf(shown.with(guard.issueNonce().nonce(), shown.part.digest(), released))
                .refusal())
        .isEqualTo(GuardRefusal.SUBJECT);
  }

  @Test
  void aReleaseWhoseDeadlinePassedSinceTheAnswerIsRefused() {
    shown.deadline = NOW.plusSeconds(10);
    clock.now = NOW.plusSeconds(11);

    assertThat(refusalOf(shown.with(guard.issueNonce().nonce())).refusal())
        .isEqualTo(GuardRefusal.DEADLINE);
  }

  @Test
  void aSessionEndsAfterTwoMinutes() throws GuardException {
    var session = guard.open(EXCHANGE, shown.with(guard.issueNonce().nonce())).session();
    clock.now = NOW.plus(ReleaseGuard.SESSION).minusMillis(1);
    guard.session(EXCHANGE, session);

    clock.now = NOW.plus(ReleaseGuard.SESSION);

    assertOver(EXCHANGE, session);
  }

  @Test
  void aSessionEndsWithTheReleasesDeadline() throws GuardException {
    shown.deadline = NOW.plusSeconds(30);
    var session = guard.open(EXCHANGE, shown.with(guard.issueNonce().nonce())).session();

    clock.now = NOW.plusSeconds(30);

    assertOver(EXCHANGE, session);
  }

  @Test
  void aSessionIsItsCallersAlone() throws GuardException {
    var session = guard.open(EXCHANGE, shown.with(guard.issueNonce().nonce())).session();

    assertOver("another-client", session);
    assertOver(EXCHANGE, "aSessionNobodyOpened__");
  }

  @Test
  void evidenceWithoutExactlyOneReadIsRefused() {
    var one = shown.with(guard.issueNonce().nonce()).evidence().reads().get(0);
    for (List<EvidenceRead> reads : List.of(List.<EvidenceRead>of(), List.of(one, one))) {
      var presentation =
          new ReleasePresentation(
              new Evidence(Evidence.TYPE, "claims", "consent", reads, Map.of()),
              shown.part,
              shown.subject);
      assertThat(refusalOf(presentation).refusal()).isEqualTo(GuardRefusal.MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "AAAA", "/////w=="})
  void aProposalThatCannotBeReadIsRefused(String proposal) {
    var one = shown.with(guard.issueNonce().nonce()).evidence().reads().get(0);
    var read =
        new EvidenceRead(one.function(), one.header(), proposal, one.payload(), one.endorsements());

    assertThat(
            refusalOf(
                    new ReleasePresentation(SampleLedger.evidence(read), shown.part, shown.subject))
                .refusal())
        .isEqualTo(GuardRefusal.MALFORMED);
  }

  @Test
  void anOversizedProposalIsRefusedUnread() {
    var one = shown.with(guard.issueNonce().nonce()).evidence().reads().get(0);
    var huge = Base64.getEncoder().encodeToString(new byte[100_000]);
    var read =
        new EvidenceRead(one.function(), one.header(), huge, one.payload(), one.endorsements());

    assertThat(
            refusalOf(
                    new ReleasePresentation(SampleLedger.evidence(read), shown.part, shown.subject))
                .refusal())
        .isEqualTo(GuardRefusal.MALFORMED);
  }

  @Test
  void rootsAreReadFromATrustFolder(@TempDir Path trust) throws IOException {
    assertThatThrownBy(() -> LedgerRoots.read(trust)).isInstanceOf(IOException.class);
    var folder = Files.createDirectory(trust.resolve("ledger"));
    assertThatThrownBy(() -> LedgerRoots.read(trust)).isInstanceOf(IOException.class);
    for (var organization : LEDGER.trusted().entrySet()) {
      Files.writeString(
          folder.resolve(organization.getKey() + ".pem"),
          Pem.write(organization.getValue().get(0)));
    }

    assertThat(LedgerRoots.read(trust).byOrganization()).isEqualTo(LEDGER.trusted());
  }

  private void assertOver(String caller, String session) {
    var refused = catchThrowableOfType(GuardException.class, () -> guard.session(caller, session));
    assertThat(refused.refusal()).isEqualTo(GuardRefusal.SESSION_OVER);
  }

  private GuardException refusalOf(ReleasePresentation presentation) {
    var refused =
        catchThrowableOfType(GuardException.class, () -> guard.open(EXCHANGE, presentation));
    assertThat(refused).as("a refusal").isNotNull();
    assertThat(refused.getMessage()).doesNotContain("王建国").doesNotContain("310101");
    return refused;
  }
}
