package org.claimexchange.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which FHIR types may be asked for under a category; what serves other records (a doctor, a
 * medicine) comes with them only. The table of categories itself is the exchange's; a test of the
 * samples holds this one against it. A category that is not here brings nothing.
 */
public final class CategoryTypes {
  /** Types that any part brings: who the person is, and which visit it was. */
  private static final Set<String> ALWAYS = Set.of("Patient", "Encounter");

  private static final Map<String, Set<String>> TYPES =
      Map.ofEntries(
          Map.entry("visit", Set.of("Encounter")),
          Map.entry("diagnosis", Set.of("Condition")),
          Map.entry("procedure", Set.of("Procedure")),
          Map.entry(
              "medication",
              Set.of(
                  "MedicationRequest",
                  "MedicationAdministration",
                  "MedicationDispense",
                  "MedicationStatement")),
          Map.entry("laboratory", Set.of("Observation", "DiagnosticReport")),
          Map.entry("imaging-report", Set.of("Observation", "DiagnosticReport", "ImagingStudy")),
          Map.entry("pathology", Set.of("DiagnosticReport")),
          Map.entry("vital-signs", Set.of("Observation")),
          Map.entry("allergy", Set.of("AllergyIntolerance")),
          Map.entry("fee-list", Set.of("ChargeItem")),
          Map.entry("settlement", Set.of("ExplanationOfBenefit", "Coverage")),
          Map.entry("invoice", Set.of("Invoice")),
          Map.entry("front-page", Set.of("DocumentReference")),
          Map.entry("discharge-summary", Set.of("DocumentReference")),
          Map.entry("admission-note", Set.of("DocumentReference")),
          Map.entry("operation-note", Set.of("DocumentReference")),
          Map.entry("outpatient-record", Set.of("DocumentReference")),
          Map.entry("certificate", Set.of("DocumentReference")),
          Map.entry("prescription", Set.of("MedicationRequest", "DocumentReference")),
          Map.entry("tcm-prescription", Set.of("MedicationRequest", "DocumentReference")));

  private CategoryTypes() {}

  /** The types that a part with these categories may bring; without categories none. */
  public static Set<String> of(List<String> categories) {
    Set<String> types = new HashSet<>();
    for (String category : categories) {
      types.addAll(TYPES.getOrDefault(category, Set.of()));
    }
    if (!types.isEmpty()) {
      types.addAll(ALWAYS);
    }
    return Set.copyOf(types);
  }
}
