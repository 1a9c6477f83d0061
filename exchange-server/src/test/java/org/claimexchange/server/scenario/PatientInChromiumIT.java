package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.claimexchange.server.patient.Chromium;
import org.claimexchange.server.provider.BuiltInProvider;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A patient with a phone of 390 px against the whole of it: server, provider, ledger and hospitals
 * as they run in the embedded set-up.
 */
class PatientInChromiumIT {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  @TempDir static Path data;
  private static RunningExchange exchange;
  private static Playwright playwright;
  private static Browser browser;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    exchange = RunningExchange.start(data);
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
  }

  @AfterAll
  static void stop() {
    browser.close();
    playwright.close();
    exchange.close();
  }

  @BeforeEach
  void open() {
    context = browser.newContext(Chromium.phone());
    page = context.newPage();
    page.setDefaultTimeout(30_000);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void fromTheInsurersLinkToTheSignedGrantTheDeliveryAndTheWithdrawal() throws Exception {
    page.navigate(link("chromium-1"));
    heading("请先确认是您本人");
    click("使用随申办（演示）登录");
    BuiltInProvider.SampleLogin login = login();
    page.getByLabel("用户名").fill(login.username());
    page.getByLabel("密码").fill(login.password());
    click("登录");
    heading("有人想看您的就医资料");
    click("查看并选择");
    heading("选择可以提供的资料");
    click("下一步：看授权书");
    heading("授权书");
    click("同意并签署");
    heading("办理进度");
    page.getByText("已送达保险公司").waitFor();
    String receipt = page.locator(".receipt .number").innerText();
    assertThat(receipt).hasSize(22);

    page.getByRole(AriaRole.LINK, named("我的授权")).click();
    page.locator("a.consent-line").first().click();
    heading("授权详情");
    assertThat(page.locator("main").innerText()).contains(receipt, "签署了授权");
    click("撤回授权");
    heading("撤回授权");
    click("撤回授权");
    heading("已撤回");
    assertThat(page.locator("main").innerText()).contains("撤回了授权");
  }

  @Test
  void aPatientWhoSaysNoGivesNothing() throws Exception {
    page.navigate(link("chromium-2"));
    click("使用随申办（演示）登录");
    BuiltInProvider.SampleLogin login = login();
    page.getByLabel("用户名").fill(login.username());
    page.getByLabel("密码").fill(login.password());
    click("登录");
    click("不同意");
    click("确定，不同意");
    heading("已记录：您不同意");
  }

  /** The person of the docs' example. */
  private static BuiltInProvider.SampleLogin login() {
    return exchange.bean(BuiltInProvider.class).logins().stream()
        .filter(one -> one.username().equals("wang.jianguo"))
        .findFirst()
        .orElseThrow();
  }

  /** The link that the insurer gets for the docs' example. */
  private static String link(String identifier) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(exchange.uri("/fhir/Task"))
                    .header(
                        "Authorization",
                        "Bearer " + new TestTokens(exchange.keys("insurer-anxin")).token())
                    .header("Content-Type", "application/fhir+json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            example().replace("DR-2026-0008812-1", identifier)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return FHIR.newJsonParser().parseResource(Task.class, answer.body()).getOutput().stream()
        .filter(output -> output.getType().getCodingFirstRep().getCode().equals("link"))
        .map(output -> output.getValue().primitiveValue())
        .findFirst()
        .orElseThrow();
  }

  private static String example() throws IOException {
    String docs = Files.readString(Path.of("../docs/insurers.md"));
    int start = docs.indexOf("```json") + "```json".length();
    return docs.substring(start, docs.indexOf("```", start));
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
}
