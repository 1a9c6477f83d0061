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
import org.claimexchange.server.register.RegisterKeeper;
import org.claimexchange.server.register.Registers;

/**
 * Registers the participants of the embedded set-up, each once, by real transactions of its
 * regulator. An entry that is there already, and says the same, stays.
 */
final class EmbeddedRegistration {
  static final String REGULATOR = "regulator";
  private static final Duration LIFE = Duration.ofDays(3650);

  private final Registers registers;
  private final RegisterKeeper keeper;
  private final SecureRandom random;
  private final Clock clock;

  EmbeddedRegistration(
      Registers registers, RegisterKeeper keeper, SecureRandom random, Clock clock) {
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
    Participant present =
        registers
            .participant(REGULATOR)
            .map(Proven::entry)
            .orElseThrow(() -> new IllegalStateException("the regulator is not registered yet"));
    boolean registered =
        present.certificates().stream()
            .anyMatch(one -> one.use() == encryption.use() && one.der().equals(der(encryption)));
    if (!registered) {
      keeper.change(with(present, encryption));
    }
  }

  private Participant with(Participant present, Use added) {
    Instant now = clock.instant();
    List<RegisteredCertificate> certificates = new ArrayList<>(present.certificates());
    certificates.add(new RegisteredCertificate(added.use(), der(added), now, now.plus(LIFE)));
    return new Participant(
        present.id(),
        present.role(),
        present.mspId(),
        present.name(),
        certificates,
        present.status(),
        Salt.fresh(random));
  }

  void participant(String id, Role role, String mspId, String name, List<Use> certificates) {
    Optional<Participant> before = registers.participant(id).map(Proven::entry);
    boolean same =
        before
            .filter(b -> b.equals(entry(id, role, mspId, name, certificates, b.salt(), from(b))))
            .isPresent();
    if (!same) {
      keeper.change(
          entry(id, role, mspId, name, certificates, Salt.fresh(random), clock.instant()));
    }
  }

  private static Instant from(Participant participant) {
    return participant.certificates().stream()
        .map(RegisteredCertificate::from)
        .findFirst()
        .orElse(Instant.EPOCH);
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
    Optional<IdentityProvider> before =
        registers.provider(issuer).map(Proven::entry).filter(p -> p.id().equals(id));
    boolean same =
        before
            .filter(p ->
                p.audiences().equals(List.of(audience))
                    && p.acrValues().equals(acr)
                    && jwks(p.keys()).equals(jwks(keys)))
            .isPresent();
    if (!same) {
      keeper.change(
          new IdentityProvider(
              id,
              issuer,
              List.of(audience),
              acr,
              300,
              keys,
              EntryStatus.ACTIVE,
              Salt.fresh(random)));
    }
  }

  private static List<String> jwks(List<ProviderKey> keys) {
    return keys.stream().map(ProviderKey::jwk).sorted().toList();
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

  void guardian(String id, PersonId child, PersonId guardian, String attestedBy) {
    if (registers.relation(child, guardian).isEmpty()) {
      Instant now = clock.instant();
      keeper.change(
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
              Salt.fresh(random)));
    }
  }
}
