package org.claimexchange.server.sealing;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.document.DocumentJson;
import org.claimexchange.fhir.summary.ClaimSummary;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.ShownText;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.certificate.Sm2;
import org.claimexchange.verifier.evidence.NonceRule;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.sample.SampleLedger;
import org.hl7.fhir.r4.model.Bundle;

/** A whole claim up to its package: ledger, provider, consent, records, keys; all real. */
final class SamplePackage {

  static final URI VERIFICATION = URI.create("https://exchange.example/verify/index.html");
  static final Instant NOW = Instant.parse("2026-11-23T02:15:30Z");
  static final Party RUIJIN = new Party("source-ruijin", "上海市第十示范医院");
  static final Party HUASHAN = new Party("source-huashan", "上海市华东示范医院");
  static final FhirContext FHIR = FhirContext.forR4();
  static final SealingFonts FONTS = fonts();
  private static final String CONSENT = "c0nsentOfTheSample____";
  static final String RELEASE = "rel3aseOfTheSample____";
  private static final String DELIVERY = "del1veryOfTheSample___";
  private static final String INSURER = "insurer-anxin";
  private static final String TEXT = "我同意上海市第十示范医院把本次住院的理赔资料提供给安心示范保险股份有限公司。";

  final SampleLedger ledger = new SampleLedger(NOW);
  final SampleProvider provider = new SampleProvider();
  final Authority signers = Authority.root("C=CN,CN=Signers of packages", NOW);
  final Authority.Holder signer =
      signers.signer("C=CN,O=数据交换示范运营方,CN=package signer", NOW, Duration.ofDays(365));
  final Authority sm2Signers = Authority.sm2Root("C=CN,CN=国密签名根", NOW);
  final Authority.Holder sm2Signer =
      sm2Signers.signer("C=CN,O=数据交换示范运营方,CN=package signer SM2", NOW, Duration.ofDays(365));
  final Authority.Holder insurer;
  final SecureRandom random = new SecureRandom();
  final Person person =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310104199204117627"), SampleRecords.PATIENT);
  final ConsentFile consent;
  final PackageSealer sealer;

  private SamplePackage(KeyPair recipient, List<Part> parts) {
    boolean sm2 = Sm2.holds(recipient.getPrivate());
    insurer = (sm2 ? sm2Signers : signers).recipient("C=CN,CN=insurer-anxin", recipient, NOW);
    consent = consent(parts);
    sealer =
        sealer(sm2 ? SigningKeys.of(key(signer), key(sm2Signer)) : SigningKeys.of(key(signer)));
  }

  PackageSealer sealer(SigningKeys keys) {
    return new PackageSealer(
        FHIR, keys, FONTS, Optional.empty(), Optional.of(VERIFICATION), random);
  }

  static SigningKey key(Authority.Holder holder) {
    try {
      return KeyStoreSigningKey.of(holder.keys().getPrivate(), List.of(holder.certificate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static SamplePackage forEc() {
    return new SamplePackage(Authority.ecKeys(), List.of(part(RUIJIN), part(HUASHAN)));
  }

  static SamplePackage forRsa() {
    return new SamplePackage(Authority.rsaKeys(), List.of(part(RUIJIN), part(HUASHAN)));
  }

  /** Signed with SM2 too, for an insurer with a certificate of SM2. */
  static SamplePackage forSm2() {
    return new SamplePackage(Authority.sm2Keys(), List.of(part(RUIJIN), part(HUASHAN)));
  }

  /** With a grant of its own at {@link #RUIJIN}, and nowhere else. */
  static SamplePackage granting(Part part) {
    return new SamplePackage(Authority.ecKeys(), List.of(part));
  }

  private static SealingFonts fonts() {
    try {
      return SealingFonts.notoSansSc();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConsentFile consent(List<Part> parts) {
    Person self = person;
    ConsentOpenings openings =
        new ConsentOpenings(
            Opening.of(random, ConsentOpenings.SUBJECT, self),
            Opening.of(random, ConsentOpenings.GRANTOR, self),
            Opening.of(random, ConsentOpenings.RELATION, RelationKind.SELF),
            Opening.of(
                random,
                ConsentOpenings.RECIPIENTS,
                List.of(new Recipient(INSURER, RecipientRole.INSURER))),
            Opening.of(random, ConsentOpenings.PURPOSE, Purpose.CLAIM_REVIEW),
            parts.stream().map(part -> Opening.of(random, ConsentOpenings.PART, part)).toList(),
            Opening.of(
                random,
                ConsentOpenings.TERMS,
                new Terms(NOW.minusSeconds(600), NOW.plus(Duration.ofDays(30)), 2, List.of())),
            Opening.of(
                random,
                ConsentOpenings.SHOWN,
                new ShownText(
                    "claim-review-1", "zh-CN", Digest.of(TEXT.getBytes(StandardCharsets.UTF_8)))),
            Opening.of(random, ConsentOpenings.WITNESS, List.of()));
    ConsentStatement statement = ConsentStatement.of(CONSENT, "request-of-the-sample", openings);
    return new ConsentFile(
        ConsentFile.TYPE,
        statement,
        openings,
        TEXT,
        provider.proof(statement, self, NOW.minusSeconds(300)),
        Salt.fresh(random));
  }

  private static Part part(Party source) {
    return new Part(
        source.id(),
        List.of(),
        new DateRange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)),
        List.of(VisitKind.INPATIENT),
        List.of("visit", "diagnosis", "procedure", "laboratory"),
        List.of(),
        false);
  }

  /** What one source sent, and nothing else. */
  PackageContent content(Bundle document, ClaimSummary summary, List<Original> originals) {
    return content(DocumentJson.of(FHIR, document), summary, originals);
  }

  /** The same, of a document that was made entry by entry. */
  PackageContent content(DocumentJson document, ClaimSummary summary, List<Original> originals) {
    return new PackageContent(
        DELIVERY,
        List.of(),
        List.of(document),
        summary,
        consent,
        evidence(List.of(RUIJIN)),
        List.of(
            new ParticipantName(RUIJIN.id(), RUIJIN.name()),
            new ParticipantName(INSURER, "安心示范保险股份有限公司")),
        List.of(),
        originals,
        NOW);
  }

  PackageContent content(int observations) {
    List<Party> sources = List.of(RUIJIN);
    return new PackageContent(
        DELIVERY,
        List.of(),
        List.of(DocumentJson.of(FHIR, SampleRecords.document(RUIJIN, NOW, observations))),
        SampleRecords.summary(NOW, sources, RELEASE),
        consent,
        evidence(sources),
        List.of(
            new ParticipantName(RUIJIN.id(), RUIJIN.name()),
            new ParticipantName(HUASHAN.id(), HUASHAN.name()),
            new ParticipantName(INSURER, "安心示范保险股份有限公司")),
        List.of(
            new AwaitedSource(HUASHAN.id(), "出院结算尚未完成", Optional.of(NOW.plus(Duration.ofDays(5))))),
        List.of(
            new Original(
                RUIJIN.id(),
                "电子票据",
                Optional.of(LocalDate.of(2026, 11, 8)),
                "application/xml",
                "xml",
                () ->
                    new ByteArrayInputStream(
                        "<invoice>4787.00</invoice>".getBytes(StandardCharsets.UTF_8)))),
        NOW);
  }

  Evidence evidence(List<Party> sources) {
    List<EvidenceRead> reads = new ArrayList<>();
    reads.add(
        ledger
            .read(ConsentEvidence.FUNCTION, CONSENT, INSURER, NOW.minusSeconds(60))
            .result(
                new ConsentEvidence(
                    new ConsentState(
                        CONSENT,
                        "request-of-the-sample",
                        consent.statement().digest(),
                        consent.proof().hidden(consent.proofSalt()),
                        ConsentStatus.ACTIVE,
                        1,
                        NOW.minusSeconds(200)),
                    NOW.plus(Duration.ofDays(30))))
            .sign());
    for (Party source : sources) {
      reads.add(
          ledger
              .read(ReleaseEvidence.FUNCTION, RELEASE, source.id(), NOW.minusSeconds(50))
              .nonce("nonce-of-the-source")
              .result(
                  new ReleaseEvidence(
                      new ReleaseState(
                          RELEASE, CONSENT, Digest.of(new byte[] {7}), 0, NOW.minusSeconds(55)),
                      consent.statement().digest(),
                      consent.statement().subject(),
                      consent.statement().parts().getFirst(),
                      NOW.plusSeconds(600)))
              .sign());
    }
    return SampleLedger.evidence(reads.toArray(EvidenceRead[]::new));
  }

  /** What the ledger says when the package is fetched. */
  Evidence delivery(Digest sealed) {
    return SampleLedger.evidence(
        ledger
            .read(DeliveryEvidence.FUNCTION, DELIVERY, INSURER, NOW)
            .result(deliveryEvidence(sealed, DeliveryStatus.RECORDED))
            .sign());
  }

  DeliveryEvidence deliveryEvidence(Digest sealed, DeliveryStatus status) {
    return new DeliveryEvidence(
        new DeliveryState(
            DELIVERY,
            RELEASE,
            CONSENT,
            sealed,
            Digest.of(new byte[] {8}),
            status,
            List.of(),
            NOW.minusSeconds(2)),
        consent.statement().digest());
  }

  /** Seals into a folder, the delivery's evidence beside it. */
  VerificationInput sealInto(Path folder, PackageContent content)
      throws IOException, SealingException {
    return sealInto(folder, content, sealer);
  }

  VerificationInput sealInto(Path folder, PackageContent content, PackageSealer by)
      throws IOException, SealingException {
    Path file = folder.resolve("package.asice.p7m");
    SealedPackage sealed;
    try (OutputStream out = Files.newOutputStream(file)) {
      sealed = by.seal(content, List.of(insurer.certificate()), out);
    }
    Path delivery = folder.resolve("package.asice.p7m" + VerificationInput.DELIVERY_SUFFIX);
    Files.write(delivery, CanonicalJson.write(delivery(sealed.sealed())));
    return input(file, delivery);
  }

  VerificationInput input(Path file, Path delivery) {
    return new VerificationInput(
        file, delivery, insurer.keys().getPrivate(), new NonceRule.NotIssued());
  }

  TrustStore trust() {
    return new TrustStore(
        ledger.trusted(),
        List.of(signers.certificate(), sm2Signers.certificate()),
        List.of(provider.trusted()));
  }

  PackageVerifier verifier() {
    return new PackageVerifier(trust(), Clock.fixed(NOW.plusSeconds(5), ZoneOffset.UTC));
  }

  X509Certificate root() {
    return signers.certificate();
  }
}
