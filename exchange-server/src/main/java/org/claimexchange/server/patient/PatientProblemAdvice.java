package org.claimexchange.server.patient;

import jakarta.servlet.http.HttpServletRequest;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.server.web.ProblemDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one place where the page's problems become answers: problem details (RFC 9457). */
@RestControllerAdvice(basePackageClasses = PatientProblemAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PatientProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(PatientProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> known(PatientProblemException e, HttpServletRequest request) {
    LOG.info("patient's page: {} {}", e.problem().code(), e.why());
    return answer(e.problem(), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> malformed(MalformedJsonException e, HttpServletRequest request) {
    LOG.info("patient's page: malformed, {}", e.getMessage());
    return answer(PatientProblem.MALFORMED, request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unexpected(Exception e, HttpServletRequest request) {
    if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      LOG.info("patient's page: {}", known.getStatusCode());
      return answer(PatientProblem.MALFORMED, request);
    }
    // The type and place only: a message may hold what a person wrote.
    LOG.error(
        "patient's page: unexpected {} at {}",
        e.getClass().getName(),
        e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]);
    return answer(PatientProblem.UNEXPECTED, request);
  }

  private static ResponseEntity<ProblemDetail> answer(
      PatientProblem problem, HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    Language language = Language.of(accepted == null ? "" : accepted);
    ProblemDetail detail =
        ProblemDetails.of(request, problem.status(), problem.code(), problem.sentence(language));
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .body(detail);
  }
}
