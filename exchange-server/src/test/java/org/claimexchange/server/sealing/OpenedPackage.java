package org.claimexchange.server.sealing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.container.AsicManifest;
import org.claimexchange.verifier.container.CanonicalZip;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.container.ContainerLimits;
import org.claimexchange.verifier.container.ContainerReader;
import org.claimexchange.verifier.container.FileList;
import org.claimexchange.verifier.envelope.SealedEnvelope;

/**
 * A package taken apart, to be put together wrongly: sealed again and recorded on the ledger as if
 * it were right, so that only its own checks can tell.
 */
final class OpenedPackage {

  private final SamplePackage sample;
  private final Path folder;
  final Map<String, byte[]> files = new LinkedHashMap<>();

  private OpenedPackage(SamplePackage sample, Path folder) {
    this.sample = sample;
    this.folder = folder;
  }

  static OpenedPackage of(SamplePackage sample, Path folder, PackageContent content)
      throws Exception {
    OpenedPackage opened = new OpenedPackage(sample, folder);
    VerificationInput input = sample.sealInto(folder, content);
    Map<String, ByteArrayOutputStream> copies = new LinkedHashMap<>();
    try (InputStream in = SealedEnvelope.open(input.sealed(), input.key()).content()) {
      new ContainerReader(ContainerLimits.standard())
          .read(in, name -> copies.computeIfAbsent(name, n -> new ByteArrayOutputStream()));
    }
    copies.forEach((name, bytes) -> opened.files.put(name, bytes.toByteArray()));
    return opened;
  }

  /** The same files, to be changed. */
  OpenedPackage copy() {
    OpenedPackage copy = new OpenedPackage(sample, folder);
    copy.files.putAll(files);
    return copy;
  }

  /** The same files, to be changed and sealed in another folder: side by side with others. */
  OpenedPackage copyIn(Path other) {
    OpenedPackage copy = new OpenedPackage(sample, other);
    copy.files.putAll(files);
    return copy;
  }

  OpenedPackage with(String name, byte[] bytes) {
    files.put(name, bytes);
    return this;
  }

  OpenedPackage without(String name) {
    files.remove(name);
    return this;
  }

  /** Lists all files anew and signs the list: what the exchange itself could do. */
  OpenedPackage signedAgain() throws SealingException {
    List<AsicManifest.Reference> references =
        files.entrySet().stream()
            .filter(file -> ContainerLayout.isListed(file.getKey()))
            .map(file -> new AsicManifest.Reference(file.getKey(), Digest.of(file.getValue())))
            .toList();
    byte[] manifest = new AsicManifest(references).toXml();
    files.put(ContainerLayout.ASIC_MANIFEST, manifest);
    files.put(
        ContainerLayout.SIGNATURE,
        new CmsSigner(SamplePackage.key(sample.signer))
            .cades(new CMSProcessableByteArray(manifest), SamplePackage.NOW));
    files.put(ContainerLayout.FILE_LIST, FileList.toXml(List.copyOf(files.keySet())));
    return this;
  }

  byte[] container() throws IOException {
    CanonicalZip zip = new CanonicalZip();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = file.getKey();
      if (name.equals(ContainerLayout.MIMETYPE) || ContainerLayout.isOriginal(name)) {
        zip.store(name, () -> new ByteArrayInputStream(file.getValue()));
      } else {
        zip.deflate(name, file.getValue());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    zip.writeTo(out);
    return out.toByteArray();
  }

  VerificationReport verify() throws Exception {
    return verify(container());
  }

  /** Seals a container, records it and verifies it. */
  VerificationReport verify(byte[] container) throws Exception {
    return verify(container, sample.verifier());
  }

  VerificationReport verify(byte[] container, PackageVerifier verifier) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new EnvelopeWriter(sample.random)
        .seal(
            sink -> sink.write(container),
            container.length,
            List.of(sample.insurer.certificate()),
            out);
    Path file = folder.resolve("again.p7m");
    Path delivery = folder.resolve("again.p7m" + VerificationInput.DELIVERY_SUFFIX);
    Files.write(file, out.toByteArray());
    Files.write(delivery, CanonicalJson.write(sample.delivery(Digest.of(out.toByteArray()))));
    return verifier.verify(sample.input(file, delivery));
  }

  static List<Check> failed(VerificationReport report) {
    return report.failures().stream().map(VerificationReport.Line::check).toList();
  }

  static String reason(VerificationReport report, Check check) {
    return report.failures().stream()
        .filter(line -> line.check() == check)
        .map(VerificationReport.Line::reason)
        .findFirst()
        .orElse("");
  }
}
