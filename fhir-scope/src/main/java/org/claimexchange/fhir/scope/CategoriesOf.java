package org.claimexchange.fhir.scope;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.category.KindTokens;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** The categories of a resource: by its type, or where that does not say it, by its codes. */
public final class CategoriesOf {
  private static final String OBSERVATION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";

  private CategoriesOf() {}

  /** The categories of a resource; none where nothing says so. */
  public static Set<Category> resource(Resource resource) {
    return RecordType.of(resource.fhirType())
        .map(type -> resource(resource, type))
        .orElse(Set.of());
  }

  static Set<Category> resource(Resource resource, RecordType type) {
    if (resource instanceof MedicationRequest request
        && named(request.getCategory()).contains(Category.TCM_PRESCRIPTION)) {
      return Set.of(Category.TCM_PRESCRIPTION);
    }
    if (resource instanceof Observation observation) {
      return named(observation.getCategory());
    }
    if (resource instanceof DiagnosticReport report) {
      return named(
          Stream.concat(report.getCategory().stream(), Stream.of(report.getCode())).toList());
    }
    if (resource instanceof DocumentReference document) {
      return named(
          Stream.concat(document.getCategory().stream(), Stream.of(document.getType())).toList());
    }
    return Set.copyOf(type.categories());
  }

  /**
   * Whether a grant of categories lets it through: one of them where the type has several, all
   * where its own codes name several.
   */
  static boolean granted(Facts facts, Set<Category> granted) {
    if (facts.categories().isEmpty()) {
      return false;
    }
    return facts.type().categories().isEmpty()
        ? granted.containsAll(facts.categories())
        : facts.categories().stream().anyMatch(granted::contains);
  }

  private static Set<Category> named(List<CodeableConcept> concepts) {
    return concepts.stream()
        .flatMap(concept -> concept.getCoding().stream())
        .flatMap(coding -> of(coding).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<Category> of(Coding coding) {
    if (!coding.hasSystem() || !coding.hasCode()) {
      return Optional.empty();
    }
    if (!coding.getSystem().equals(OBSERVATION_CATEGORY)) {
      return KindTokens.category(coding.getSystem(), coding.getCode());
    }
    return switch (coding.getCode()) {
      case "laboratory" -> Optional.of(Category.LABORATORY);
      case "vital-signs" -> Optional.of(Category.VITAL_SIGNS);
      case "imaging" -> Optional.of(Category.IMAGING_REPORT);
      default -> Optional.empty();
    };
  }
}
