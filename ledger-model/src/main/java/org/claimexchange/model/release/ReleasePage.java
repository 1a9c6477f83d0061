package org.claimexchange.model.release;

import java.util.List;

/**
 * Some releases of one consent.
 *
 * @param releases in the order of their ids
 * @param bookmark asks for those that follow; empty where none does
 */
public record ReleasePage(List<ReleaseState> releases, String bookmark) {
  public ReleasePage {
    releases = List.copyOf(releases);
  }
}
