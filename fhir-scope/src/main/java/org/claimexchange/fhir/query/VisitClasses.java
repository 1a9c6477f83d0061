package org.claimexchange.fhir.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.VisitKind;

/**
 * Kinds of visit by the codes of {@code Encounter.class} (v3-ActCode, ActEncounterCode); a purchase
 * at a pharmacy has none there, so it has our own.
 */
public final class VisitClasses {
  private VisitClasses() {}

  /** The codes of a kind. */
  public static List<String> of(VisitKind kind) {
    return switch (kind) {
      case INPATIENT -> List.of("IMP", "ACUTE", "NONAC", "SS");
      case OUTPATIENT -> List.of("AMB", "HH", "VR", "FLD");
      case EMERGENCY -> List.of("EMER", "OBSENC");
      case PHARMACY -> List.of("pharmacy");
    };
  }

  /** The kind of a code; empty for any other code. */
  public static Optional<VisitKind> kind(String code) {
    return Arrays.stream(VisitKind.values()).filter(kind -> of(kind).contains(code)).findFirst();
  }
}
