package org.claimexchange.guard.proxy;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.json.CanonicalJson;

/** What the proxy says when there is no record to give. */
final class ProxyAnswers {
  static final String FHIR_JSON = "application/fhir+json";
  private static final System.Logger LOG = System.getLogger(ProxyAnswers.class.getName());

  private final SecureRandom random;

  ProxyAnswers(SecureRandom random) {
    this.random = random;
  }

  void problem(HttpServletResponse response, UpstreamException e) throws IOException {
    var problem = e.problem();
    if (problem == UpstreamException.Problem.LOGIN) {
      response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
    e.retryAfter().ifPresent(seconds -> response.setIntHeader("Retry-After", seconds));
    if (problem.status() < 500) {
      outcome(response, problem.status(), problem.code(), problem.text());
    } else {
      referenced(response, problem.status(), problem.code(), problem.text(), e);
    }
  }

  /** What nobody foresaw. */
  void failure(HttpServletResponse response, RuntimeException e) throws IOException {
    referenced(response, 500, "exception", "the guard failed", e);
  }

  /** With a number to quote, which the proxy's own messages repeat with the kind of failure. */
  private void referenced(
      HttpServletResponse response, int status, String code, String text, RuntimeException e)
      throws IOException {
    var bits = new byte[6];
    random.nextBytes(bits);
    var reference = HexFormat.of().formatHex(bits);
    LOG.log(
        System.Logger.Level.WARNING,
        "{0}: {1} {2} {3}",
        reference,
        status,
        code,
        e instanceof UpstreamException ? e.getMessage() : e.getClass().getName());
    outcome(response, status, code, text + "; quote " + reference);
  }

  void notFound(HttpServletResponse response) throws IOException {
    outcome(response, 404, "not-found", "no such record");
  }

  void outcome(HttpServletResponse response, int status, String code, String text)
      throws IOException {
    var issue = Map.of("severity", "error", "code", code, "details", Map.of("text", text));
    send(
        response,
        status,
        FHIR_JSON,
        CanonicalJson.write(Map.of("resourceType", "OperationOutcome", "issue", List.of(issue))));
  }

  void send(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
    response.setStatus(status);
    response.setContentType(type + ";charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
