package org.claimexchange.server.regulator.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;

/** Chinese unless the reader of the console chose English; elsewhere what the browser asks for. */
final class Language implements LocaleResolver {
  private static final String COOKIE = "console-language";
  private static final String ENGLISH = "en";

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    if (!ofConsole(request)) {
      return request.getLocale();
    }
    return cookies(request).anyMatch(one -> ENGLISH.equals(one.getValue()))
        ? Locale.ENGLISH
        : Locale.SIMPLIFIED_CHINESE;
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    if (response == null || locale == null) {
      throw new UnsupportedOperationException("a language is set with an answer");
    }
    ResponseCookie cookie =
        ResponseCookie.from(COOKIE, ENGLISH.equals(locale.getLanguage()) ? ENGLISH : "zh")
            .path("/console")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  private static boolean ofConsole(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals("/console") || path.startsWith("/console/");
  }

  private static Stream<Cookie> cookies(HttpServletRequest request) {
    return request.getCookies() == null
        ? Stream.empty()
        : Arrays.stream(request.getCookies()).filter(one -> COOKIE.equals(one.getName()));
  }
}
