package org.claimexchange.fhir.quality;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.fhir.source.FileRemarks;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.IdSystem;
import org.hl7.fhir.r4.model.Patient;

/**
 * Checks what passed the scope filter, and only that: what was withheld leaves no remark that what
 * does not exist would not leave.
 */
public final class QualityCheck {
  private QualityCheck() {}

  /**
   * All that is wrong, in the order of the rules; the same remark stands once.
   *
   * @param scoped the records of one source
   * @param part what was granted there
   */
  public static QualityReport check(Scoped scoped, Part part) {
    return check(scoped, part, List.of());
  }

  /**
   * All that is wrong, with what the mappers had to say of the source's own files. A file's remarks
   * count only where the file itself passed the filter.
   *
   * @param scoped the records of one source
   * @param part what was granted there
   * @param files of each mapped file, {@code Mapped.fileRemarks()} or {@code Joined.files()}
   */
  public static QualityReport check(Scoped scoped, Part part, List<FileRemarks> files) {
    return new QualityReport(
        Stream.of(
                completeness(scoped, part),
                Placeholders.check(scoped.kept()),
                DateOrder.check(scoped.kept()),
                Sums.check(scoped),
                checkDigits(scoped),
                Units.check(scoped),
                Duplicates.check(scoped),
                Impossible.check(scoped),
                SourceFiles.check(scoped, files))
            .flatMap(List::stream)
            .distinct()
            .toList());
  }

  private static List<QualityRemark> completeness(Scoped scoped, Part part) {
    var present =
        scoped.kept().stream()
            .flatMap(resource -> CategoriesOf.resource(resource).stream())
            .collect(Collectors.toSet());
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

  private static List<QualityRemark> checkDigits(Scoped scoped) {
    boolean wrong =
        scoped.ofType(Patient.class).stream()
            .flatMap(patient -> patient.getIdentifier().stream())
            .filter(id -> IdSystem.RESIDENT_ID.uri().equals(id.getSystem()))
            .anyMatch(id -> !ResidentIdNumber.isValid(id.getValue()));
    return wrong
        ? List.of(
            new QualityRemark(
                Severity.ERROR, Rule.CHECK_DIGIT, "Patient.identifier", "身份证号码校验位不正确。"))
        : List.of();
  }
}
