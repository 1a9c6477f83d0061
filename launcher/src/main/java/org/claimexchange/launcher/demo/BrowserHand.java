package org.claimexchange.launcher.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.claimexchange.launcher.Trouble;

/** Signs in a real Chromium, as wide as a phone, pressing what a person presses. */
public final class BrowserHand implements PatientHand {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final double TIMEOUT = 20_000;

  private final Playwright playwright;
  private final Browser browser;
  private final Clock clock;

  private BrowserHand(Playwright playwright, Browser browser, Clock clock) {
    this.playwright = playwright;
    this.browser = browser;
    this.clock = clock;
  }

  /** A browser of this machine; empty where none is found. */
  public static Optional<PatientHand> find(Clock clock) {
    return executable().map(path -> start(path, clock));
  }

  private static PatientHand start(Path executable, Clock clock) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
    return new BrowserHand(playwright, browser, clock);
  }

  private static Optional<Path> executable() {
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream()
        .flatMap(
            name -> Stream.of(path.split(File.pathSeparator, -1)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public String name() {
    return "Chromium " + browser.version();
  }

  @Override
  public Instant grant(URI link, SampleLogin login) {
    try (BrowserContext context = browser.newContext(phone())) {
      Page page = context.newPage();
      page.setDefaultTimeout(TIMEOUT);
      page.navigate(link.toString());
      press(page, Pattern.compile("^使用.*登录$"));
      page.getByLabel("用户名").fill(login.username());
      page.getByLabel("密码").fill(login.password());
      press(page, Pattern.compile("^登录$"));
      press(page, Pattern.compile("^查看并选择$"));
      press(page, Pattern.compile("^下一步"));
      Instant pressed = sign(page);
      heading(page, "办理进度");
      return pressed;
    } catch (PlaywrightException e) {
      throw new Trouble("the page did not come to its end in the browser: " + firstLine(e));
    }
  }

  private Instant sign(Page page) {
    heading(page, "授权书");
    Instant pressed = clock.instant();
    press(page, Pattern.compile("^同意并签署$"));
    return pressed;
  }

  private static void heading(Page page, String text) {
    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setLevel(1))
        .waitFor();
  }

  private static void press(Page page, Pattern name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }

  private static Browser.NewContextOptions phone() {
    return new Browser.NewContextOptions()
        .setViewportSize(390, 844)
        .setDeviceScaleFactor(2)
        .setHasTouch(true)
        .setIsMobile(true)
        .setLocale("zh-CN")
        .setTimezoneId("Asia/Shanghai");
  }

  private static String firstLine(PlaywrightException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
