package org.claimexchange.server.sealing;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.server.sealing.SealedPackage.FileDigest;
import org.claimexchange.verifier.container.AsicManifest;
import org.claimexchange.verifier.container.CanonicalZip;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.container.FileList;

/**
 * Seals claim packages: one ASiC-E container, signed by the exchange, encrypted to its recipients.
 * Keeps fonts and keys between packages. Safe for use by several threads.
 */
public final class PackageSealer {

  private final DocumentSigner documents;
  private final CmsSigner cms;
  private final ClaimPdf pdf;
  private final PdfSigner pdfSigner;
  private final EnvelopeWriter envelopes;

  /**
   * Seals with Noto Sans SC alone.
   *
   * @param fhir of R4, shared
   * @param key signs documents, PDF and manifest; its certificate has a URI among its alternative
   *     names, which is who signs
   * @param random of content keys and nonces
   * @throws UncheckedIOException if the font is not on the class path
   */
  public PackageSealer(FhirContext fhir, SigningKey key, SecureRandom random) {
    this(fhir, key, onClassPath(), random);
  }

  /**
   * @param fhir of R4, shared
   * @param key signs documents, PDF and manifest; its certificate has a URI among its alternative
   *     names, which is who signs
   * @param fonts of the PDF
   * @param random of content keys and nonces
   */
  public PackageSealer(FhirContext fhir, SigningKey key, SealingFonts fonts, SecureRandom random) {
    this.documents = new DocumentSigner(fhir, key);
    this.cms = new CmsSigner(key);
    this.pdf = new ClaimPdf(fonts);
    this.pdfSigner = new PdfSigner(key, cms);
    this.envelopes = new EnvelopeWriter(random);
  }

  private static SealingFonts onClassPath() {
    try {
      return SealingFonts.notoSansSc();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Seals a package.
   *
   * @param recipients certificates to encrypt to: RSA of 2048 bits or more, or P-256
   * @param sink gets the sealed bytes; is flushed, not closed
   * @throws SealingException if it cannot be sealed; what the sink got is worth nothing then
   * @throws IOException if the sink or an original fails
   */
  public SealedPackage seal(
      PackageContent content, List<X509Certificate> recipients, OutputStream sink)
      throws SealingException, IOException {
    Files files = new Files();
    Instant time = content.sealedAt().truncatedTo(ChronoUnit.SECONDS);
    files.mimetype();
    for (int i = 0; i < content.documents().size(); i++) {
      files.add(ContainerLayout.document(i + 1), documents.sign(content.documents().get(i), time));
    }
    files.add(
        ContainerLayout.CLAIM_PDF, pdfSigner.sign(pdf.write(content, pdfSigner.signer()), time));
    files.add(ContainerLayout.CASE_JSON, CaseJson.write(content));
    files.add(ContainerLayout.FEES_CSV, FeesCsv.write(content.summary()));
    files.add(ContainerLayout.CONSENT_JSON, CanonicalJson.write(content.consent()));
    files.add(ContainerLayout.EVIDENCE_JSON, CanonicalJson.write(content.evidence()));
    files.originals(content.originals());
    byte[] manifest = files.manifest().toXml();
    files.meta(ContainerLayout.ASIC_MANIFEST, manifest);
    files.meta(ContainerLayout.SIGNATURE, cms.cades(new CMSProcessableByteArray(manifest), time));
    files.meta(ContainerLayout.FILE_LIST, FileList.toXml(files.names));
    return encrypt(files, recipients, sink);
  }

  private SealedPackage encrypt(Files files, List<X509Certificate> recipients, OutputStream sink)
      throws SealingException, IOException {
    Counting counting = new Counting(sink);
    envelopes.seal(files.zip::writeTo, files.zip.length(), recipients, counting);
    return new SealedPackage(Digest.ofHash(counting.hash.digest()), counting.size, files.digests);
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
      digests.add(new FileDigest(name, zip.deflate(name, bytes)));
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
