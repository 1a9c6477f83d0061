package org.claimexchange.server.regulator.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.regex.Pattern;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.regulator.login.LoginWay;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Logging in, choosing a language, and the page for whoever may not. */
@ConsolePart
@org.springframework.stereotype.Controller
class LoginPages {
  private static final String START = "/console/search";
  private static final Pattern BACK =
      Pattern.compile("/console/(search|registers|statistics|accesses|login|consents/[\\w-]{22})");

  private final LoginWay way;
  private final LocaleResolver languages;

  LoginPages(LoginWay way, LocaleResolver languages) {
    this.way = way;
    this.languages = languages;
  }

  @GetMapping("/console")
  String console() {
    return "redirect:" + START;
  }

  @GetMapping("/console/login")
  String login(Model model) {
    switch (way) {
      case LoginWay.Provider provider -> model.addAttribute("start", provider.start());
      case LoginWay.Password _ -> model.addAttribute("form", true);
      case LoginWay.Closed _ -> model.addAttribute("closed", true);
    }
    return "console/login";
  }

  /** Chooses the language and goes back. */
  @PostMapping("/console/language")
  String language(
      @RequestParam("language") String language,
      @RequestParam("back") String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    languages.setLocale(request, response, Locale.forLanguageTag(language));
    return "redirect:" + (BACK.matcher(back).matches() ? back : START);
  }

  /** Whatever was refused, and whatever there is not: the two look the same. */
  @RequestMapping("/console/refused")
  String refused(Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    response.setHeader("HX-Retarget", "body");
    model.addAttribute("problem", "refused");
    return "console/problem";
  }
}
