package org.claimexchange.guard.proxy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;

/** {@code POST /oauth2/token}: hands the form on to the source's own token endpoint. */
final class TokenServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int LARGEST_FORM = 64 * 1024;

  private final URI endpoint;
  private final transient UpstreamHttp http;
  private final transient ProxyAnswers answers;

  TokenServlet(URI endpoint, UpstreamHttp http, ProxyAnswers answers) {
    this.endpoint = endpoint;
    this.http = http;
    this.answers = answers;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String type = String.valueOf(request.getContentType());
    byte[] form = request.getInputStream().readNBytes(LARGEST_FORM + 1);
    if (!type.startsWith(ProxyRequest.FORM) || form.length > LARGEST_FORM) {
      answers.outcome(response, 400, "invalid", "a form of at most 64 KB is expected");
      return;
    }
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(endpoint)
                  .header("Content-Type", ProxyRequest.FORM)
                  .header("Accept", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(form)));
      if (answer.status() >= 500) {
        throw answer.problem();
      }
      // What an OAuth client must be told: success, or RFC 6749, section 5.2.
      answers.send(response, answer.status(), "application/json", answer.body());
    } catch (UpstreamException e) {
      answers.problem(response, e);
    }
  }
}
