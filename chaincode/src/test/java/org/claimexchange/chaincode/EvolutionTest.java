package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.chaincode.testkit.Book;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Counter;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.junit.jupiter.api.Test;

/** What may become of an entry of a register. */
class EvolutionTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;
  private final Participant hospital = world.participants().entry(World.FIRST_HOSPITAL);

  @Test
  void aParticipantIsSuspendedAndRevived() {
    change(world.participants(), with(hospital, EntryStatus.SUSPENDED));
    change(world.participants(), with(hospital, EntryStatus.ACTIVE));
  }

  @Test
  void whatHasEndedStaysEnded() {
    change(world.participants(), with(hospital, EntryStatus.ENDED));

    refuses(world.participants(), with(hospital, EntryStatus.ACTIVE));
  }

  @Test
  void anEntryKeepsRoleAndId() {
    refuses(
        world.participants(),
        new Participant(
            hospital.id(),
            Role.INSURER,
            "InsurerMSP",
            hospital.name(),
            hospital.certificates(),
            hospital.status(),
            world.salt()));
  }

  @Test
  void noCertificateIsForgottenAndNoneThatEndedCountsAgain() {
    refuses(world.participants(), with(hospital, List.of(hospital.certificates().getLast())));
    bench.commit(
        World.REGULATOR,
        world.rotate(
            World.FIRST_HOSPITAL,
            CertificateUse.LEDGER,
            Keys.certificate("hospital-ruihua-2", world.now())));
    Participant rotated = world.participants().entry(World.FIRST_HOSPITAL);
    bench.clock.forward(Duration.ofSeconds(1));

    List<RegisteredCertificate> revived = new ArrayList<>(rotated.certificates());
    RegisteredCertificate old = revived.getFirst();
    revived.set(
        0,
        new RegisteredCertificate(
            old.use(), old.der(), old.from(), world.now().plus(Duration.ofDays(9))));
    refuses(world.participants(), with(rotated, revived));
  }

  @Test
  void aCertificateStandsOnceAndInOneSpelling() {
    RegisteredCertificate first = hospital.certificates().getFirst();
    RegisteredCertificate longer =
        new RegisteredCertificate(first.use(), first.der() + "AAAA", world.now(), first.to());
    for (RegisteredCertificate more : List.of(first, longer)) {
      List<RegisteredCertificate> certificates = new ArrayList<>(hospital.certificates());
      certificates.add(more);
      assertThat(
              bench.refusal(
                  World.REGULATOR,
                  world
                      .participants()
                      .put(
                          with(hospital, certificates),
                          world.participants().proven(World.REGULATOR))))
          .isEqualTo(Code.MALFORMED);
      world.participants().takeBack(hospital);
    }
  }

  @Test
  void theRegulatorCannotShutItselfOut() {
    Participant regulator = world.participants().entry(World.REGULATOR);

    refuses(world.participants(), with(regulator, EntryStatus.SUSPENDED));
    RegisteredCertificate only = regulator.certificates().getFirst();
    refuses(
        world.participants(),
        with(
            regulator,
            List.of(new RegisteredCertificate(only.use(), only.der(), only.from(), world.now()))));
  }

  @Test
  void aProviderKeepsIssuerAndKeys() {
    IdentityProvider provider = world.providers().entry(World.PROVIDER);

    refuses(world.providers(), with(provider, "https://id.example.com", provider.keys()));
    refuses(world.providers(), with(provider, provider.issuer(), List.of()));
    ProviderKey key = provider.keys().getFirst();
    change(
        world.providers(),
        with(
            provider,
            provider.issuer(),
            List.of(new ProviderKey(key.kid(), key.jwk(), key.from(), world.now()))));
    bench.clock.forward(Duration.ofSeconds(1));
    refuses(world.providers(), with(provider, provider.issuer(), List.of(key)));
  }

  @Test
  void aCountersClientNeverBecomesThePages() {
    IdentityProvider provider = world.providers().entry(World.PROVIDER);

    refuses(
        world.providers(),
        withClients(provider, List.of(World.AUDIENCE, World.COUNTER_AUDIENCE), List.of()));
    refuses(
        world.providers(),
        withClients(
            provider,
            List.of("claim-exchange-page-2"),
            List.of(new Counter(World.AUDIENCE, World.FIRST_HOSPITAL))));
  }

  @Test
  void aProvidersKeyStandsUnderOneId() {
    IdentityProvider provider = world.providers().entry(World.PROVIDER);
    ProviderKey key = provider.keys().getFirst();
    ProviderKey again = new ProviderKey("another-id", key.jwk(), world.now(), key.to());

    assertThat(
            bench.refusal(
                World.REGULATOR,
                world
                    .providers()
                    .put(
                        with(provider, provider.issuer(), List.of(key, again)),
                        world.participants().proven(World.REGULATOR))))
        .isEqualTo(Code.MALFORMED);
  }

  @Test
  void anApprovalStaysItsInsurersAndATemplateKeepsItsWords() {
    Approval approval = world.approvals().entry(World.APPROVAL);
    refuses(
        world.approvals(),
        new Approval(
            approval.id(),
            World.OTHER_INSURER,
            approval.categories(),
            approval.purposes(),
            approval.from(),
            approval.to(),
            approval.status(),
            world.salt()));
    TextTemplate template = world.templates().entry(World.TEMPLATE);
    refuses(
        world.templates(),
        new TextTemplate(
            template.id(),
            template.language(),
            Digest.of(new byte[] {1}),
            template.from(),
            template.to(),
            template.status(),
            world.salt()));
  }

  @Test
  void aChangeHasAFreshSalt() {
    refuses(
        world.participants(),
        with(hospital, EntryStatus.SUSPENDED, hospital.certificates(), hospital.salt()));
  }

  private <T extends RegisterEntry> void change(Book<T> book, T entry) {
    bench.commit(World.REGULATOR, book.put(entry, world.participants().proven(World.REGULATOR)));
  }

  private <T extends RegisterEntry> void refuses(Book<T> book, T entry) {
    T before = book.entry(entry.id());
    assertThat(
            bench.refusal(
                World.REGULATOR, book.put(entry, world.participants().proven(World.REGULATOR))))
        .isEqualTo(Code.CHANGE_NOT_ALLOWED);
    book.takeBack(before);
  }

  private Participant with(Participant present, EntryStatus status) {
    return with(present, status, present.certificates(), world.salt());
  }

  private Participant with(Participant present, List<RegisteredCertificate> certificates) {
    return with(present, present.status(), certificates, world.salt());
  }

  private static Participant with(
      Participant present,
      EntryStatus status,
      List<RegisteredCertificate> certificates,
      Salt salt) {
    return new Participant(
        present.id(), present.role(), present.mspId(), present.name(), certificates, status, salt);
  }

  private IdentityProvider with(IdentityProvider present, String issuer, List<ProviderKey> keys) {
    return new IdentityProvider(
        present.id(),
        issuer,
        present.audiences(),
        present.counters(),
        present.acrValues(),
        present.maxAgeSeconds(),
        keys,
        present.status(),
        world.salt());
  }

  private IdentityProvider withClients(
      IdentityProvider present, List<String> audiences, List<Counter> counters) {
    return new IdentityProvider(
        present.id(),
        present.issuer(),
        audiences,
        counters,
        present.acrValues(),
        present.maxAgeSeconds(),
        present.keys(),
        present.status(),
        world.salt());
  }
}
