package org.claimexchange.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.envelope.ContentCipher;

/**
 * The sealed files of one package, where its recipients' certificates want more than one: one CMS
 * has one cipher. The ledger has the digest of this list then, in canonical JSON; it lies beside
 * each of the files.
 *
 * @param type {@link #TYPE}
 * @param files SHA-256 of each sealed file
 */
public record SealedFiles(String type, List<Digest> files) {

  /** What it is. */
  public static final String TYPE = "claimexchange/sealed-files/v1";

  /** What is behind a package's name to make its list's. */
  public static final String SUFFIX = ".files.json";

  private static final int MAX_BYTES = 16 * 1024;

  /**
   * @throws IllegalArgumentException if it is of another type, or names another number of files
   *     than one for each of two ciphers or more, or one twice
   */
  public SealedFiles {
    if (!type.equals(TYPE)) {
      throw new IllegalArgumentException("expected " + TYPE);
    }
    if (files.size() < 2
        || files.size() > ContentCipher.values().length
        || files.stream().distinct().count() != files.size()) {
      throw new IllegalArgumentException(
          "a list names one file for each cipher, found " + files.size());
    }
    files = List.copyOf(files);
  }

  /** The digest of a package on the ledger: of its one file, or of the list of them. */
  public static Digest recorded(List<Digest> files) {
    return files.size() == 1 ? files.get(0) : Digest.of(bytes(files));
  }

  /** The list as it lies beside the files. */
  public static byte[] bytes(List<Digest> files) {
    return CanonicalJson.write(new SealedFiles(TYPE, files));
  }

  /** Whether the list beside a sealed file is the recorded one and names the file. */
  static boolean names(Path sealed, Digest digest, Digest recorded) throws IOException {
    Path list = sealed.resolveSibling(sealed.getFileName() + SUFFIX);
    if (!Files.isRegularFile(list) || Files.size(list) > MAX_BYTES) {
      return false;
    }
    byte[] bytes = Files.readAllBytes(list);
    return Digest.of(bytes).matches(recorded)
        && CanonicalJson.readCanonical(bytes, SealedFiles.class).files().stream()
            .anyMatch(digest::matches);
  }
}
