package org.claimexchange.server.sealing;

import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.verifier.SealedFiles;
import org.claimexchange.verifier.envelope.ContentCipher;

/**
 * What was sealed.
 *
 * @param envelopes the sealed files: one for each kind of recipients, all of the same container
 * @param files the files of the container, in the order of its manifest
 */
public record SealedPackage(List<Envelope> envelopes, List<FileDigest> files) {

  /**
   * One sealed file.
   *
   * @param cipher what its content is encrypted with
   * @param digest SHA-256 of the sealed bytes, as they went to the sink
   * @param size number of the sealed bytes
   */
  public record Envelope(ContentCipher cipher, Digest digest, long size) {}

  /**
   * One file of the container.
   *
   * @param name its path
   * @param sha256 of its bytes
   */
  public record FileDigest(String name, Digest sha256) {}

  public SealedPackage {
    envelopes = List.copyOf(envelopes);
    files = List.copyOf(files);
  }

  /** What stands on the ledger: the digest of the sealed file, or of the list of them. */
  public Digest sealed() {
    return SealedFiles.recorded(envelopes.stream().map(Envelope::digest).toList());
  }

  /** Number of the bytes of all sealed files. */
  public long size() {
    return envelopes.stream().mapToLong(Envelope::size).sum();
  }

  /** What stands in the delivery's body: the digest of each file, in the manifest's order. */
  public List<Digest> documents() {
    return files.stream().map(FileDigest::sha256).toList();
  }
}
