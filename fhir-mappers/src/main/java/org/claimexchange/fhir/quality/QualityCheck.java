package org.claimexchange.fhir.quality;

import java.util.List;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.fhir.source.FileRemarks;
import org.claimexchange.model.consent.Part;
import org.hl7.fhir.r4.model.Resource;

/**
 * Checks what passed the scope filter, and only that: what was withheld leaves no remark that what
 * does not exist would not leave. Records are shown to it one by one, and none is held. Of one
 * source; not safe for use by several threads.
 */
public final class QualityCheck {
  private final SourceFiles files = new SourceFiles();
  private final List<QualityRule> rules;

  /**
   * @param part what was granted at the source
   */
  public QualityCheck(Part part) {
    this.rules =
        List.of(
            new Completeness(part),
            new Placeholders(),
            new DateOrder(),
            new Sums(),
            new CheckDigits(),
            new Units(),
            new Duplicates(),
            new Impossible(),
            files);
  }

  /** Shows it a record that passed. */
  public void add(Resource kept) {
    rules.forEach(rule -> rule.add(kept));
  }

  /**
   * What the mappers had to say of the source's own files. A file's remarks count only where the
   * file itself passed the filter.
   *
   * @param mapped of each mapped file, {@code Mapped.fileRemarks()} or {@code Joined.files()}
   */
  public void remarks(List<FileRemarks> mapped) {
    files.remarks(mapped);
  }

  /** All that is wrong, in the order of the rules; the same remark stands once. */
  public QualityReport report() {
    return new QualityReport(
        rules.stream().flatMap(rule -> rule.remarks().stream()).distinct().toList());
  }

  /**
   * All that is wrong with records that are in memory.
   *
   * @param scoped the records of one source
   * @param part what was granted there
   */
  public static QualityReport check(Scoped scoped, Part part) {
    return check(scoped, part, List.of());
  }

  /**
   * All that is wrong with records that are in memory, and what the mappers had to say.
   *
   * @param scoped the records of one source
   * @param part what was granted there
   * @param files as {@link #remarks} wants them
   */
  public static QualityReport check(Scoped scoped, Part part, List<FileRemarks> files) {
    var check = new QualityCheck(part);
    scoped.kept().forEach(check::add);
    check.remarks(files);
    return check.report();
  }
}
