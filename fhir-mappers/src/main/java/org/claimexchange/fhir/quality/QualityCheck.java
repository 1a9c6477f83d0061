package org.claimexchange.fhir.quality;

import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.model.consent.Part;

/** Checks what passed the scope filter. */
public final class QualityCheck {
  private QualityCheck() {}

  /**
   * All that is wrong, in the order of the rules.
   *
   * @param scoped the records of one source
   * @param part what was granted there
   */
  public static QualityReport check(Scoped scoped, Part part) {
    throw new UnsupportedOperationException(scoped + "" + part);
  }
}
