package org.claimexchange.fhir.summary;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** What the laboratory says of a value; where it says nothing, what its range says. */
final class Flags {
  private static final String INTERPRETATION =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

  private Flags() {}

  static Flag of(
      List<CodeableConcept> interpretations,
      @Nullable Type value,
      List<ObservationReferenceRangeComponent> ranges) {
    var said =
        interpretations.stream()
            .flatMap(concept -> concept.getCoding().stream())
            .filter(coding -> INTERPRETATION.equals(coding.getSystem()) && coding.hasCode())
            .map(Coding::getCode)
            .toList();
    if (!said.isEmpty()) {
      return of(said.getFirst());
    }
    return value instanceof Quantity quantity && quantity.hasValue() && ranges.size() == 1
        ? of(quantity, ranges.getFirst())
        : Flag.NONE;
  }

  private static Flag of(String code) {
    return switch (code) {
      case "L", "LL", "LU" -> Flag.LOW;
      case "H", "HH", "HU" -> Flag.HIGH;
      case "A", "AA", "POS", "DET", "R" -> Flag.ABNORMAL;
      default -> Flag.NONE;
    };
  }

  private static Flag of(Quantity value, ObservationReferenceRangeComponent range) {
    if (range.getLow().hasValue() && value.getValue().compareTo(range.getLow().getValue()) < 0) {
      return Flag.LOW;
    }
    return range.getHigh().hasValue() && value.getValue().compareTo(range.getHigh().getValue()) > 0
        ? Flag.HIGH
        : Flag.NONE;
  }
}
