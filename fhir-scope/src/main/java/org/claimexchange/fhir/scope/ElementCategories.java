package org.claimexchange.fhir.scope;

import java.util.Optional;
import org.claimexchange.fhir.category.Category;

/** Elements that tell something of another category than their resource's: they need that one. */
final class ElementCategories {
  private ElementCategories() {}

  static Optional<Category> of(RecordType type, String path) {
    if (path.equals("reasonCode")) {
      return Optional.of(Category.DIAGNOSIS);
    }
    if (type != RecordType.EXPLANATION_OF_BENEFIT) {
      return Optional.empty();
    }
    return switch (path) {
      case "diagnosis", "item.diagnosisSequence" -> Optional.of(Category.DIAGNOSIS);
      case "procedure", "item.procedureSequence" -> Optional.of(Category.PROCEDURE);
      default -> Optional.empty();
    };
  }
}
