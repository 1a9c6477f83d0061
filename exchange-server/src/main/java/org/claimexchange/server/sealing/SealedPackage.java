package org.claimexchange.server.sealing;

import java.util.List;
import org.claimexchange.model.disclosure.Digest;

/**
 * What was sealed.
 *
 * @param sealed SHA-256 of the sealed bytes, as they went to the sink
 * @param size number of the sealed bytes
 * @param files the files of the container, in the order of its manifest
 */
public record SealedPackage(Digest sealed, long size, List<FileDigest> files) {

  /**
   * One file of the container.
   *
   * @param name its path
   * @param sha256 of its bytes
   */
  public record FileDigest(String name, Digest sha256) {}

  public SealedPackage {
    files = List.copyOf(files);
  }

  /** What stands in the delivery's body: the digest of each file, in the manifest's order. */
  public List<Digest> documents() {
    return files.stream().map(FileDigest::sha256).toList();
  }
}
