package org.claimexchange.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import org.claimexchange.guard.log.GuardLogException;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;

/**
 * The guard as a servlet filter, behind the source's own check of access tokens: answers {@code
 * POST /release/nonce} and {@code POST /release/session}, and lets other requests pass only with a
 * session ({@value SessionGrant#HEADER}), which whoever answers finds as the request attribute
 * {@link #SESSION}. Map it to {@code /release/*} as well, and see that the container has some
 * servlet there: several run no filter without one.
 *
 * <p>It does not look into requests and answers: a FHIR server behind it holds them to part and
 * person by {@code hapi.ReleaseInterceptor}, any other by itself.
 */
public final class ReleaseFilter extends HttpFilter {
  /** The request attribute with the {@link GuardSession}. */
  public static final String SESSION = GuardSession.class.getName();

  private static final long serialVersionUID = 1L;
  private static final int LARGEST_PRESENTATION = 256 * 1024;
  private static final String NONCE_PATH = "/release/nonce";
  private static final String SESSION_PATH = "/release/session";

  private final transient ReleaseGuard guard;
  private final transient Function<HttpServletRequest, String> caller;
  private final transient Set<String> open;

  /**
   * @param caller who asks, as the source's own check of access tokens found; empty if nobody
   * @param open paths below the context that anybody may read, such as {@code /fhir/metadata}
   */
  public ReleaseFilter(
      ReleaseGuard guard, Function<HttpServletRequest, String> caller, Set<String> open) {
    this.guard = guard;
    this.caller = caller;
    this.open = Set.copyOf(open);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (open.contains(path)) {
      chain.doFilter(request, response);
      return;
    }
    String who = caller.apply(request);
    if (who.isEmpty()) {
      GuardAnswers.outcome(response, 401, "login", "an access token is needed");
      return;
    }
    try {
      switch (path) {
        case NONCE_PATH -> answerNonce(request, response);
        case SESSION_PATH -> answerSession(who, request, response);
        default -> {
          request.setAttribute(SESSION, guard.session(who, named(request)));
          chain.doFilter(new UnconditionalRequest(request), response);
        }
      }
    } catch (GuardException e) {
      GuardAnswers.refuse(response, e);
    } catch (GuardLogException e) {
      GuardAnswers.outcome(response, 503, "transient", "the guard cannot write its log");
    }
  }

  private void answerNonce(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isPost(request, response)) {
      GuardAnswers.json(response, guard.issueNonce());
    }
  }

  private void answerSession(String who, HttpServletRequest request, HttpServletResponse response)
      throws IOException, GuardException {
    if (isPost(request, response)) {
      GuardAnswers.json(response, guard.open(who, presentation(request)));
    }
  }

  private ReleasePresentation presentation(HttpServletRequest request)
      throws IOException, GuardException {
    byte[] body = request.getInputStream().readNBytes(LARGEST_PRESENTATION + 1);
    try {
      if (body.length <= LARGEST_PRESENTATION) {
        return CanonicalJson.read(body, ReleasePresentation.class);
      }
    } catch (MalformedJsonException e) {
      // Said below, as for what is too large.
    }
    throw guard.malformed();
  }

  private static boolean isPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("POST")) {
      return true;
    }
    response.setHeader("Allow", "POST");
    GuardAnswers.outcome(response, 405, "not-supported", "only POST");
    return false;
  }

  private static String named(HttpServletRequest request) {
    String session = request.getHeader(SessionGrant.HEADER);
    return session == null ? "" : session;
  }
}
