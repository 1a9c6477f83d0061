package org.claimexchange.verifier;

import static org.claimexchange.verifier.Checklist.require;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.consent.ConsentVerifier;
import org.claimexchange.verifier.container.AsicManifest;
import org.claimexchange.verifier.container.Container;
import org.claimexchange.verifier.container.Container.StoredFile;
import org.claimexchange.verifier.container.ContainerException;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.container.ContainerLimits;
import org.claimexchange.verifier.container.ContainerReader;
import org.claimexchange.verifier.container.FileList;
import org.claimexchange.verifier.envelope.EnvelopeException;
import org.claimexchange.verifier.envelope.SealedEnvelope;
import org.claimexchange.verifier.evidence.EvidenceExpectation;
import org.claimexchange.verifier.evidence.EvidencePolicy;
import org.claimexchange.verifier.evidence.EvidenceVerifier;
import org.claimexchange.verifier.evidence.Freshness;
import org.claimexchange.verifier.evidence.VerifiedRead;
import org.claimexchange.verifier.signature.BundleSignature;
import org.claimexchange.verifier.signature.CmsSignature;
import org.claimexchange.verifier.signature.PdfSignature;
import org.claimexchange.verifier.signature.SignatureTimestamp;

/**
 * Checks a claim package offline: every signature and digest in it, the consent, and what the
 * ledger says. Safe for use by several threads.
 *
 * <pre>{@code
 * var verifier = new PackageVerifier(TrustStore.load(Path.of("trust")), Clock.systemUTC());
 * var input = VerificationInput.of(Path.of("package.asice.p7m"), Path.of("insurer-key.pem"));
 * var report = verifier.verify(input);
 * report.lines().forEach(line -> System.out.println(line.text()));
 * }</pre>
 */
public final class PackageVerifier {

  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);
  private static final long MAX_EVIDENCE_BYTES = CanonicalJson.MAX_BYTES;

  private final ContainerReader reader;
  private final EvidenceVerifier evidence;
  private final PastSigning past;
  private final ManifestSignatures manifests;
  private final PdfSignature pdf;
  private final BundleSignature bundles;
  private final ConsentVerifier consents;

  /** Demands what every package must have. */
  public PackageVerifier(TrustStore trust, Clock clock) {
    this(trust, clock, Set.of());
  }

  /**
   * @param demanded what a package must have besides
   */
  public PackageVerifier(TrustStore trust, Clock clock, Set<Requirement> demanded) {
    this(trust, clock, demanded, ContainerLimits.standard());
  }

  /**
   * @param demanded what a package must have besides
   * @param limits how much is taken from a package
   */
  public PackageVerifier(
      TrustStore trust, Clock clock, Set<Requirement> demanded, ContainerLimits limits) {
    this.reader = new ContainerReader(limits);
    this.evidence =
        new EvidenceVerifier(
            EvidencePolicy.claims(trust.ledger(), new Freshness.OfAnyAge(MAX_AHEAD, clock)));
    CmsSignature cms = new CmsSignature(trust.signers());
    this.past = new PastSigning(clock, MAX_AHEAD);
    this.manifests =
        new ManifestSignatures(cms, new SignatureTimestamp(trust.timestampers()), past, demanded);
    this.pdf = new PdfSignature(cms);
    this.bundles = new BundleSignature(trust.signers());
    this.consents = new ConsentVerifier(trust.providers());
  }

  /**
   * Checks a package.
   *
   * @throws IOException if a file cannot be read
   */
  public VerificationReport verify(VerificationInput input) throws IOException {
    Checklist list = new Checklist();
    Optional<VerifiedRead<DeliveryEvidence>> delivery =
        list.step(Check.DELIVERY_EVIDENCE, "", () -> delivery(input));
    boolean evaluation = delivery.map(VerifiedRead::evaluation).orElse(false);
    if (delivery.isPresent()) {
      Digest expected = delivery.get().result().state().sealed();
      list.test(
          Check.SEALED_DIGEST,
          "",
          () -> require(recorded(input.sealed(), expected), "the digest on the ledger"));
    } else {
      list.notReached(Check.SEALED_DIGEST);
    }
    Optional<SealedEnvelope> envelope =
        list.step(Check.DECRYPTION, "", () -> SealedEnvelope.open(input.sealed(), input.key()));
    Optional<Container> container = Optional.empty();
    if (envelope.isPresent()) {
      container = list.step(Check.CONTAINER, "", () -> read(envelope.get()));
    } else {
      list.notReached(Check.CONTAINER);
    }
    if (container.isPresent()) {
      contents(list, container.get(), delivery);
    } else {
      list.notReached(
          Arrays.copyOfRange(Check.values(), Check.MANIFEST.ordinal(), Check.values().length));
    }
    return new VerificationReport(list.lines(), evaluation);
  }

  /**
   * Decrypts a package and hands out what is in it, whether or not it verifies otherwise.
   *
   * @param asice where the decrypted container goes
   * @param folder where its files go; is made if it is not there
   * @throws EnvelopeException if it cannot be decrypted
   * @throws ContainerException if it is no container of ours
   */
  public void open(VerificationInput input, Path asice, Path folder)
      throws EnvelopeException, ContainerException, IOException {
    SealedEnvelope envelope = SealedEnvelope.open(input.sealed(), input.key());
    try (InputStream in = envelope.content();
        OutputStream out = Files.newOutputStream(asice)) {
      in.transferTo(out);
    }
    try (InputStream in = envelope.content()) {
      reader.read(in, name -> file(folder, name));
    }
  }

  /** The reader hands out only names that a package has, so none leads out of the folder. */
  private static OutputStream file(Path folder, String name) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new IOException("a name that leads out of the folder");
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.newOutputStream(file);
  }

  private Container read(SealedEnvelope envelope) throws ContainerException, IOException {
    try (InputStream in = envelope.content()) {
      return reader.read(in);
    }
  }

  private VerifiedRead<DeliveryEvidence> delivery(VerificationInput input)
      throws org.claimexchange.verifier.evidence.EvidenceException,
          Checklist.Mismatch,
          IOException {
    require(
        Files.isRegularFile(input.delivery()) && Files.size(input.delivery()) <= MAX_EVIDENCE_BYTES,
        "the delivery's evidence beside the package");
    Evidence read =
        CanonicalJson.readCanonical(Files.readAllBytes(input.delivery()), Evidence.class);
    require(read.reads().size() == 1, "one read");
    EvidenceQuery claimed = EvidenceVerifier.claimed(read.reads().get(0));
    return evidence.delivery(
        read,
        new EvidenceExpectation(
            Set.of(claimed.object()), Set.of(claimed.forWhom()), input.nonce()));
  }

  private static boolean recorded(Path sealed, Digest expected) throws IOException {
    Digest digest = digest(sealed);
    return digest.matches(expected) || SealedFiles.names(sealed, digest, expected);
  }

  private static Digest digest(Path file) throws IOException {
    MessageDigest hash = Digest.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        hash.update(buffer, 0, read);
      }
    }
    return Digest.ofHash(hash.digest());
  }

  private void contents(
      Checklist list, Container container, Optional<VerifiedRead<DeliveryEvidence>> delivery)
      throws IOException {
    list.test(Check.MANIFEST, "", () -> manifest(container));
    manifests.check(list, container);
    for (Map.Entry<String, byte[]> document : container.documents().entrySet()) {
      list.test(
          Check.DOCUMENT_SIGNATURE,
          document.getKey(),
          () -> past.check(bundles.verify(document.getValue())));
    }
    list.test(
        Check.PDF_SIGNATURE,
        ContainerLayout.CLAIM_PDF,
        () -> past.check(pdf.verify(container.bytes(ContainerLayout.CLAIM_PDF))));
    Optional<ConsentFile> consent =
        list.step(Check.CONSENT_STATEMENT, ContainerLayout.CONSENT_JSON, () -> consent(container));
    if (consent.isEmpty()) {
      list.notReached(
          Arrays.copyOfRange(Check.values(), Check.CONSENT_TEXT.ordinal(), Check.values().length));
      return;
    }
    ConsentFile file = consent.get();
    list.test(Check.CONSENT_TEXT, "", () -> consents.text(file));
    list.test(Check.GRANTOR_TOKEN, "", () -> consents.token(file));
    list.test(Check.GRANTOR_IDENTITY, "", () -> consents.identity(file));
    list.test(Check.GRANTOR_SIGNATURE, "", () -> consents.signature(file));
    new LedgerChecks(evidence, container, file, delivery).run(list);
  }

  private static void manifest(Container container) throws ContainerException, Checklist.Mismatch {
    AsicManifest manifest = AsicManifest.read(container.bytes(ContainerLayout.ASIC_MANIFEST));
    manifest.covers(container);
    if (container.has(ContainerLayout.SM2_MANIFEST)) {
      AsicManifest second =
          AsicManifest.read(
              container.bytes(ContainerLayout.SM2_MANIFEST), ContainerLayout.SM2_SIGNATURE);
      require(second.equals(manifest), "the same references in both manifests");
    }
    byte[] list = FileList.toXml(container.files().stream().map(StoredFile::name).toList());
    require(
        Arrays.equals(list, container.bytes(ContainerLayout.FILE_LIST)),
        ContainerLayout.FILE_LIST + " in its one form");
  }

  private ConsentFile consent(Container container)
      throws org.claimexchange.verifier.consent.ConsentFailure {
    ConsentFile file =
        CanonicalJson.readCanonical(
            container.bytes(ContainerLayout.CONSENT_JSON), ConsentFile.class);
    consents.statement(file);
    return file;
  }
}
