package org.claimexchange.server.regulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.claimexchange.server.regulator.sample.SampleCase;
import org.claimexchange.server.regulator.verification.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An officer's way through the console in a real Chromium; pictures go to target/console. */
@ExtendWith(ConsoleWorld.Extension.class)
class ConsoleBrowserIT {
  private static final Path PICTURES = Path.of("target", "console");

  @Test
  void anOfficerFindsVerifiesAndLooksAtAConsent(ConsoleWorld world) throws Exception {
    SampleCase one =
        world.kept(SampleCase.granted(world.ledger()).released().deliveredAndReceived());
    SampleCase withdrawn = world.kept(SampleCase.granted(world.ledger()).withdrawn());
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")))) {
      walk(world, browser, one, withdrawn, "desktop", 1280);
      walk(world, browser, one, withdrawn, "phone", 390);
    }
  }

  private static void walk(
      ConsoleWorld world,
      Browser browser,
      SampleCase one,
      SampleCase withdrawn,
      String name,
      int width) {
    try (var context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setLocale("de-DE"))) {
      Page page = context.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);
      logIn(world, page, name);
      find(page, one, name);
      verify(page, name);
      lookAtPerson(page, name);
      page.navigate(world.url("/console/consents/" + withdrawn.id()));
      page.locator("#verification button").click();
      assertThat(page.locator("#check-EVIDENCE .why")).containsText("不再为它签发存证");
      overviews(world, page, name);
      assertThat(complaints).isEmpty();
    }
  }

  private static void logIn(ConsoleWorld world, Page page, String name) {
    page.navigate(world.url("/console"));
    picture(page, name, "login");
    page.getByLabel("用户名").fill(ConsoleApplication.OFFICER.username());
    page.getByLabel("密码").fill(ConsoleApplication.OFFICER.password());
    page.locator("main button").click();
    assertThat(page.locator("h1")).hasText("授权追溯");
  }

  private static void find(Page page, SampleCase one, String name) {
    page.locator("select[name=insurer]").locator("xpath=ancestor::form").locator("button").click();
    assertThat(page.locator("main table")).containsText(one.id());
    picture(page, name, "results");
    page.getByLabel("回执编号或交易编号").fill(one.id());
    page.locator("#number").locator("xpath=ancestor::form").locator("button").click();
    assertThat(page.locator("h1")).hasText("授权全过程");
    assertThat(page.locator(".timeline li")).hasCount(5);
    assertThat(page.content()).doesNotContain("陈静");
    assertThat(page.url()).endsWith("/console/consents/" + one.id());
  }

  private static void verify(Page page, String name) {
    page.locator("#verification button").click();
    assertThat(page.locator("#verification .told")).containsText("没有不符");
    assertThat(page.locator(".checks li")).hasCount(Check.values().length);
    assertThat(page.locator(".checks .fails")).hasCount(0);
    picture(page, name, "trace");
  }

  private static void lookAtPerson(Page page, String name) {
    page.getByLabel("查阅事由").selectOption("PERSONS_REQUEST");
    page.getByLabel("具体理由").fill("本人来函查询,收文 2026-118");
    page.locator("#identity button").click();
    assertThat(page.locator("#identity")).containsText("陈静");
    picture(page, name, "person");
  }

  private static void overviews(ConsoleWorld world, Page page, String name) {
    for (String path : List.of("registers", "statistics", "accesses")) {
      page.navigate(world.url("/console/" + path));
      picture(page, name, path);
    }
    page.locator("header button").first().click();
    assertThat(page.locator("h1")).hasText("Accesses");
    picture(page, name, "english");
  }

  /** Takes the whole page; nothing may be cut off at the right. */
  private static void picture(Page page, String name, String what) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(PICTURES.resolve(name + "-" + what + ".png")));
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow).as("overflow of " + what + " on " + name).isEqualTo(0);
  }

  private static Path chromium() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> Stream.of("chromium", "google-chrome").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("these tests need a Chromium on the PATH"));
  }
}
