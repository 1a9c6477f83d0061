package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.sample.Authority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys by configuration, replaced while packages are being sealed. */
class SigningKeysTest {

  private static final Instant NOW = SamplePackage.NOW;

  @TempDir Path folder;
  @TempDir Path packages;
  private final SamplePackage sample = SamplePackage.forEc();
  private final List<String> problems = new ArrayList<>();
  private KeyFolder keys;

  @BeforeEach
  void aFolder() {
    keys = new KeyFolder(folder);
  }

  private X509Certificate signerAt(SigningKeys signing, Instant time) throws Exception {
    return signing.at(time).main().chain().getFirst();
  }

  @Test
  void aKeyIsReplacedWithoutARestartAndOldPackagesStillVerify() throws Exception {
    keys.put("signer-2026", sample.signer, Instant.EPOCH);
    FolderSigningKeys signing = FolderSigningKeys.in(folder, problems::add);
    PackageSealer sealer = sample.sealer(signing);
    VerificationInput old = sample.sealInto(packages, sample.content(1), sealer);
    Authority.Holder next =
        sample.signers.signer("C=CN,O=数据交换示范运营方,CN=next", NOW, Duration.ofDays(700));

    keys.put("signer-2027", next, NOW);
    Path later = Files.createDirectory(packages.resolve("later"));
    VerificationInput fresh = sample.sealInto(later, sample.content(1), sealer);

    assertThat(signerAt(signing, NOW.minusSeconds(1))).isEqualTo(sample.signer.certificate());
    assertThat(signerAt(signing, NOW)).isEqualTo(next.certificate());
    assertThat(sample.verifier().verify(old).failures()).isEmpty();
    assertThat(sample.verifier().verify(fresh).failures()).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void aPackageOfAKeyThatIsGoneSinceStillVerifies() throws Exception {
    keys.put("signer-2026", sample.signer, Instant.EPOCH);
    keys.put("signer-2025", sample.signers.signer("C=CN,CN=old", NOW, Duration.ofDays(9)), NOW);
    FolderSigningKeys signing = FolderSigningKeys.in(folder, problems::add);
    VerificationInput old = sample.sealInto(packages, sample.content(1), sample.sealer(signing));

    Files.delete(folder.resolve("signer-2025.properties"));

    assertThat(signerAt(signing, NOW)).isEqualTo(sample.signer.certificate());
    assertThat(sample.verifier().verify(old).failures()).isEmpty();
  }

  @Test
  void aKeyWhoseCertificateHasEndedDoesNotSignThoughItIsTheNewest() throws Exception {
    keys.put("signer-2026", sample.signer, Instant.EPOCH);
    keys.put(
        "signer-short",
        sample.signers.signer("C=CN,CN=short", NOW, Duration.ofHours(1)),
        NOW.minusSeconds(60));
    FolderSigningKeys signing = FolderSigningKeys.in(folder, problems::add);

    assertThat(signerAt(signing, NOW)).isNotEqualTo(sample.signer.certificate());
    assertThat(signerAt(signing, NOW.plus(Duration.ofHours(2))))
        .isEqualTo(sample.signer.certificate());
    assertThatThrownBy(() -> signing.at(NOW.plus(Duration.ofDays(999))))
        .isInstanceOfSatisfying(
            SealingException.class,
            e -> assertThat(e.reason()).isEqualTo(SealingException.Reason.SIGNING_KEY));
  }

  @Test
  void aKeyOfSm2BesideTheOtherSignsTheSecondManifest() throws Exception {
    keys.put("signer", sample.signer, Instant.EPOCH);
    keys.put("signer-sm2", sample.sm2Signer, Instant.EPOCH);

    SigningKeys.Pair pair = FolderSigningKeys.in(folder, problems::add).at(NOW);

    assertThat(pair.main().algorithm()).isEqualTo(SigningKey.Algorithm.ES256);
    assertThat(pair.sm2())
        .hasValueSatisfying(
            key -> assertThat(key.chain()).containsExactly(sample.sm2Signer.certificate()));
  }

  @Test
  void aConfiguredKeyOfSm2ThatHasEndedIsNotSilentlyLeftOut() throws Exception {
    keys.put("signer", sample.signer, Instant.EPOCH);
    keys.put(
        "signer-sm2",
        sample.sm2Signers.signer("C=CN,CN=short", NOW, Duration.ofHours(1)),
        Instant.EPOCH);
    FolderSigningKeys signing = FolderSigningKeys.in(folder, problems::add);

    assertThatThrownBy(() -> signing.at(NOW.plus(Duration.ofHours(2))))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining("SM2");
  }

  @Test
  void aKeyOfSm2OfAnotherParticipantStopsTheStart() throws Exception {
    keys.put("signer", sample.signer, Instant.EPOCH);
    keys.put(
        "signer-sm2",
        sample.sm2Signers.signerNamed("urn:claimexchange:operator-else", "C=CN,CN=别处", NOW),
        Instant.EPOCH);

    assertThatThrownBy(() -> FolderSigningKeys.in(folder, problems::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("signer-sm2.properties: expected the URIs");
  }

  /** The start was right; what is put there later is judged for each package. */
  @Test
  void aKeyOfAnotherParticipantThatIsPutThereLaterSignsNothing() throws Exception {
    keys.put("signer", sample.signer, Instant.EPOCH);
    FolderSigningKeys signing = FolderSigningKeys.in(folder, problems::add);
    keys.put(
        "signer-sm2",
        sample.sm2Signers.signerNamed("urn:claimexchange:operator-else", "C=CN,CN=别处", NOW),
        Instant.EPOCH);

    assertThatThrownBy(() -> signing.at(NOW))
        .isInstanceOfSatisfying(
            SealingException.class,
            e -> assertThat(e.reason()).isEqualTo(SealingException.Reason.SIGNING_KEY))
        .hasMessageContaining("same participant");
  }

  @Test
  void aStartTellsAllThatIsWrongAtOnce() throws Exception {
    keys.describe("one", "kind=pkcs12", "store=missing.p12", "password-file=missing");
    keys.describe("two", "kind=floppy");
    keys.describe("three", "kind=pkcs11", "library=x.so", "slot=left", "from=soon", "pin=1234");

    assertThatThrownBy(() -> FolderSigningKeys.in(folder, problems::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one.properties: store or password cannot be read")
        .hasMessageContaining("two.properties: kind: expected pkcs12 or pkcs11")
        .hasMessageContaining("three.properties")
        .hasMessageContaining("slot: expected a number")
        .hasMessageContaining("password-file: missing")
        .hasMessageContaining("from: expected a time")
        .hasMessageContaining("unknown: pin");
  }

  @Test
  void anEmptyFolderIsNoConfiguration() {
    assertThatThrownBy(() -> FolderSigningKeys.in(folder, problems::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a description");
  }

  @Test
  void aBrokenNewDescriptionIsToldAndTheOldKeyGoesOnSigning() throws Exception {
    keys.put("signer", sample.signer, Instant.EPOCH);
    FolderSigningKeys signing = FolderSigningKeys.in(folder, problems::add);
    keys.put("next", sample.signers.signer("C=CN,CN=next", NOW, Duration.ofDays(9)), NOW);
    Files.writeString(folder.resolve("next.password"), "wrong");

    assertThat(signerAt(signing, NOW)).isEqualTo(sample.signer.certificate());
    assertThat(problems).singleElement().asString().contains("next.properties");
    assertThat(problems).allMatch(problem -> !problem.contains("wrong"));
  }
}
