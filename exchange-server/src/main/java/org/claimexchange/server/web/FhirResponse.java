package org.claimexchange.server.web;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** FHIR resources as answers. */
public final class FhirResponse {
  /** FHIR as JSON. */
  public static final MediaType JSON =
      MediaType.parseMediaType("application/fhir+json;charset=UTF-8");

  private final FhirContext fhir;

  /** Answers in this context. */
  public FhirResponse(FhirContext fhir) {
    this.fhir = fhir;
  }

  /** An answer. */
  public ResponseEntity<String> of(HttpStatus status, Resource resource) {
    return ResponseEntity.status(status).contentType(JSON).body(text(resource));
  }

  /** A resource's JSON. */
  public String text(Resource resource) {
    return fhir.newJsonParser().encodeResourceToString(resource);
  }

  /** An outcome with one error. */
  public ResponseEntity<String> error(HttpStatus status, IssueType type, String sentence) {
    return of(status, outcome(type, sentence));
  }

  /** An outcome with one error. */
  public static OperationOutcome outcome(IssueType type, String sentence) {
    OperationOutcome outcome = new OperationOutcome();
    outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type).setDiagnostics(sentence);
    return outcome;
  }
}
