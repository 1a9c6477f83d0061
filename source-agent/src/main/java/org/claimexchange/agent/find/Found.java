package org.claimexchange.agent.find;

import java.util.ArrayList;
import java.util.List;

/**
 * What one look brought.
 *
 * @param files in a fixed order
 * @param troubles what could not be looked at; while there is any, the list is not complete
 */
public record Found(List<FoundFile> files, List<Trouble> troubles) {
  public Found {
    files = List.copyOf(files);
    troubles = List.copyOf(troubles);
  }

  /** What several places brought, as one. */
  public static Found all(List<FileSource> sources, Wanted wanted) {
    List<FoundFile> files = new ArrayList<>();
    List<Trouble> troubles = new ArrayList<>();
    for (FileSource source : sources) {
      Found found = source.find(wanted);
      files.addAll(found.files());
      troubles.addAll(found.troubles());
    }
    return new Found(files, troubles);
  }
}
