package org.claimexchange.server.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in Chromium at 390 px width, with a real provider. */
class PageIT {
  @TempDir static Path folder;
  private static PageUnderTest server;
  private static Playwright playwright;
  private static Browser browser;
  private BrowserContext context;
  private Page page;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = PageUnderTest.start(folder);
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
  }

  @AfterAll
  static void stop() throws Exception {
    browser.close();
    playwright.close();
    server.close();
  }

  @BeforeEach
  void open() {
    server.requests.reopen();
    server.consents.clear();
    context = browser.newContext(Chromium.phone());
    page = context.newPage();
    page.setDefaultTimeout(10_000);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().contains("status of 4")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(complaints).as("errors in the browser's console").isEmpty();
  }

  @Test
  void from_the_link_to_the_signature_and_to_the_withdrawal() {
    logIn(StandIn.OWN_LINK, "li.xiuying");
    heading("有人想看您的就医资料");
    assertThat(text()).contains("安心示范保险 申请查看就医资料，用于审核理赔案 …8812").contains("示范第一医院");
    click("查看并选择");
    heading("选择可以提供的资料");
    page.getByText("病案首页").first().click();
    click("下一步：看授权书");
    heading("授权书");
    click("同意并签署");
    heading("办理进度");
    page.getByText("已送达保险公司").waitFor();
    assertThat(server.consents.granted()).hasSize(1);

    page.getByRole(AriaRole.LINK, named("我的授权")).click();
    heading("我的授权");
    page.locator("a.consent-line").click();
    heading("授权详情");
    click("撤回授权");
    heading("撤回授权");
    assertThat(text()).contains("已经交给保险公司的材料，保险公司依法须保存，不能收回");
    click("撤回授权");
    heading("已撤回");
    assertThat(text()).contains("从现在起，不再向安心示范保险提供任何资料");
  }

  private void logIn(String link, String username) {
    page.navigate(server.link(link));
    heading("请先确认是您本人");
    assertThat(text()).doesNotContain("安心").doesNotContain("医院");
    click("使用随申办（演示）登录");
    page.getByLabel("用户名").fill(username);
    page.getByLabel("密码").fill(server.password(username));
    click("登录");
  }

  private void heading(String text) {
    page.getByRole(
            AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true).setLevel(1))
        .waitFor();
  }

  private void click(String button) {
    page.getByRole(AriaRole.BUTTON, named(button)).click();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private String text() {
    return page.locator("body").innerText();
  }
}
