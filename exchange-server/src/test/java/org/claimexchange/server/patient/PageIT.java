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
import java.util.Map;
import java.util.TreeMap;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.server.consent.GrantCommand;
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

  @Test
  void what_is_signed_is_what_was_shown_and_chosen_and_nothing_else() {
    logIn(StandIn.OWN_LINK, "li.xiuying");
    click("查看并选择");
    heading("选择可以提供的资料");
    page.getByText("医生作出的诊断及其编码").first().click();
    page.getByText("生殖健康").click();
    click("下一步：看授权书");
    heading("授权书");
    String shown = page.locator(".statement").textContent();
    click("同意并签署");
    heading("办理进度");

    GrantCommand granted = server.consents.granted().getFirst();
    assertThat(granted.openings().open(granted.statement())).isTrue();
    assertThat(granted.text().replace("\n", "")).isEqualTo(shown);
    assertThat(granted.openings().grantor().value()).isEqualTo(StandIn.MOTHER);
    assertThat(granted.openings().relation().value()).isEqualTo(RelationKind.SELF);
    List<Part> parts = granted.openings().parts().stream().map(Opening::value).toList();
    assertThat(parts).as("the period before the policy is not ticked").hasSize(2);
    assertThat(parts.getFirst().categories())
        .doesNotContain("diagnosis", "front-page")
        .contains("visit", "discharge-summary");
    assertThat(parts.getFirst().protectedKinds()).containsExactly(ProtectedKind.REPRODUCTIVE);
    assertThat(parts.getFirst().protectedBills()).isFalse();
    assertThat(shown).contains("生殖健康").doesNotContain("精神心理").doesNotContain("投保前病史");
  }

  @Test
  void the_period_before_the_policy_goes_only_with_its_own_tick() {
    logIn(StandIn.OWN_LINK, "li.xiuying");
    click("查看并选择");
    page.getByText("提供这段时间的资料").click();
    click("下一步：看授权书");
    heading("授权书");

    assertThat(text()).contains("用于核对投保前病史，您已单独勾选");
  }

  @Test
  void a_mother_signs_for_her_child_and_every_screen_says_so() {
    logIn(StandIn.CHILD_LINK, "li.xiuying");
    heading("有人想看王小明的就医资料");
    acting();
    click("查看并选择");
    heading("选择可以提供的资料");
    acting();
    click("下一步：看授权书");
    heading("授权书");
    acting();
    assertThat(text()).contains("被授权资料的本人：王小明").contains("签署人：李秀英").contains("监护人");
    click("同意并签署");
    heading("办理进度");
    acting();

    GrantCommand granted = server.consents.granted().getFirst();
    assertThat(granted.openings().subject().value()).isEqualTo(StandIn.CHILD);
    assertThat(granted.openings().relation().value()).isEqualTo(RelationKind.GUARDIAN);
  }

  @Test
  void a_wrong_person_sees_the_same_as_with_a_link_that_does_not_exist() {
    logIn(StandIn.OWN_LINK, "zhao.dayong");
    heading("没有可以显示的申请");
    String wrongPerson = withoutReference();
    page.navigate(server.link("no-such-link-no-such-link-no-such-link-0001"));
    page.reload();
    heading("没有可以显示的申请");

    assertThat(withoutReference()).isEqualTo(wrongPerson);
    assertThat(wrongPerson).doesNotContain("安心", "示范第一医院", "8812").contains("监护或委托关系");
  }

  @Test
  void saying_no_ends_with_what_it_means_and_nothing_is_granted() {
    logIn(StandIn.OWN_LINK, "li.xiuying");
    click("不同意");
    heading("确定不同意吗？");
    click("确定，不同意");
    heading("已记录：您不同意");

    assertThat(text()).contains("没有提供任何资料").contains("AX2026-00128812");
    assertThat(server.consents.granted()).isEmpty();
  }

  @Test
  void a_refusal_of_the_ledger_says_what_happened_what_to_do_whom_to_call_and_what_to_quote() {
    server.consents.refuseGrants(true);
    logIn(StandIn.OWN_LINK, "li.xiuying");
    click("查看并选择");
    click("下一步：看授权书");
    click("同意并签署");
    heading("没有签署成功");

    assertThat(text())
        .contains("什么资料都没有送出", "请再试一次", "000-0000-0001", "纸质材料")
        .containsPattern("请报编号 [0-9A-Z]{5}-[0-9A-Z]{5}");
    server.consents.refuseGrants(false);
    click("再试一次");
    heading("授权书");
    click("同意并签署");
    heading("办理进度");
  }

  @Test
  void the_back_button_and_a_reload_lose_no_choice() {
    logIn(StandIn.OWN_LINK, "li.xiuying");
    click("查看并选择");
    heading("选择可以提供的资料");
    page.getByText("医生作出的诊断及其编码").first().click();
    click("下一步：看授权书");
    heading("授权书");
    page.goBack();
    heading("选择可以提供的资料");
    page.reload();
    heading("选择可以提供的资料");

    assertThat(page.getByRole(AriaRole.SWITCH).nth(1).isChecked()).isFalse();
    assertThat(page.getByRole(AriaRole.SWITCH).nth(0).isChecked()).isTrue();
  }

  @Test
  void inside_another_app_the_page_only_hands_over() {
    context.close();
    context =
        browser.newContext(
            Chromium.phone()
                .setUserAgent(
                    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile"
                        + " Safari/537.36 MicroMessenger/8.0.47"));
    page = context.newPage();
    page.navigate(server.link(StandIn.OWN_LINK));
    heading("请转到手机浏览器");
    page.locator(".qr").waitFor();

    assertThat(text()).contains("在浏览器中打开", "复制链接").doesNotContain("登录之后", "安心", "医院");
  }

  @Test
  void English_is_one_switch_away_and_stays() {
    page.navigate(server.link(StandIn.OWN_LINK));
    heading("请先确认是您本人");
    page.getByRole(AriaRole.BUTTON, named("Switch to English")).click();
    heading("First, please confirm who you are");
    page.reload();
    heading("First, please confirm who you are");

    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
  }

  @Test
  void the_page_writes_canonical_JSON_byte_for_byte_as_the_ledger_model_does() {
    page.navigate(server.page());
    for (Object value :
        List.of(
            List.of("李秀英", "𠮷野家", "a\"b\\c/\u0001\u2028\n\té"),
            new TreeMap<>(Map.of("z", 1, "a", true, "中", List.of(), "\uD83D\uDE00", "x", "é", 0)),
            List.of(Map.of("b", Map.of("d", -7, "c", List.of(false, "")), "a", 9007199254740991L)),
            StandIn.MOTHER,
            server.requests.find("request-of-the-mother").orElseThrow().body().parts())) {
      String java = CanonicalJson.writeText(value);
      Object script =
          page.evaluate(
              "async (json) => (await import('./encoding.js')).canonicalJson(JSON.parse(json))",
              CanonicalJson.tree(value).toString());
      assertThat(script).isEqualTo(java);
      assertThat(
              page.evaluate(
                  "async (json) => (await import('./encoding.js')).digestOf(JSON.parse(json))",
                  java))
          .isEqualTo(Digest.ofCanonical(value).value());
    }
  }

  @Test
  void the_page_refuses_values_that_have_no_one_form() {
    page.navigate(server.page());
    for (String value : List.of("1.5", "null", "undefined", "'\\uD800'", "NaN", "2 ** 53")) {
      assertThat(
              page.evaluate(
                  "async () => { try { (await import('./encoding.js')).canonicalJson("
                      + value
                      + "); return 'taken'; } catch (e) { return e.name; } }"))
          .as(value)
          .isEqualTo("TypeError");
    }
  }

  @Test
  void nothing_breaks_at_320_px_with_text_twice_as_large() {
    context.close();
    context = browser.newContext(Chromium.phone().setViewportSize(320, 640));
    context.addInitScript(
        "addEventListener('DOMContentLoaded',"
            + " () => { document.documentElement.style.fontSize = '212.5%' })");
    page = context.newPage();
    logIn(StandIn.OWN_LINK, "li.xiuying");
    heading("有人想看您的就医资料");
    fits();
    click("查看并选择");
    heading("选择可以提供的资料");
    fits();
    click("下一步：看授权书");
    heading("授权书");
    fits();
    click("同意并签署");
    heading("办理进度");
    fits();
  }

  private void fits() {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    assertThat(
            page.evaluate(
                "[...document.querySelectorAll('a, button, summary, label.weui-cell')]"
                    + ".filter(e => e.checkVisibility() && !e.matches('.skip'))"
                    + ".map(e => [e.textContent, e.getBoundingClientRect()])"
                    + ".filter(([, box]) => box.width < 44 || box.height < 44)"
                    + ".map(([text]) => text).join()"))
        .as("targets of less than 44 px")
        .isEqualTo("");
  }

  private void acting() {
    assertThat(page.locator("#acting").innerText()).isEqualTo("您正在为孩子 王小明 办理");
  }

  private String withoutReference() {
    return text().replaceAll("[0-9A-Z]{5}-[0-9A-Z]{5}", "");
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
