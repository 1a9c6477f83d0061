package org.claimexchange.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Errors outside FHIR (RFC 9457): {@code type} a URI that ends in the code, {@code status}, {@code
 * title}, {@code detail} a sentence, {@code code} for programs and {@code reference} to quote.
 */
public final class ProblemDetails {
  private static final String TYPES = "https://claimexchange.org/problems/";

  private ProblemDetails() {}

  /**
   * One problem.
   *
   * @param code for programs: lower case, hyphens
   * @param sentence for people; tells nothing about a person
   */
  public static ProblemDetail of(
      HttpServletRequest request, HttpStatusCode status, String code, String sentence) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
    problem.setType(URI.create(TYPES + code));
    HttpStatus known = HttpStatus.resolve(status.value());
    problem.setTitle(known == null ? code : known.getReasonPhrase());
    problem.setProperty("code", code);
    problem.setProperty("reference", Reference.of(request));
    return problem;
  }
}
