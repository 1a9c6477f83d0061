package org.claimexchange.verifier.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.disclosure.Digest;

/**
 * A container that was read whole. Originals are not held, only their digests.
 *
 * @param files in the order in which they stand
 * @param held the bytes of the others, by name
 */
public record Container(List<StoredFile> files, Map<String, byte[]> held) {

  /**
   * One file.
   *
   * @param name its path
   * @param size number of its bytes
   * @param sha256 of its bytes
   */
  public record StoredFile(String name, long size, Digest sha256) {}

  public Container {
    files = List.copyOf(files);
    held = Map.copyOf(held);
  }

  /** Whether it holds a file of this name that is not an original. */
  public boolean has(String name) {
    return held.containsKey(name);
  }

  /** The bytes of a file that every package has, or of a document that is in it. */
  public byte[] bytes(String name) {
    byte[] bytes = held.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException("expected the name of a file that is held");
    }
    return bytes.clone();
  }

  /** The documents, by name, in their order. */
  public Map<String, byte[]> documents() {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    for (StoredFile file : files) {
      if (ContainerLayout.isDocument(file.name())) {
        documents.put(file.name(), bytes(file.name()));
      }
    }
    return documents;
  }
}
