package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.Requirement;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationReport.Line;
import org.claimexchange.verifier.container.ContainerLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an insurer may demand beyond what every package must have. */
class RequirementsTest {
  private static final Set<Requirement> ALL = EnumSet.allOf(Requirement.class);

  @TempDir Path folder;

  private static PackageVerifier demanding(
      SamplePackage sample, SampleTimestampAuthority authority, Set<Requirement> demanded) {
    TrustStore trust = sample.trust();
    return new PackageVerifier(
        new TrustStore(
            trust.ledger(),
            trust.signers(),
            List.of(authority.root.certificate()),
            trust.providers()),
        Clock.fixed(SamplePackage.NOW.plusSeconds(5), ZoneOffset.UTC),
        demanded);
  }

  private static PackageSealer stamping(SamplePackage sample, SampleTimestampAuthority authority) {
    return new PackageSealer(
        SigningKeys.of(SamplePackage.key(sample.signer), SamplePackage.key(sample.sm2Signer)),
        SamplePackage.FONTS,
        Optional.of(
            new HttpTimestampAuthority(
                HttpClient.newHttpClient(),
                authority.uri(),
                Duration.ofSeconds(20),
                List.of(authority.root.certificate()),
                sample.random)),
        Optional.empty(),
        sample.random);
  }

  @Test
  void aPackageWithBothSignaturesAndStampsHoldsWhateverIsDemanded() throws Exception {
    SamplePackage sample = SamplePackage.forSm2();
    try (var authority = new SampleTimestampAuthority()) {
      var input = sample.sealInto(folder, sample.content(1), stamping(sample, authority));

      assertThat(demanding(sample, authority, ALL).verify(input).failures()).isEmpty();
      assertThat(demanding(sample, authority, Set.of()).verify(input).failures()).isEmpty();
    }
  }

  @Test
  void whatIsDemandedAndMissingFailsUnderItsName() throws Exception {
    SamplePackage sample = SamplePackage.forEc();
    var input = sample.sealInto(folder, sample.content(1));
    try (var authority = new SampleTimestampAuthority()) {
      assertThat(demanding(sample, authority, Set.of()).verify(input).failures()).isEmpty();

      List<Line> sm2 =
          demanding(sample, authority, Set.of(Requirement.SM2)).verify(input).failures();
      assertThat(sm2).extracting(Line::check).containsExactly(Check.PACKAGE_SIGNATURE);
      assertThat(sm2).extracting(Line::about).containsExactly(ContainerLayout.SM2_SIGNATURE);
      assertThat(sm2.getFirst().reason())
          .startsWith("missing: expected a second signature, by SM2");

      List<Line> stamp =
          demanding(sample, authority, Set.of(Requirement.TIMESTAMP)).verify(input).failures();
      assertThat(stamp).extracting(Line::check).containsExactly(Check.TIMESTAMP);
      assertThat(stamp.getFirst().reason()).startsWith("missing: expected a time stamp");

      assertThat(demanding(sample, authority, ALL).verify(input).failures())
          .extracting(Line::check)
          .containsExactlyInAnyOrder(Check.PACKAGE_SIGNATURE, Check.TIMESTAMP);
    }
  }

  /** Both halves hold for themselves: without the demand nobody would miss the second. */
  @Test
  void aSecondSignatureThatWasTakenOutIsMissed() throws Exception {
    SamplePackage sample = SamplePackage.forSm2();
    OpenedPackage half =
        OpenedPackage.of(sample, folder, sample.content(1))
            .without(ContainerLayout.SM2_MANIFEST)
            .without(ContainerLayout.SM2_SIGNATURE)
            .without(ContainerLayout.FILE_LIST)
            .signedAgain();
    try (var authority = new SampleTimestampAuthority()) {
      assertThat(half.verify(half.container(), demanding(sample, authority, Set.of())).failures())
          .isEmpty();
      assertThat(
              half.verify(half.container(), demanding(sample, authority, Set.of(Requirement.SM2)))
                  .failures())
          .extracting(Line::check)
          .containsExactly(Check.PACKAGE_SIGNATURE);
    }
  }

  /** One stamp of two is one too few. */
  @Test
  void eachSignatureNeedsItsOwnStampWhereTheyAreDemanded() throws Exception {
    SamplePackage sample = SamplePackage.forSm2();
    try (var authority = new SampleTimestampAuthority()) {
      OpenedPackage whole = OpenedPackage.of(sample, folder, sample.content(1));
      CmsSigner stamping =
          new CmsSigner(
              SamplePackage.key(sample.signer),
              Optional.of(
                  new HttpTimestampAuthority(
                      HttpClient.newHttpClient(),
                      authority.uri(),
                      Duration.ofSeconds(20),
                      List.of(authority.root.certificate()),
                      sample.random)));
      whole.with(
          ContainerLayout.SIGNATURE,
          stamping.cades(
              new CMSProcessableByteArray(whole.files.get(ContainerLayout.ASIC_MANIFEST)),
              SamplePackage.NOW));

      List<Line> failures =
          whole.verify(whole.container(), demanding(sample, authority, ALL)).failures();

      assertThat(failures).extracting(Line::check).containsExactly(Check.TIMESTAMP);
      assertThat(failures).extracting(Line::about).containsExactly(ContainerLayout.SM2_SIGNATURE);
    }
  }

  /** Two exchanges, both trusted: the one does not sign for the other. */
  @Test
  void twoHalvesOfTwoParticipantsAreFound() throws Exception {
    SamplePackage sample = SamplePackage.forSm2();
    OpenedPackage mixed = OpenedPackage.of(sample, folder, sample.content(1));
    var other =
        sample.sm2Signers.signerNamed(
            "urn:claimexchange:operator-else", "C=CN,O=别处,CN=signer", SamplePackage.NOW);
    mixed.with(
        ContainerLayout.SM2_SIGNATURE,
        new CmsSigner(SamplePackage.key(other))
            .cades(
                new CMSProcessableByteArray(mixed.files.get(ContainerLayout.SM2_MANIFEST)),
                SamplePackage.NOW));

    List<Line> failures = mixed.verify().failures();

    assertThat(failures).extracting(Line::check).containsExactly(Check.PACKAGE_SIGNATURE);
    assertThat(failures).extracting(Line::about).containsExactly(ContainerLayout.SM2_SIGNATURE);
    assertThat(failures.getFirst().reason())
        .startsWith("certificate: expected a signer who is the first signature's too");
  }
}
