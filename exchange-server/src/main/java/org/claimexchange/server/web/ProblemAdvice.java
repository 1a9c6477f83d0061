package org.claimexchange.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * The last resort of every controller that has no handler of its own: problem details, no trace.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(ProblemException e, HttpServletRequest request) {
    return answer(ProblemDetails.of(request, e.status(), e.code(), e.sentence()));
  }

  /** Spring Security's own filters answer these. */
  @ExceptionHandler
  void denied(AccessDeniedException e) {
    throw e;
  }

  /** As {@link #denied(AccessDeniedException)}. */
  @ExceptionHandler
  void unauthenticated(AuthenticationException e) {
    throw e;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unexpected(
      Exception e, HttpServletRequest request, HttpServletResponse response) throws Exception {
    // The message may hold what must not be in a log; class and place are enough to find it.
    LOG.error("unexpected {} at {}", e.getClass().getName(), place(e));
    if (response.isCommitted()) {
      // Half of a file is under way: a problem behind it would pass for its end. The container
      // breaks the connection off.
      throw e;
    }
    return answer(
        ProblemDetails.of(
            request,
            HttpStatus.INTERNAL_SERVER_ERROR,
            "unexpected",
            "Something went wrong on our side. Nothing was lost; please try again, and quote the"
                + " reference if it persists."));
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @org.jspecify.annotations.Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpServletRequest servlet = ((ServletWebRequest) request).getRequest();
    return ResponseEntity.status(status)
        .headers(headers)
        .body(
            ProblemDetails.of(
                servlet, status, "bad-request", "The request does not have the expected form."));
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus()).body(problem);
  }

  private static String place(Exception e) {
    for (StackTraceElement element : e.getStackTrace()) {
      if (element.getClassName().startsWith("org.claimexchange")) {
        return element.getFileName() + ":" + element.getLineNumber();
      }
    }
    return "unknown";
  }
}
