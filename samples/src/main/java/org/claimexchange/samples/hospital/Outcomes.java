package org.claimexchange.samples.hospital;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a refusal as a FHIR OperationOutcome. */
final class Outcomes {
  private Outcomes() {}

  /**
   * Answers.
   *
   * @param code an IssueType such as {@code login}; it and the text are ours, never a caller's
   */
  static void write(HttpServletResponse response, int status, String code, String text)
      throws IOException {
    var body =
        """
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s","diagnostics":"%s"}]}\
        """
            .formatted(code, text)
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
