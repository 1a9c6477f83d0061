package org.claimexchange.server.provider;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/** The page where a made-up person types name and password: two files, no script. */
final class LoginPage extends OncePerRequestFilter {
  static final String PATH = "/login";
  private static final String STYLE_PATH = "/login.css";

  private final String chinese = resource("login.zh-CN.html");
  private final String english = resource("login.en.html");
  private final String style = resource("login.css");
  private final HttpSessionRequestCache requests = new HttpSessionRequestCache();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    if (!request.getMethod().equals("GET")) {
      chain.doFilter(request, response);
    } else if (path.equals(PATH)) {
      write(response, "text/html;charset=UTF-8", page(request, response));
    } else if (path.equals(STYLE_PATH)) {
      write(response, "text/css;charset=UTF-8", style);
    } else {
      chain.doFilter(request, response);
    }
  }

  private String page(HttpServletRequest request, HttpServletResponse response) {
    CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    String failed = request.getParameter("error") == null ? "hidden" : "";
    return (wantsEnglish(request, response) ? english : chinese)
        .replace("{{failed}}", failed)
        .replace("{{csrfName}}", HtmlUtils.htmlEscape(csrf.getParameterName()))
        .replace("{{csrfValue}}", HtmlUtils.htmlEscape(csrf.getToken()));
  }

  /** As the page that sent the person here asks ({@code ui_locales}). */
  private boolean wantsEnglish(HttpServletRequest request, HttpServletResponse response) {
    SavedRequest saved = requests.getRequest(request, response);
    if (saved == null) {
      return false;
    }
    String[] locales = saved.getParameterValues("ui_locales");
    return locales != null && locales.length > 0 && locales[0].startsWith("en");
  }

  private static void write(HttpServletResponse response, String type, String body)
      throws IOException {
    response.setContentType(type);
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String name) {
    try (InputStream in = LoginPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the program: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
