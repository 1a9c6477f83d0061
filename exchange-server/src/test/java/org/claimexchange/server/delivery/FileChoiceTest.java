package org.claimexchange.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Role;
import org.claimexchange.server.web.ProblemException;
import org.claimexchange.verifier.envelope.ContentCipher;
import org.claimexchange.verifier.sample.Authority;
import org.junit.jupiter.api.Test;

/** Which sealed file an insurer gets: its registered certificate chooses. */
class FileChoiceTest {
  private static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");
  private static final StoredFile AES = file(ContentCipher.AES_256_GCM, 0);
  private static final StoredFile SM4 = file(ContentCipher.SM4_GCM, 2);

  private final FileChoice choice = new FileChoice(Clock.fixed(NOW, ZoneOffset.UTC));

  private static StoredFile file(ContentCipher cipher, int firstChunk) {
    return new StoredFile(cipher, Digest.of(new byte[] {(byte) firstChunk}), 100, firstChunk, 2);
  }

  private static RegisteredCertificate certificate(Authority authority, KeyPair keys, Instant from)
      throws Exception {
    byte[] der = authority.recipient("C=CN,CN=insurer-anxin", keys, NOW).certificate().getEncoded();
    return new RegisteredCertificate(
        CertificateUse.ENCRYPTION,
        Base64.getEncoder().encodeToString(der),
        from,
        from.plus(Duration.ofDays(90)));
  }

  private static Participant insurer(List<RegisteredCertificate> certificates) {
    return new Participant(
        "insurer-anxin",
        Role.INSURER,
        "InsurerMSP",
        "安心示范保险股份有限公司",
        certificates,
        EntryStatus.ACTIVE,
        Salt.fresh(new SecureRandom()));
  }

  @Test
  void theNewestCertificateInForceChooses() throws Exception {
    Authority p256 = Authority.root("C=CN,CN=root", NOW);
    Authority sm2 = Authority.sm2Root("C=CN,CN=国密根", NOW);
    List<RegisteredCertificate> certificates = new ArrayList<>();
    certificates.add(certificate(p256, Authority.ecKeys(), NOW.minus(Duration.ofDays(20))));
    assertThat(choice.of(List.of(AES, SM4), "", insurer(certificates))).isEqualTo(AES);

    certificates.add(certificate(sm2, Authority.sm2Keys(), NOW.minus(Duration.ofDays(1))));
    assertThat(choice.of(List.of(AES, SM4), "", insurer(certificates))).isEqualTo(SM4);

    certificates.add(certificate(p256, Authority.rsaKeys(), NOW.plus(Duration.ofDays(1))));
    assertThat(choice.of(List.of(AES, SM4), "", insurer(certificates))).isEqualTo(SM4);
  }

  @Test
  void oneFileIsEverybodys() throws Exception {
    Authority sm2 = Authority.sm2Root("C=CN,CN=国密根", NOW);
    Participant insurer = insurer(List.of(certificate(sm2, Authority.sm2Keys(), NOW)));

    // Sealed before the certificate of SM2 was registered.
    assertThat(choice.of(List.of(AES), "", insurer)).isEqualTo(AES);
  }

  @Test
  void anotherCanBeAskedForByName() {
    Participant insurer = insurer(List.of());

    assertThat(choice.of(List.of(AES, SM4), "sm4-gcm", insurer)).isEqualTo(SM4);
    assertThat(choice.of(List.of(AES, SM4), "aes-256-gcm", insurer)).isEqualTo(AES);
    assertThatThrownBy(() -> choice.of(List.of(AES), "sm4-gcm", insurer))
        .isInstanceOf(ProblemException.class);
  }
}
