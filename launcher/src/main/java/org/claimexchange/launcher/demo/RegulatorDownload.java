package org.claimexchange.launcher.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimexchange.launcher.Trouble;

/** Fetches the regulator's feed as its officer does: logs in at the console, then downloads. */
final class RegulatorDownload {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final URI console;
  private final SampleLogin officer;

  /**
   * @param server the server's address, with a slash at the end
   * @param officer who may open the console
   */
  RegulatorDownload(URI server, SampleLogin officer) {
    this.console = server.resolve("console/");
    this.officer = officer;
  }

  /** Writes the whole feed to a file, over an older one. */
  void feed(Path to) throws IOException, InterruptedException {
    Path beside = to.resolveSibling(to.getFileName() + ".part");
    try (HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      logIn(http);
      HttpResponse<Path> feed =
          http.send(at("feed?from=1").GET().build(), BodyHandlers.ofFile(beside));
      if (feed.statusCode() != 200) {
        throw new Trouble("the regulator's feed cannot be fetched: status " + feed.statusCode());
      }
      Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private void logIn(HttpClient http) throws IOException, InterruptedException {
    Matcher token =
        TOKEN.matcher(http.send(at("login").GET().build(), BodyHandlers.ofString()).body());
    if (!token.find()) {
      throw new Trouble("the regulator's console shows no login form.");
    }
    String form =
        "username="
            + encoded(officer.username())
            + "&password="
            + encoded(officer.password())
            + "&_csrf="
            + encoded(token.group(1));
    HttpResponse<Void> answer =
        http.send(
            at("login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.discarding());
    if (!answer.headers().firstValue("Location").orElse("").endsWith("/console/search")) {
      throw new Trouble(
          "the regulator's officer cannot log in at the console: status " + answer.statusCode());
    }
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(console.resolve(path)).timeout(PATIENCE);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
