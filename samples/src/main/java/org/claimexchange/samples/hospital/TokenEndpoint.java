package org.claimexchange.samples.hospital;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth2/token}: client credentials with {@code private_key_jwt}. */
public final class TokenEndpoint extends HttpServlet {
  /** Where it stands. */
  public static final String PATH = "/oauth2/token";

  private static final long serialVersionUID = 1L;
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final transient ClientAssertions assertions;
  private final transient AccessTokens tokens;

  /** Gives these tokens for those assertions. */
  public TokenEndpoint(ClientAssertions assertions, AccessTokens tokens) {
    this.assertions = assertions;
    this.tokens = tokens;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!"client_credentials".equals(request.getParameter("grant_type"))) {
      refuse(response, 400, "unsupported_grant_type", "the grant type must be client_credentials");
      return;
    }
    var assertion = request.getParameter("client_assertion");
    if (assertion == null
        || !ASSERTION_TYPE.equals(request.getParameter("client_assertion_type"))) {
      refuse(response, 400, "invalid_request", "a client assertion (JWT bearer) is missing");
      return;
    }
    var scope = request.getParameter("scope");
    if (!isSystemScope(scope)) {
      refuse(response, 400, "invalid_scope", "the scope must be system/…, read or search");
      return;
    }
    try {
      var token = tokens.issue(assertions.check(assertion));
      answer(
          response,
          200,
          """
          {"access_token":"%s","token_type":"bearer","expires_in":%d,"scope":"%s"}\
          """
              .formatted(token, AccessTokens.LIFE.toSeconds(), scope));
    } catch (ClientAssertions.RefusedException e) {
      refuse(response, 401, "invalid_client", e.getMessage());
    }
  }

  private static boolean isSystemScope(@Nullable String scope) {
    return scope != null
        && Arrays.stream(scope.split(" ", -1))
            .allMatch(part -> part.matches("system/(\\*|[A-Za-z]{1,40})\\.(rs|r|s|read)"));
  }

  private static void refuse(
      HttpServletResponse response, int status, String error, @Nullable String why)
      throws IOException {
    answer(
        response, status, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, why));
  }

  private static void answer(HttpServletResponse response, int status, String json)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
  }
}
