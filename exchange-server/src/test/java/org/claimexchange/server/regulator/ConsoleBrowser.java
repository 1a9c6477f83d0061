package org.claimexchange.server.regulator;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script: keeps cookies, fills in forms with their hidden token. */
public final class ConsoleBrowser {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final UnaryOperator<String> url;
  private final HttpClient http;
  private String token = "";

  ConsoleBrowser(ConsoleWorld world) {
    this(world::url);
  }

  /**
   * @param url the address of a path
   */
  ConsoleBrowser(UnaryOperator<String> url) {
    this.url = url;
    this.http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Logged in as the regulator's officer. */
  static ConsoleBrowser loggedIn(ConsoleWorld world) throws Exception {
    return loggedIn(
        world::url, ConsoleApplication.OFFICER.username(), ConsoleApplication.OFFICER.password());
  }

  /** Logged in with this account. */
  public static ConsoleBrowser loggedIn(UnaryOperator<String> url, String username, String password)
      throws Exception {
    ConsoleBrowser browser = new ConsoleBrowser(url);
    browser.get("/console/login");
    HttpResponse<String> answer =
        browser.post("/console/login", Map.of("username", username, "password", password));
    if (!answer.headers().firstValue("Location").orElse("").endsWith("/console/search")) {
      throw new AssertionError("expected to be logged in, found " + answer.statusCode());
    }
    browser.get("/console/search");
    return browser;
  }

  /** Gets a page. */
  public HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.apply(path)));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Sends a form. */
  public HttpResponse<String> post(String path, Map<String, String> form, String... headers)
      throws Exception {
    String body =
        form.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.apply(path)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    body + (body.isEmpty() ? "" : "&") + "_csrf=" + encoded(token)));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    Matcher found = TOKEN.matcher(answer.body());
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
