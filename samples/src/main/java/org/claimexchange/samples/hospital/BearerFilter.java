package org.claimexchange.samples.hospital;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Lets nobody read records without a token; what the server can do may be read by all. */
public final class BearerFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String BEARER = "Bearer ";

  /** The request attribute with the client's id. */
  public static final String CALLER = OpaquePages.ASKER;

  static final Set<String> OPEN = Set.of("/fhir/metadata", SmartConfiguration.PATH);

  private final transient AccessTokens tokens;

  /** Takes these tokens. */
  public BearerFilter(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (OPEN.contains(request.getRequestURI())) {
      chain.doFilter(request, response);
      return;
    }
    var header = request.getHeader("Authorization");
    var client =
        header == null || !header.startsWith(BEARER)
            ? Optional.<String>empty()
            : tokens.client(header.substring(BEARER.length()));
    if (client.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer");
      Outcomes.write(response, 401, "login", "a valid access token is needed");
      return;
    }
    request.setAttribute(OpaquePages.ASKER, client.get());
    chain.doFilter(request, response);
  }
}
