package org.claimexchange.chaincode.register;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.claimexchange.chaincode.identity.ProviderJwk;
import org.claimexchange.chaincode.identity.X509;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Counter;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Whether a new entry makes sense, so that a slip of the regulator's is seen at once. */
public final class EntryCheck {
  private static final int LONGEST_TOKEN_AGE = 3600;

  /**
   * Reads an entry of a register, which must be canonical and make sense.
   *
   * @param previous the entry that it changes; empty where it is a new one
   */
  public RegisterEntry read(RegisterName register, String json, Optional<RegisterEntry> previous) {
    RegisterEntry entry = parse(register, json);
    check(entry);
    if (entry instanceof Participant participant) {
      recipient(participant, previous);
    }
    return entry;
  }

  /**
   * New certificates only: what was taken once stays in the entry, and must not stand in the way of
   * a suspension.
   */
  private static void recipient(Participant participant, Optional<RegisterEntry> previous) {
    List<RegisteredCertificate> known =
        previous.map(Participant.class::cast).map(Participant::certificates).orElse(List.of());
    for (RegisteredCertificate certificate : participant.certificates()) {
      expect(
          certificate.use() != CertificateUse.ENCRYPTION
              || known.stream().anyMatch(old -> old.der().equals(certificate.der()))
              || X509.canReceive(certificate(certificate)),
          "certificates for encryption with a key of RSA with 2048 bits up, of P-256 or of SM2");
    }
  }

  /** Reads an entry of a register, which must be canonical. */
  RegisterEntry parse(RegisterName register, String json) {
    Class<? extends RegisterEntry> type =
        switch (register) {
          case PARTICIPANTS -> Participant.class;
          case PROVIDERS -> IdentityProvider.class;
          case APPROVALS -> Approval.class;
          case TEMPLATES -> TextTemplate.class;
          case RELATIONS -> Relation.class;
        };
    return CanonicalJson.readCanonical(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /** Refuses an entry that makes no sense. */
  public void check(RegisterEntry entry) {
    expect(!entry.id().isBlank() && entry.id().length() <= 100, "an id of 1 to 100 characters");
    switch (entry) {
      case Participant participant -> participant(participant);
      case IdentityProvider provider -> provider(provider);
      case Approval approval -> {
        period(approval.from(), approval.to());
        expect(!approval.insurer().isBlank(), "the insurer that may ask");
      }
      case TextTemplate template -> period(template.from(), template.to());
      case Relation relation -> {
        period(relation.from(), relation.to());
        expect(relation.kind() != RelationKind.SELF, "a relation between two persons");
        expect(!relation.subject().equals(relation.grantor()), "a relation between two persons");
      }
    }
  }

  private static void participant(Participant participant) {
    expect(
        participant.mspId().equals(organization(participant.role())),
        "a participant of role " + participant.role() + " in " + organization(participant.role()));
    List<String> certificates =
        participant.certificates().stream()
            .map(certificate -> certificate.use() + " " + certificate.der())
            .toList();
    expect(
        certificates.stream().distinct().count() == certificates.size(),
        "each certificate once for each use");
    for (RegisteredCertificate certificate : participant.certificates()) {
      period(certificate.from(), certificate.to());
      certificate(certificate);
    }
  }

  private static String organization(Role role) {
    return switch (role) {
      case OPERATOR -> "ExchangeMSP";
      case REGULATOR -> "RegulatorMSP";
      case SOURCE -> "SourceMSP";
      case INSURER -> "InsurerMSP";
    };
  }

  /** Reads a registered certificate; refused where it is none. */
  private static X509Certificate certificate(RegisteredCertificate registered) {
    try {
      byte[] der = Base64.getDecoder().decode(registered.der());
      X509Certificate certificate = X509.read(der);
      // One certificate has one form here, else it could come back as another after its end.
      if (Arrays.equals(der, certificate.getEncoded())
          && Base64.getEncoder().encodeToString(der).equals(registered.der())) {
        return certificate;
      }
    } catch (CertificateException | IllegalArgumentException e) {
      // Told below.
    }
    throw new RefusedException(
        Code.MALFORMED, "expected an entry with X.509 certificates as base64 of their DER form");
  }

  private static void provider(IdentityProvider provider) {
    expect(!provider.issuer().isBlank(), "an issuer");
    expect(provider.audiences().stream().noneMatch(String::isBlank), "audiences with a name");
    List<String> clients =
        Stream.concat(
                provider.audiences().stream(), provider.counters().stream().map(Counter::audience))
            .toList();
    expect(
        clients.stream().distinct().count() == clients.size(),
        "clients that are either the page's or one counter's");
    expect(
        provider.counters().stream()
            .noneMatch(counter -> counter.audience().isBlank() || counter.participant().isBlank()),
        "counters with a client and the source whose they are");
    expect(
        provider.maxAgeSeconds() > 0 && provider.maxAgeSeconds() <= LONGEST_TOKEN_AGE,
        "tokens that are at most " + LONGEST_TOKEN_AGE + " seconds old");
    List<String> kids = provider.keys().stream().map(ProviderKey::kid).toList();
    expect(kids.stream().distinct().count() == kids.size(), "key ids that differ");
    List<PublicKey> keys =
        provider.keys().stream()
            .flatMap(key -> ProviderJwk.read(key.jwk()).stream())
            .map(ProviderJwk::key)
            .toList();
    expect(keys.stream().distinct().count() == keys.size(), "each key under one id");
    for (ProviderKey key : provider.keys()) {
      period(key.from(), key.to());
      expect(
          ProviderJwk.isSupported(key.jwk()), "public keys of P-256 or of RSA with 2048 bits up");
    }
  }

  private static void period(Instant from, Instant to) {
    expect(from.isBefore(to), "a period that ends after it begins");
  }

  private static void expect(boolean holds, String what) {
    RefusedException.unless(holds, Code.MALFORMED, "expected an entry with " + what);
  }
}
