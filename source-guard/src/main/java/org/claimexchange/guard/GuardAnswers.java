package org.claimexchange.guard;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.json.CanonicalJson;

/** What the guard says over HTTP. */
final class GuardAnswers {
  private GuardAnswers() {}

  static void json(HttpServletResponse response, Object value) throws IOException {
    send(response, 200, "application/json", CanonicalJson.write(value));
  }

  /**
   * A refusal as OperationOutcome: 401 where fresh evidence helps, 403 where it does not. {@code
   * details} carries the {@link GuardRefusal}, and after a colon what is wrong with the evidence.
   */
  static void refuse(HttpServletResponse response, GuardException refused) throws IOException {
    boolean over = refused.refusal() == GuardRefusal.SESSION_OVER;
    outcome(response, over ? 401 : 403, over ? "expired" : "forbidden", refused.code());
  }

  static void outcome(HttpServletResponse response, int status, String code, String details)
      throws IOException {
    var issue = Map.of("severity", "error", "code", code, "details", Map.of("text", details));
    send(
        response,
        status,
        "application/fhir+json",
        CanonicalJson.write(Map.of("resourceType", "OperationOutcome", "issue", List.of(issue))));
  }

  private static void send(HttpServletResponse response, int status, String type, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type + ";charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
