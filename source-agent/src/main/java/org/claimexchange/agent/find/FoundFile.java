package org.claimexchange.agent.find;

import java.util.List;
import org.claimexchange.fhir.format.SourceFormat;

/**
 * A file of the source. It hides its name from logs: file names tell of persons.
 *
 * @param format as the configuration says it
 * @param name its own name, never a path
 * @param mediaType by its ending
 * @param content its bytes
 * @param shown files that show the same for people
 */
public record FoundFile(
    SourceFormat format, String name, String mediaType, Content content, List<Shown> shown) {
  public FoundFile {
    shown = List.copyOf(shown);
  }

  /** A scan, print or signed original beside a file. It hides its name likewise. */
  public record Shown(String name, String mediaType, Content content) {
    @Override
    public String toString() {
      return "Shown[" + mediaType + "]";
    }
  }

  @Override
  public String toString() {
    return "FoundFile[" + format.code() + "]";
  }
}
