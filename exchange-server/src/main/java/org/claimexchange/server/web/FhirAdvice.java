package org.claimexchange.server.web;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Turns what goes wrong in a FHIR route into an OperationOutcome. */
@ControllerAdvice(annotations = FhirRoutes.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class FhirAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(FhirAdvice.class);

  private final FhirResponse fhir;

  FhirAdvice(FhirResponse fhir) {
    this.fhir = fhir;
  }

  @ExceptionHandler(AccessDeniedException.class)
  ResponseEntity<String> denied(AccessDeniedException e) {
    return fhir.error(HttpStatus.FORBIDDEN, IssueType.FORBIDDEN, "this caller may not do that");
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<String> broken(Exception e) {
    // Neither message nor trace: either may hold what nobody may read. The id finds the log line.
    StackTraceElement[] trace = e.getStackTrace();
    LOG.error(
        "a FHIR route failed: {} at {}", e.getClass().getName(), trace.length == 0 ? "" : trace[0]);
    return fhir.error(
        HttpStatus.INTERNAL_SERVER_ERROR,
        IssueType.EXCEPTION,
        "something went wrong here; quote the X-Reference of this answer");
  }
}
