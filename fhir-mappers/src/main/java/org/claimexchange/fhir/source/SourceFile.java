package org.claimexchange.fhir.source;

/**
 * A file as a source sent it. It hides itself from logs.
 *
 * @param name how the source calls it, for the claim package; never a path
 * @param mediaType its type as the source says it, such as {@code application/json}
 * @param bytes its bytes, untouched; neither this record nor a mapper changes or copies them
 */
@SuppressWarnings("ArrayRecordComponent")
public record SourceFile(String name, String mediaType, byte[] bytes) {
  @Override
  public String toString() {
    return "SourceFile[" + mediaType + ", " + bytes.length + " bytes]";
  }
}
