package org.claimexchange.server.request;

import java.util.Optional;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.server.request.RequestProblem.Kind;
import org.hl7.fhir.r4.model.Task;

/** Reads the insurer's case: {@code Task.groupIdentifier} and inputs. Never a bank account. */
final class CaseReader {
  private final TaskInputs inputs;
  private final Problems problems;

  CaseReader(TaskInputs inputs, Problems problems) {
    this.inputs = inputs;
    this.problems = problems;
  }

  ClaimCase read(Task task, Party insurer) {
    String claimNumber = Optional.ofNullable(task.getGroupIdentifier().getValue()).orElse("");
    problems.unless(
        TaskShape.CLAIM_NUMBER.equals(task.getGroupIdentifier().getSystem())
            && !claimNumber.isBlank()
            && claimNumber.length() <= 100,
        Kind.REQUIRED,
        "Task.groupIdentifier",
        "the case's number under " + TaskShape.CLAIM_NUMBER);
    Optional<DateRange> cover =
        inputs
            .period("cover-period")
            .flatMap(p -> FhirDays.range(p, "Task.input(cover-period)", problems));
    return new ClaimCase(
        inputs.text("report-number"),
        claimNumber.strip(),
        inputs.text("policy-number"),
        inputs.text("certificate-number"),
        inputs.text("policyholder"),
        inputs.text("insured"),
        inputs.text("applicant-relation"),
        inputs.text("line-of-business"),
        inputs.text("claim-kind"),
        cover.map(DateRange::from),
        cover.map(DateRange::to),
        inputs.day("event-date"),
        inputs.text("event-kind"),
        insurer);
  }
}
