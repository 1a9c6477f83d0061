package org.claimexchange.server.regulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.claimexchange.server.regulator.sample.SampleCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ConsoleWorld.Extension.class)
class ConsoleRolesIT {
  private static final String UNKNOWN = "/console/consents/AAAAAAAAAAAAAAAAAAAAAA";
  private static final String INSURERS_TOKEN =
      "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJpbnN1cmVyLWFueGluIn0.c2lnbmF0dXJl";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/search",
        UNKNOWN,
        "/console/registers",
        "/console/statistics",
        "/console/accesses",
        "/console/feed",
        "/console/feed?from=1",
        "/console/whatever",
        "/console/templates/console/trace.html"
      })
  void nobodyButARegulatorSeesAPage(String path, ConsoleWorld world) throws Exception {
    var anonymous = new ConsoleBrowser(world);

    var nothing = anonymous.get(path);
    var withInsurersToken = anonymous.get(path, "Authorization", "Bearer " + INSURERS_TOKEN);
    var withPatientsSession = anonymous.get(path, "Authorization", "Bearer h5-session-7Hq2");

    for (var answer : java.util.List.of(nothing, withInsurersToken, withPatientsSession)) {
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/console/login");
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void nobodyButARegulatorPostsAForm(ConsoleWorld world) throws Exception {
    var one = SampleCase.granted(world.ledger());
    world.kept(one);
    var anonymous = new ConsoleBrowser(world);
    anonymous.get("/console/login");

    var identity =
        anonymous.post(
            "/console/consents/" + one.id() + "/identity",
            Map.of("ground", "INSPECTION", "reason", "看看是谁"));

    assertThat(identity.statusCode()).isEqualTo(302);
    assertThat(identity.body()).doesNotContain("陈静");
  }

  @Test
  void aFormWithoutItsTokenIsRefused(ConsoleWorld world) throws Exception {
    var officer = ConsoleBrowser.loggedIn(world);

    var forged = officer.post("/console/search?_csrf=forged", Map.of("_csrf", "forged"));

    assertThat(forged.statusCode()).isEqualTo(403);
  }

  @Test
  void aWrongPasswordOpensNothing(ConsoleWorld world) throws Exception {
    var browser = new ConsoleBrowser(world);
    browser.get("/console/login");

    var answer =
        browser.post("/console/login", Map.of("username", "officer.zhou", "password", "guess"));

    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login?failed");
    assertThat(browser.get("/console/search").statusCode()).isEqualTo(302);
  }

  @Test
  void aRegulatorDownloadsTheFeed(ConsoleWorld world) throws Exception {
    var officer = ConsoleBrowser.loggedIn(world);

    var page = officer.get("/console/search");
    var feed = officer.get("/console/feed?from=1");

    assertThat(page.body()).contains("href=\"/console/feed?from=1\"", "只有监管机构自己的私钥能解开");
    assertThat(feed.statusCode()).isEqualTo(200);
    assertThat(feed.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    assertThat(feed.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
  }

  @Test
  void aPageThatThereIsNotIsASentence(ConsoleWorld world) throws Exception {
    var officer = ConsoleBrowser.loggedIn(world);

    var missing = officer.get("/console/whatever");
    var unknown = officer.get(UNKNOWN);

    assertThat(missing.statusCode()).isEqualTo(403);
    assertThat(missing.body()).contains("没有这个页面，或者您无权打开它。").doesNotContain("Exception");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("账本上没有这份授权").contains("请致电平台并报编号");
  }

  @Test
  void everyPageForbidsForeignScriptAndCaching(ConsoleWorld world) throws Exception {
    var officer = ConsoleBrowser.loggedIn(world);

    var page = officer.get("/console/search");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.body()).doesNotContain("style=").doesNotContain("onclick");
  }
}
