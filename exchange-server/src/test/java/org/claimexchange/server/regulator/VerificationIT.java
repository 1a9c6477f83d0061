package org.claimexchange.server.regulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.server.regulator.casefile.CaseFile;
import org.claimexchange.server.regulator.casefile.DeliveryFile;
import org.claimexchange.server.regulator.casefile.ReceiptFile;
import org.claimexchange.server.regulator.casefile.ReleaseFile;
import org.claimexchange.server.regulator.sample.SampleCase;
import org.claimexchange.server.regulator.sample.SampleGrantor;
import org.claimexchange.server.regulator.sample.SampleLedger;
import org.claimexchange.server.regulator.verification.Check;
import org.claimexchange.server.regulator.verification.CheckLine;
import org.claimexchange.server.regulator.verification.Reason;
import org.claimexchange.server.regulator.verification.Report;
import org.claimexchange.server.regulator.verification.Verdict;
import org.claimexchange.server.regulator.verification.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every lie of an operator's shows up in its own line. */
@ExtendWith(ConsoleWorld.Extension.class)
class VerificationIT {
  @Test
  void everyCheckOfAnHonestCaseHolds(ConsoleWorld world) throws Exception {
    SampleCase one =
        world.kept(SampleCase.granted(world.ledger()).released().deliveredAndReceived());

    Report report = verified(world, one);

    assertThat(report.lines()).extracting(CheckLine::check).containsExactly(Check.values());
    assertThat(report.lines())
        .filteredOn(line -> line.verdict() instanceof Verdict.Fails)
        .isEmpty();
    assertThat(verdicts(report).get(Check.EVIDENCE))
        .isEqualTo(Verdict.holds("ExchangeMSP", "RegulatorMSP"));
    assertThat(verdicts(report).get(Check.WITHDRAWAL)).isEqualTo(new Verdict.NothingToCheck());
  }

  @Test
  void aWithdrawnConsentIsToldBySignatureAndRefusal(ConsoleWorld world) throws Exception {
    SampleCase one = world.kept(SampleCase.granted(world.ledger()).withdrawn());

    Report report = verified(world, one);

    assertThat(report.failures()).isZero();
    assertThat(verdicts(report).get(Check.WITHDRAWAL)).isEqualTo(Verdict.holds());
    assertThat(verdicts(report).get(Check.EVIDENCE))
        .isEqualTo(new Verdict.RefusedAsItMust("CONSENT_REVOKED"));
  }

  @Test
  void anotherPersonInTheOpeningsShows(ConsoleWorld world) throws Exception {
    SampleCase one = SampleCase.granted(world.ledger());
    ConsentOpenings honest = one.file().consent().openings();
    Person other = new Person(SampleGrantor.CHEN_JING.id(), "陈敬");
    lie(
        world,
        one,
        new ConsentOpenings(
            honest.subject(),
            new Opening<>(honest.grantor().salt(), ConsentOpenings.GRANTOR, other),
            honest.relation(),
            honest.recipients(),
            honest.purpose(),
            honest.parts(),
            honest.terms(),
            honest.shown(),
            honest.witness()),
        one.file().consent().proof(),
        one.file().consent().text());

    var verdicts = verdicts(verified(world, one));

    assertThat(reason(verdicts.get(Check.OPENINGS))).isEqualTo(Reason.OPENINGS_DIFFER);
    assertThat(reason(verdicts.get(Check.IDENTITY))).isEqualTo(Reason.OTHER_PERSON);
    assertThat(verdicts.get(Check.STATEMENT)).isInstanceOf(Verdict.Holds.class);
  }

  @Test
  void anotherTextShows(ConsoleWorld world) throws Exception {
    SampleCase one = SampleCase.granted(world.ledger());
    ConsentFile honest = one.file().consent();
    lie(world, one, honest.openings(), honest.proof(), honest.text() + "另可用于核保。");

    var verdicts = verdicts(verified(world, one));

    assertThat(reason(verdicts.get(Check.TEXT))).isEqualTo(Reason.DIGEST_DIFFERS);
  }

  @Test
  void anotherSignatureShows(ConsoleWorld world) throws Exception {
    SampleCase one = SampleCase.granted(world.ledger());
    ConsentFile honest = one.file().consent();
    GrantorProof foreign = SampleCase.granted(world.ledger()).file().consent().proof();
    lie(world, one, honest.openings(), foreign, honest.text());

    var verdicts = verdicts(verified(world, one));

    assertThat(reason(verdicts.get(Check.PROOF))).isEqualTo(Reason.DIGEST_DIFFERS);
    assertThat(reason(verdicts.get(Check.NONCE))).isEqualTo(Reason.NONCE_DIFFERS);
    assertThat(reason(verdicts.get(Check.SIGNATURE))).isEqualTo(Reason.SIGNATURE_WRONG);
  }

  @Test
  void aReleaseThatIsHeldBackShows(ConsoleWorld world) throws Exception {
    SampleCase one = SampleCase.granted(world.ledger()).released();
    CaseFile honest = one.file();
    world
        .cases()
        .replace(
            new CaseFile(
                honest.request(), honest.consent(), List.of(), honest.sources(), List.of()),
            one.grantedAt());

    var verdicts = verdicts(verified(world, one));

    assertThat(reason(verdicts.get(Check.RELEASES))).isEqualTo(Reason.NOT_ON_BOTH_SIDES);
  }

  @Test
  void aReceiptOfAnotherPackageShows(ConsoleWorld world) throws Exception {
    SampleCase one = SampleCase.granted(world.ledger()).released().deliveredAndReceived();
    SampleCase other = SampleCase.granted(world.ledger()).released().deliveredAndReceived();
    CaseFile honest = one.file();
    ReleaseFile release = honest.releases().getFirst();
    ReceiptFile foreign =
        other.file().releases().getFirst().deliveries().getFirst().receipt().getFirst();
    DeliveryFile delivery =
        new DeliveryFile(release.deliveries().getFirst().body(), true, List.of(foreign));
    world
        .cases()
        .replace(
            new CaseFile(
                honest.request(),
                honest.consent(),
                List.of(new ReleaseFile(release.body(), true, List.of(delivery))),
                honest.sources(),
                List.of()),
            one.grantedAt());

    var verdicts = verdicts(verified(world, one));

    assertThat(reason(verdicts.get(Check.RECEIPTS))).isEqualTo(Reason.DIGEST_DIFFERS);
  }

  @Test
  void aRegisterThatWasChangedBesideTheLedgerShows(ConsoleWorld world) throws Exception {
    SampleCase one = world.kept(SampleCase.granted(world.ledger()));
    Participant honest =
        world.ledger().book().participant(SampleLedger.SECOND_HOSPITAL).orElseThrow().entry();
    world
        .ledger()
        .book()
        .falsify(
            new Participant(
                honest.id(),
                honest.role(),
                honest.mspId(),
                "别家医院",
                honest.certificates(),
                EntryStatus.ACTIVE,
                honest.salt()));
    try {
      var verdicts = verdicts(verified(world, one));

      assertThat(reason(verdicts.get(Check.REGISTERS))).isEqualTo(Reason.ROOT_DIFFERS);
      assertThat(reason(verdicts.get(Check.PARTICIPANTS))).isEqualTo(Reason.NOT_IN_REGISTER);
    } finally {
      world.ledger().book().falsify(honest);
    }
  }

  private static void lie(
      ConsoleWorld world,
      SampleCase one,
      ConsentOpenings openings,
      GrantorProof proof,
      String text) {
    CaseFile honest = one.file();
    ConsentFile consent = honest.consent();
    world
        .cases()
        .replace(
            new CaseFile(
                honest.request(),
                new ConsentFile(
                    ConsentFile.TYPE,
                    consent.statement(),
                    openings,
                    text,
                    proof,
                    consent.proofSalt()),
                honest.releases(),
                honest.sources(),
                honest.withdrawal()),
            one.grantedAt());
  }

  private static Report verified(ConsoleWorld world, SampleCase one) {
    return world.bean(Verification.class).verify(one.id()).orElseThrow();
  }

  private static Map<Check, Verdict> verdicts(Report report) {
    Map<Check, Verdict> verdicts = new EnumMap<>(Check.class);
    report.lines().forEach(line -> verdicts.put(line.check(), line.verdict()));
    return verdicts;
  }

  private static Reason reason(Verdict verdict) {
    if (verdict instanceof Verdict.Fails fails) {
      return fails.reason();
    }
    throw new AssertionError("expected a failure, found " + verdict);
  }
}
