package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.claimexchange.chaincode.caller.TimeCheck;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.register.EntryCheck;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterRulesTest {
  private final Bench bench = new Bench();
  private final World world = bench.world;

  @Test
  void theRegistersAreSetUpOnce() {
    List<Transaction> setUp = world.setUp();
    bench.commit(World.REGULATOR, setUp.get(0));
    bench.repeat(World.REGULATOR, setUp.get(0));
    bench.commit(World.REGULATOR, setUp.get(1));

    assertThat(bench.refusal(World.REGULATOR, setUp.get(0))).isEqualTo(Code.ALREADY_INITIALIZED);
  }

  @Test
  void onlyTheRegulatorItselfSetsThemUp() {
    Initialize initialize = (Initialize) world.setUp().get(0);

    assertThat(bench.refusal(bench.creator(World.OPERATOR), initialize))
        .isEqualTo(Code.CALLER_NOT_ALLOWED);
  }

  @Test
  void nobodyButTheRegulatorChangesThem() {
    Bench ready = Bench.ready();
    ChangeRegister change =
        ready
            .world
            .participants()
            .put(someSource(ready.world), ready.world.participants().proven(World.OPERATOR));

    assertThat(ready.refusal(World.OPERATOR, change)).isEqualTo(Code.CALLER_NOT_ALLOWED);
  }

  @Test
  void aChangeIsOfTheRegisterAsItStands() {
    Bench ready = Bench.ready();
    World present = ready.world;
    ChangeRegister first =
        present
            .participants()
            .put(someSource(present), present.participants().proven(World.REGULATOR));
    ChangeRegister.Open open = first.open();
    var tooLate =
        new ChangeRegister(
            new ChangeRegister.Open(open.register(), open.version() + 1, open.root()),
            first.hidden());
    var wrongRoot =
        new ChangeRegister(
            new ChangeRegister.Open(
                open.register(), open.version(), first.hidden().caller().entry().leaf()),
            first.hidden());
    var wrongPrevious =
        new ChangeRegister(
            open,
            new ChangeRegister.Hidden(
                first.hidden().caller(),
                first.hidden().entry(),
                first.hidden().path(),
                first.hidden().entry(),
                List.of()));

    assertThat(ready.refusal(World.REGULATOR, tooLate)).isEqualTo(Code.REGISTER_CHANGED);
    assertThat(ready.refusal(World.REGULATOR, wrongPrevious)).isEqualTo(Code.REGISTER_CHANGED);
    assertThat(ready.refusal(World.REGULATOR, wrongRoot)).isEqualTo(Code.DIGEST_MISMATCH);
    RegisterState made = ready.commit(World.REGULATOR, first, RegisterState.class);
    assertThat(made.version()).isEqualTo(open.version());
    // The caller's own way to the root changed with it, as for everybody who repeats later.
    ChangeRegister again =
        new ChangeRegister(
            open,
            new ChangeRegister.Hidden(
                present.participants().proven(World.REGULATOR),
                first.hidden().previous(),
                first.hidden().path(),
                first.hidden().entry(),
                List.of()));
    ready.repeat(World.REGULATOR, again);
  }

  @Test
  void aRotatedCertificateCountsAndTheOldOneNoMore() {
    Bench ready = Bench.ready();
    World present = ready.world;
    var old = ready.creator(World.OPERATOR);
    ready.commit(
        World.REGULATOR,
        present.rotate(
            World.OPERATOR, CertificateUse.LEDGER, Keys.certificate("exchange-2", present.now())));
    Transaction request = present.newCase(World.mother()).recordRequest();

    assertThat(ready.refusal(old, request)).isEqualTo(Code.CALLER_NOT_REGISTERED);
    ready.commit(World.OPERATOR, request);
  }

  @Test
  void anInsurersCertificateOfSm2IsTaken() {
    Bench ready = Bench.ready();
    World present = ready.world;
    RegisteredCertificate sm2 =
        present.registered(
            CertificateUse.ENCRYPTION, Keys.selfSigned(Keys.sm2(), "安信人寿 国密加密", present.now()));

    ready.commit(World.REGULATOR, present.add(World.INSURER, sm2));

    assertThat(present.participants().entry(World.INSURER).certificates()).contains(sm2);
  }

  /** Nobody could encrypt to it, and no package of its consents could be sealed. */
  @Test
  void aCertificateOfSm2WhoseKeyIsNoPointOfTheCurveIsRefused() {
    Bench ready = Bench.ready();
    World present = ready.world;
    KeyPair keys = Keys.sm2();
    RegisteredCertificate right =
        present.registered(
            CertificateUse.ENCRYPTION, Keys.selfSigned(keys, "安信人寿 国密加密", present.now()));
    byte[] key = keys.getPublic().getEncoded();
    byte[] der = Base64.getDecoder().decode(right.der());
    HexFormat hex = HexFormat.of();
    int point = hex.formatHex(der).indexOf(hex.formatHex(key)) / 2;
    der[point + key.length - 1] ^= 1;
    RegisteredCertificate broken =
        new RegisteredCertificate(
            right.use(), Base64.getEncoder().encodeToString(der), right.from(), right.to());

    assertThat(point).isPositive();
    assertThat(ready.refusal(World.REGULATOR, present.add(World.INSURER, broken)))
        .isEqualTo(Code.MALFORMED);
  }

  /** One such certificate would stop every package of its insurer. */
  @ParameterizedTest
  @CsvSource({"RSA, 1024", "EC, 384", "EC, 521"})
  void aCertificateThatNoPackageCanBeEncryptedToIsRefused(String algorithm, int bits)
      throws NoSuchAlgorithmException {
    Bench ready = Bench.ready();
    World present = ready.world;
    KeyPairGenerator pairs = KeyPairGenerator.getInstance(algorithm);
    pairs.initialize(bits);
    RegisteredCertificate useless =
        present.registered(
            CertificateUse.ENCRYPTION,
            Keys.selfSigned(pairs.generateKeyPair(), "安信人寿 加密", present.now()));

    ChangeRegister change = present.add(World.INSURER, useless);

    assertThat(ready.refusal(World.REGULATOR, change)).isEqualTo(Code.MALFORMED);
    // What an earlier contract took must not stand in the way of a suspension.
    String entry = change.hidden().entry();
    RegisterEntry taken = CanonicalJson.read(entry, Participant.class);
    assertThat(new EntryCheck().read(RegisterName.PARTICIPANTS, entry, Optional.of(taken)))
        .isEqualTo(taken);
  }

  @Test
  void anEntryThatMakesNoSenseIsRefused() {
    Bench ready = Bench.ready();
    World present = ready.world;
    Participant source = someSource(present);
    Participant misplaced =
        new Participant(
            source.id(),
            Role.OPERATOR,
            "SourceMSP",
            source.name(),
            source.certificates(),
            source.status(),
            source.salt());

    assertThat(
            ready.refusal(
                World.REGULATOR,
                present
                    .participants()
                    .put(misplaced, present.participants().proven(World.REGULATOR))))
        .isEqualTo(Code.MALFORMED);
  }

  @Test
  void aTimestampFarFromTheEndorsersClockIsRefused() {
    Instant now = Instant.parse("2026-11-23T02:00:00Z");
    TimeCheck check = new TimeCheck(Clock.fixed(now, java.time.ZoneOffset.UTC));
    check.check(now.minus(Duration.ofMinutes(5)));
    check.check(now.plus(Duration.ofMinutes(5)));

    for (Duration off : List.of(Duration.ofSeconds(301), Duration.ofSeconds(-301))) {
      assertThatThrownBy(() -> check.check(now.plus(off)))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo(Code.CLOCK_SKEW));
    }
  }

  private static Participant someSource(World world) {
    return new Participant(
        "hospital-xuhui",
        Role.SOURCE,
        "SourceMSP",
        "徐汇医院",
        List.of(
            world.registered(
                CertificateUse.LEDGER, Keys.certificate("hospital-xuhui", world.now()))),
        EntryStatus.ACTIVE,
        world.salt());
  }
}
