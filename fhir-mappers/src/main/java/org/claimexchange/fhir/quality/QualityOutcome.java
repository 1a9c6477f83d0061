package org.claimexchange.fhir.quality;

import java.util.List;
import java.util.Locale;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** A quality report as the OperationOutcome that travels in the claim document. */
public final class QualityOutcome {
  private static final String SYSTEM = "https://claimexchange.org/fhir/CodeSystem/quality-rule";

  private QualityOutcome() {}

  /** The outcome of a report; one without remarks says so. */
  public static OperationOutcome of(QualityReport report) {
    var outcome = new OperationOutcome();
    report.remarks().forEach(remark -> outcome.addIssue(issue(remark)));
    if (report.remarks().isEmpty()) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .setDetails(new CodeableConcept().setText("未发现数据质量问题"));
    }
    return outcome;
  }

  /** The remarks of an outcome that {@link #of} made. */
  public static List<QualityRemark> remarks(OperationOutcome outcome) {
    return outcome.getIssue().stream()
        .filter(issue -> issue.getDetails().hasCoding())
        .map(QualityOutcome::remark)
        .toList();
  }

  private static OperationOutcomeIssueComponent issue(QualityRemark remark) {
    var issue =
        new OperationOutcomeIssueComponent()
            .setSeverity(
                switch (remark.severity()) {
                  case ERROR -> IssueSeverity.ERROR;
                  case WARNING -> IssueSeverity.WARNING;
                })
            .setCode(
                switch (remark.rule()) {
                  case COMPLETENESS, UNPLACED -> IssueType.INCOMPLETE;
                  case PLACEHOLDER, CHECK_DIGIT -> IssueType.VALUE;
                  case DATE_ORDER, SUM, IMPOSSIBLE_CODE -> IssueType.BUSINESSRULE;
                  case UNIT, UNKNOWN_CODE -> IssueType.CODEINVALID;
                  case DUPLICATE -> IssueType.DUPLICATE;
                  case UNKNOWN_FIELD -> IssueType.NOTSUPPORTED;
                  case CONTRADICTION -> IssueType.CONFLICT;
                  case LEFT_OFF, LEFT_OUT -> IssueType.TOOCOSTLY;
                })
            .setDetails(
                new CodeableConcept()
                    .addCoding(new Coding().setSystem(SYSTEM).setCode(code(remark.rule())))
                    .setText(remark.chinese()));
    issue.addExpression(remark.place());
    return issue;
  }

  private static QualityRemark remark(OperationOutcomeIssueComponent issue) {
    return new QualityRemark(
        issue.getSeverity() == IssueSeverity.ERROR ? Severity.ERROR : Severity.WARNING,
        Rule.valueOf(
            issue
                .getDetails()
                .getCodingFirstRep()
                .getCode()
                .toUpperCase(Locale.ROOT)
                .replace('-', '_')),
        issue.getExpression().getFirst().getValue(),
        issue.getDetails().getText());
  }

  private static String code(Rule rule) {
    return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
