package org.claimexchange.server.setup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.server.register.RegisterKeeper;
import org.claimexchange.server.register.Registers;

/**
 * Registers the participants of the embedded set-up, each once, by real transactions of its
 * regulator. An entry that is there already, and says the same, stays.
 */
final class CityRegistration {
  static final String REGULATOR = "regulator";
  private static final Duration LIFE = Duration.ofDays(3650);

  private final Registers registers;
  private final RegisterKeeper keeper;
  private final SecureRandom random;
  private final Clock clock;

  CityRegistration(Registers registers, RegisterKeeper keeper, SecureRandom random, Clock clock) {
    this.registers = registers;
    this.keeper = keeper;
    this.random = random;
    this.clock = clock;
  }

  /** A certificate and what it is for. */
  record Use(CertificateUse use, X509Certificate certificate) {}

  /**
   * The regulator, with the certificate that its feed is encrypted to. Where it was registered
   * without that one, by an earlier version or with one that was replaced since, the certificate is
   * added to its entry.
   */
  void regulator(String name, X509Certificate ledger, X509Certificate feed) {
    Use encryption = new Use(CertificateUse.ENCRYPTION, feed);
    keeper.initialize(
        REGULATOR,
        entry(
            REGULATOR,
            Role.REGULATOR,
            "RegulatorMSP",
            name,
            List.of(new Use(CertificateUse.LEDGER, ledger), encryption),
            Salt.fresh(random),
            clock.instant()));
    participant(
        REGULATOR,
        Role.REGULATOR,
        "RegulatorMSP",
        name,
        List.of(new Use(CertificateUse.LEDGER, ledger), encryption));
  }

  void participant(String id, Role role, String mspId, String name, List<Use> certificates) {
    Optional<Participant> before = registers.participant(id).map(Proven::entry);
    List<RegisteredCertificate> kept =
        rotated(before.map(Participant::certificates).orElse(List.of()), certificates);
    boolean same =
        before
            .filter(b ->
                b.name().equals(name)
                    && b.certificates().equals(kept)
                    && b.status() == EntryStatus.ACTIVE)
            .isPresent();
    if (!same) {
      keeper.change(
          new Participant(id, role, mspId, name, kept, EntryStatus.ACTIVE, Salt.fresh(random)));
    }
  }

  /** The register forgets no certificate: what is no longer used ends now, what is new begins. */
  private List<RegisteredCertificate> rotated(
      List<RegisteredCertificate> before, List<Use> wanted) {
    Instant now = clock.instant();
    List<RegisteredCertificate> after = new ArrayList<>();
    for (RegisteredCertificate old : before) {
      boolean stays = !old.liveAt(now) || wanted.stream().anyMatch(use -> isOf(old, use));
      after.add(stays ? old : new RegisteredCertificate(old.use(), old.der(), old.from(), now));
    }
    wanted.stream()
        .filter(use -> before.stream().noneMatch(old -> isOf(old, use)))
        .map(use -> new RegisteredCertificate(use.use(), der(use), now, now.plus(LIFE)))
        .forEach(after::add);
    return after;
  }

  private static boolean isOf(RegisteredCertificate registered, Use use) {
    return registered.use() == use.use() && registered.der().equals(der(use));
  }

  private static Participant entry(
      String id,
      Role role,
      String mspId,
      String name,
      List<Use> certificates,
      Salt salt,
      Instant from) {
    List<RegisteredCertificate> registered =
        certificates.stream()
            .map(use -> new RegisteredCertificate(use.use(), der(use), from, from.plus(LIFE)))
            .toList();
    return new Participant(id, role, mspId, name, registered, EntryStatus.ACTIVE, salt);
  }

  private static String der(Use use) {
    try {
      return Base64.getEncoder().encodeToString(use.certificate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate without DER form", e);
    }
  }

  void provider(
      String id, String issuer, String audience, List<String> acr, List<ProviderKey> keys) {
    Optional<IdentityProvider> before = registers.provider(issuer).map(Proven::entry);
    List<ProviderKey> kept =
        rotatedKeys(before.map(IdentityProvider::keys).orElse(List.of()), keys);
    boolean same =
        before
            .filter(p ->
                p.audiences().equals(List.of(audience))
                    && p.acrValues().equals(acr)
                    && p.status() == EntryStatus.ACTIVE
                    && p.keys().equals(kept))
            .isPresent();
    if (!same) {
      keeper.change(
          new IdentityProvider(
              before.map(IdentityProvider::id).orElse(id),
              issuer,
              List.of(audience),
              List.of(),
              acr,
              300,
              kept,
              EntryStatus.ACTIVE,
              Salt.fresh(random)));
    }
    for (IdentityProvider other = registers.provider().entry();
        !other.issuer().equals(issuer);
        other = registers.provider().entry()) {
      // The server moved to another address: people log in at the new one only.
      keeper.change(suspended(other));
    }
  }

  private IdentityProvider suspended(IdentityProvider provider) {
    return new IdentityProvider(
        provider.id(),
        provider.issuer(),
        provider.audiences(),
        provider.counters(),
        provider.acrValues(),
        provider.maxAgeSeconds(),
        provider.keys(),
        EntryStatus.SUSPENDED,
        Salt.fresh(random));
  }

  private List<ProviderKey> rotatedKeys(List<ProviderKey> before, List<ProviderKey> wanted) {
    Instant now = clock.instant();
    List<ProviderKey> after = new ArrayList<>();
    for (ProviderKey old : before) {
      boolean stays =
          !old.liveAt(now) || wanted.stream().anyMatch(key -> key.jwk().equals(old.jwk()));
      after.add(stays ? old : new ProviderKey(old.kid(), old.jwk(), old.from(), now));
    }
    wanted.stream()
        .filter(key -> before.stream().noneMatch(old -> old.jwk().equals(key.jwk())))
        .forEach(after::add);
    return after;
  }

  void approval(String id, String insurer) {
    if (registers.approval(id).isEmpty()) {
      Instant now = clock.instant();
      keeper.change(
          new Approval(
              id,
              insurer,
              Arrays.stream(Category.values()).map(Category::code).toList(),
              List.of(Purpose.values()),
              now,
              now.plus(LIFE),
              EntryStatus.ACTIVE,
              Salt.fresh(random)));
    }
  }

  void template(String id, String language, Digest digest) {
    boolean same =
        registers
            .template(id)
            .filter(t -> t.entry().entry().template().matches(digest))
            .isPresent();
    if (!same) {
      Instant now = clock.instant();
      keeper.change(
          new TextTemplate(
              id, language, digest, now, now.plus(LIFE), EntryStatus.ACTIVE, Salt.fresh(random)));
    }
  }

  /** A guardian, by the word of the source that saw the document. */
  void guardian(
      String id, PersonId child, PersonId guardian, String attestedBy, SampleSourceKeys source) {
    if (registers.relation(child, guardian).isEmpty()) {
      Instant now = clock.instant();
      Relation relation =
          new Relation(
              id,
              RelationKind.GUARDIAN,
              child,
              guardian,
              Digest.of(Salt.fresh(random).value().getBytes(StandardCharsets.US_ASCII)),
              attestedBy,
              now,
              now.plus(LIFE),
              EntryStatus.ACTIVE,
              Salt.fresh(random));
      keeper.change(
          relation,
          new Attestation(
              source.say(relation, now), registers.participant(attestedBy).orElseThrow()));
    }
  }
}
