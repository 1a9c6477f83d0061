package org.claimexchange.model.source;

import org.claimexchange.model.disclosure.Digest;

/**
 * One file of a source, as it announces it. It hides its name from logs.
 *
 * @param document how the source calls it within one release: 1 to 64 of A-Z, a-z, 0-9, '-' and
 *     '_'; opaque, nothing of a person
 * @param format a name of {@code docs/mappings} such as {@code fee-list}; {@value #FHIR} for a
 *     Bundle; {@value #SHOWN} for a file that shows what another holds as data
 * @param name how the source calls the file for people, never a path; up to 200 characters
 * @param mediaType such as {@code text/csv}
 * @param shows {@link #document()} of the file that it shows where its format is {@value #SHOWN},
 *     with which it goes or stays; empty otherwise
 * @param size in bytes
 * @param digest SHA-256 of its bytes
 */
public record SourceDocument(
    String document,
    String format,
    String name,
    String mediaType,
    String shows,
    long size,
    Digest digest) {
  /** The format of a FHIR R4 Bundle in JSON. */
  public static final String FHIR = "fhir";

  /** The format of a scan, print or signed original of another document. */
  public static final String SHOWN = "shown";

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_NAME = 200;

  /**
   * @throws IllegalArgumentException naming the member that is not as told above, never its content
   */
  public SourceDocument {
    require(isId(document), "document");
    require(format.matches("[a-z][a-z-]{0,39}"), "format");
    require(!name.isBlank() && name.length() <= LONGEST_NAME && isNoPath(name), "name");
    require(
        mediaType.matches("[A-Za-z0-9!#$&^_.+-]{1,80}/[A-Za-z0-9!#$&^_.+-]{1,80}"), "mediaType");
    require(
        format.equals(SHOWN) ? isId(shows) && !shows.equals(document) : shows.isEmpty(), "shows");
    require(size >= 0, "size");
  }

  private static boolean isId(String text) {
    return text.matches("[A-Za-z0-9_-]{1," + LONGEST_ID + "}");
  }

  private static boolean isNoPath(String name) {
    return name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
        && !name.startsWith(".");
  }

  private static void require(boolean holds, String member) {
    if (!holds) {
      throw new IllegalArgumentException(member + " is not as agreed");
    }
  }

  @Override
  public String toString() {
    return "SourceDocument[" + document + ", " + format + ", " + size + " bytes]";
  }
}
