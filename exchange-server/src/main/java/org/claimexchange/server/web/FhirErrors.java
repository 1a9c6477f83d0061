package org.claimexchange.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Tells callers of insurers' routes that they may not, as FHIR does. */
final class FhirErrors implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final FhirResponse fhir;
  private final BearerTokenAuthenticationEntryPoint challenge =
      new BearerTokenAuthenticationEntryPoint();

  FhirErrors(FhirResponse fhir) {
    this.fhir = fhir;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    challenge.commence(request, response, e);
    write(response, HttpStatus.UNAUTHORIZED, IssueType.LOGIN, "an access token is needed");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    write(response, HttpStatus.FORBIDDEN, IssueType.FORBIDDEN, "this caller may not do that");
  }

  private void write(
      HttpServletResponse response, HttpStatus status, IssueType type, String sentence)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(FhirResponse.JSON.toString());
    byte[] body = fhir.text(FhirResponse.outcome(type, sentence)).getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
