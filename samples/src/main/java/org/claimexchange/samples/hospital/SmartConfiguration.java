package org.claimexchange.samples.hospital;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code /fhir/.well-known/smart-configuration}: where tokens come from (SMART App Launch 2). */
final class SmartConfiguration extends HttpServlet {
  static final String PATH = "/fhir/.well-known/smart-configuration";
  private static final long serialVersionUID = 1L;

  private final String json;

  SmartConfiguration(String baseUrl) {
    this.json =
        """
        {"token_endpoint":"%s%s","grant_types_supported":["client_credentials"],\
        "token_endpoint_auth_methods_supported":["private_key_jwt"],\
        "token_endpoint_auth_signing_alg_values_supported":["ES384","RS384","ES256"],\
        "scopes_supported":["system/*.rs"],"capabilities":["client-confidential-asymmetric"],\
        "code_challenge_methods_supported":["S256"]}\
        """
            .formatted(baseUrl, TokenEndpoint.PATH);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json;charset=UTF-8");
    response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
  }
}
