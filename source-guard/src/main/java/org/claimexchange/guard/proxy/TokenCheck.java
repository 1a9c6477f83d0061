package org.claimexchange.guard.proxy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.model.disclosure.Digest;

/**
 * Who asks: whoever has this access token, which the upstream alone can judge. Before a nonce or a
 * session is given, the upstream is asked, by a search that finds nobody, whether it accepts the
 * token; on other requests it says so itself.
 */
final class TokenCheck extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String CALLER = TokenCheck.class.getName();
  private static final Duration BELIEVED = Duration.ofSeconds(60);
  private static final int MOST = 1_000;
  private static final int LONGEST_TOKEN = 8 * 1024;

  private final transient ProxySettings settings;
  private final transient UpstreamHttp http;
  private final transient FhirReader reader;
  private final transient ProxyAnswers answers;
  private final transient Clock clock;
  private final transient Map<String, Instant> accepted = new LinkedHashMap<>();

  TokenCheck(
      ProxySettings settings,
      UpstreamHttp http,
      FhirReader reader,
      ProxyAnswers answers,
      Clock clock) {
    this.settings = settings;
    this.http = http;
    this.reader = reader;
    this.answers = answers;
    this.clock = clock;
  }

  /** The caller, as this check found; empty if nobody. */
  static String caller(HttpServletRequest request) {
    return request.getAttribute(CALLER) instanceof String caller ? caller : "";
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    List<String> tokens = Collections.list(request.getHeaders("Authorization"));
    if (tokens.size() == 1
        && tokens.get(0).startsWith("Bearer ")
        && tokens.get(0).length() <= LONGEST_TOKEN) {
      String token = tokens.get(0);
      String caller = Digest.of(token.getBytes(StandardCharsets.UTF_8)).value();
      if (request.getServletPath().equals("/release") && !isAccepted(token, caller, response)) {
        return;
      }
      request.setAttribute(CALLER, caller);
    } else if (!tokens.isEmpty()) {
      answers.outcome(response, 401, "login", "one bearer token is expected");
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean isAccepted(String token, String caller, HttpServletResponse response)
      throws IOException {
    Instant now = clock.instant();
    synchronized (accepted) {
      Instant until = accepted.get(caller);
      if (until != null && now.isBefore(until)) {
        return true;
      }
    }
    try {
      var upstream = new Upstream(settings.upstream(), "", http, reader, token, 1);
      upstream.search("Patient", Map.of("identifier", List.of("urn:nobody|0")));
    } catch (UpstreamException e) {
      answers.problem(response, e);
      return false;
    }
    synchronized (accepted) {
      var oldest = accepted.values().iterator();
      while (oldest.hasNext() && (oldest.next().isBefore(now) || accepted.size() >= MOST)) {
        oldest.remove();
      }
      accepted.put(caller, now.plus(BELIEVED));
    }
    return true;
  }
}
