package org.claimexchange.server.sealing;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.server.sealing.SealedPackage.FileDigest;
import org.claimexchange.verifier.container.AsicManifest;
import org.claimexchange.verifier.container.CanonicalZip;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.container.FileList;
import org.claimexchange.verifier.envelope.ContentCipher;

/**
 * Seals claim packages: one ASiC-E container, signed by the exchange, encrypted to its recipients.
 * Keeps fonts and keys between packages. Safe for use by several threads.
 */
public final class PackageSealer {

  private final FhirContext fhir;
  private final SigningKeys keys;
  private final ClaimPdf pdf;
  private final Optional<TimestampAuthority> authority;
  private final EnvelopeWriter envelopes;

  /** Where the sealed files go. */
  @FunctionalInterface
  public interface Sinks {
    /** Gets the bytes of the file with this cipher; is flushed, not closed. */
    OutputStream of(ContentCipher cipher) throws IOException;
  }

  /**
   * @param fhir of R4, shared
   * @param keys sign; the main one's certificate has a URI among its alternative names, which is
   *     who signs
   * @param fonts of the PDF
   * @param random of content keys and nonces
   */
  public PackageSealer(
      FhirContext fhir, SigningKeys keys, SealingFonts fonts, SecureRandom random) {
    this(fhir, keys, fonts, Optional.empty(), Optional.empty(), random);
  }

  /**
   * As the other, with an authority whose time stamp is over every signature of a manifest, and a
   * page that tells people how to check a package.
   *
   * @param authority where it gives none, nothing is sealed
   * @param verification the page; the PDF's QR code leads there
   */
  public PackageSealer(
      FhirContext fhir,
      SigningKeys keys,
      SealingFonts fonts,
      Optional<TimestampAuthority> authority,
      Optional<URI> verification,
      SecureRandom random) {
    this.authority = authority;
    this.fhir = fhir;
    this.keys = keys;
    this.pdf = new ClaimPdf(fonts, verification);
    this.envelopes = new EnvelopeWriter(random);
  }

  /**
   * Seals a package for recipients with certificates of one kind.
   *
   * @param recipients certificates to encrypt to: RSA of 2048 bits or more or P-256, or all of SM2
   * @param sink gets the sealed bytes; is flushed, not closed
   * @throws SealingException if it cannot be sealed; what the sink got is worth nothing then
   * @throws IOException if the sink or an original fails
   */
  public SealedPackage seal(
      PackageContent content, List<X509Certificate> recipients, OutputStream sink)
      throws SealingException, IOException {
    if (Recipients.byCipher(recipients).size() > 1) {
      throw new SealingException(
          SealingException.Reason.RECIPIENT, "recipients of two kinds need two sealed files");
    }
    return seal(content, recipients, (Sinks) cipher -> sink);
  }

  /**
   * Seals a package: one file for all recipients with RSA and P-256, one for all with SM2.
   *
   * @param recipients certificates to encrypt to: RSA of 2048 bits or more, P-256, SM2
   * @param sinks get the sealed bytes, one file after the other
   * @throws SealingException if it cannot be sealed; what the sinks got is worth nothing then
   * @throws IOException if a sink or an original fails
   */
  public SealedPackage seal(PackageContent content, List<X509Certificate> recipients, Sinks sinks)
      throws SealingException, IOException {
    var groups = Recipients.byCipher(recipients);
    Files files = container(content);
    List<SealedPackage.Envelope> sealed = new ArrayList<>();
    for (var group : groups.entrySet()) {
      Counting counting = new Counting(sinks.of(group.getKey()));
      envelopes.seal(files.zip::writeTo, files.zip.length(), group.getValue(), counting);
      sealed.add(
          new SealedPackage.Envelope(
              group.getKey(), Digest.ofHash(counting.hash.digest()), counting.size));
    }
    return new SealedPackage(sealed, files.digests);
  }

  private Files container(PackageContent content) throws SealingException, IOException {
    SigningKeys.Pair pair = keys.at(content.sealedAt());
    CmsSigner cms = new CmsSigner(pair.main(), authority);
    DocumentSigner documents = new DocumentSigner(pair.main());
    PdfSigner pdfSigner = new PdfSigner(pair.main(), cms);
    Files files = new Files();
    Instant time = content.sealedAt().truncatedTo(ChronoUnit.SECONDS);
    files.mimetype();
    for (int i = 0; i < content.documents().size(); i++) {
      files.add(ContainerLayout.document(i + 1), documents.sign(content.documents().get(i), time));
    }
    files.add(
        ContainerLayout.CLAIM_PDF, pdfSigner.sign(pdf.write(content, pdfSigner.signer()), time));
    files.add(ContainerLayout.CASE_JSON, CaseJson.write(content));
    files.add(ContainerLayout.FEES_CSV, out -> FeesCsv.write(content.summary(), out));
    files.add(ContainerLayout.CONSENT_JSON, CanonicalJson.write(content.consent()));
    files.add(ContainerLayout.EVIDENCE_JSON, CanonicalJson.write(content.evidence()));
    files.originals(content.originals());
    byte[] manifest = files.manifest().toXml();
    files.meta(ContainerLayout.ASIC_MANIFEST, manifest);
    files.meta(ContainerLayout.SIGNATURE, cms.cades(new CMSProcessableByteArray(manifest), time));
    if (pair.sm2().isPresent()) {
      byte[] second = files.manifest().toXml(ContainerLayout.SM2_SIGNATURE);
      files.meta(ContainerLayout.SM2_MANIFEST, second);
      files.meta(
          ContainerLayout.SM2_SIGNATURE,
          new CmsSigner(pair.sm2().get(), authority)
              .cades(new CMSProcessableByteArray(second), time));
    }
    files.meta(ContainerLayout.FILE_LIST, FileList.toXml(files.names));
    return files;
  }

  /** The container in the making, its manifest beside it. */
  private static final class Files {
    private final CanonicalZip zip = new CanonicalZip();
    private final List<FileDigest> digests = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    void mimetype() throws IOException {
      byte[] type = ContainerLayout.MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII);
      zip.store(ContainerLayout.MIMETYPE, () -> new ByteArrayInputStream(type));
    }

    void add(String name, byte[] bytes) throws IOException {
      add(name, (CanonicalZip.Content) out -> out.write(bytes));
    }

    void add(String name, CanonicalZip.Content content) throws IOException {
      digests.add(new FileDigest(name, zip.deflate(name, content)));
      names.add(name);
    }

    void originals(List<Original> originals) throws IOException {
      int place = 0;
      for (Original original : originals) {
        place++;
        String name = OriginalNames.name(place, original);
        digests.add(new FileDigest(name, zip.store(name, original.bytes()::open)));
        names.add(name);
      }
    }

    void meta(String name, byte[] bytes) throws IOException {
      zip.deflate(name, bytes);
    }

    AsicManifest manifest() {
      return new AsicManifest(
          digests.stream()
              .map(file -> new AsicManifest.Reference(file.name(), file.sha256()))
              .toList());
    }
  }

  private static final class Counting extends OutputStream {
    private final OutputStream sink;
    private final MessageDigest hash = Digest.sha256();
    private long size;

    Counting(OutputStream sink) {
      this.sink = sink;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      sink.write(bytes, from, length);
      hash.update(bytes, from, length);
      size += length;
    }

    @Override
    public void flush() throws IOException {
      sink.flush();
    }
  }
}
