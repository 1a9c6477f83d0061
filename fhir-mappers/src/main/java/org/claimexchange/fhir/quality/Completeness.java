package org.claimexchange.fhir.quality;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.claimexchange.model.consent.Part;
import org.hl7.fhir.r4.model.Resource;

/** Categories that were granted and have no record. */
final class Completeness implements QualityRule {
  private final Part part;
  private final Set<Category> present = EnumSet.noneOf(Category.class);

  Completeness(Part part) {
    this.part = part;
  }

  @Override
  public void add(Resource kept) {
    present.addAll(CategoriesOf.resource(kept));
  }

  @Override
  public List<QualityRemark> remarks() {
    return Arrays.stream(Category.values())
        .filter(category -> part.categories().contains(category.code()))
        .filter(category -> !present.contains(category))
        .map(category ->
            new QualityRemark(
                category == Category.VISIT ? Severity.ERROR : Severity.WARNING,
                Rule.COMPLETENESS,
                "Bundle",
                "没有“" + category.chinese() + "”的记录。"))
        .toList();
  }
}
