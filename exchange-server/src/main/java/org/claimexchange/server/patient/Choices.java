package org.claimexchange.server.patient;

import java.util.HashSet;
import java.util.List;
import org.claimexchange.model.consent.Part;

/** What a grantor may choose: less than was asked, never more. */
final class Choices {
  private Choices() {}

  /**
   * Holds chosen parts against the asked ones.
   *
   * @throws PatientProblemException if there is none, or one is not covered by what was asked
   */
  static void check(List<Part> asked, List<Part> chosen) {
    boolean covered =
        !chosen.isEmpty()
            && chosen.size() <= asked.size()
            && chosen.stream()
                .allMatch(part ->
                    !part.categories().isEmpty()
                        && new HashSet<>(part.categories()).size() == part.categories().size()
                        && asked.stream().anyMatch(one -> one.covers(part)));
    if (!covered) {
      throw new PatientProblemException(PatientProblem.MALFORMED, "parts beyond the request");
    }
  }
}
