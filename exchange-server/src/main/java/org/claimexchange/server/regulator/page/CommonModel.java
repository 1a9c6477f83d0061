package org.claimexchange.server.regulator.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.regulator.ConsolePart;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the console knows. */
@ConsolePart
@ControllerAdvice(basePackageClasses = CommonModel.class)
class CommonModel {
  private final MessageSource messages;
  private final Registers registers;

  CommonModel(MessageSource messages, Registers registers) {
    this.messages = messages;
    this.registers = registers;
  }

  @ModelAttribute("words")
  Words words(Locale locale) {
    return new Words(messages, registers, locale);
  }

  @ModelAttribute("language")
  String language(Locale locale) {
    return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? "en" : "zh-CN";
  }

  /** The page to come back to after the language is changed. */
  @ModelAttribute("here")
  String here(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  @ModelAttribute("officer")
  String officer(@Nullable Authentication authentication) {
    return authentication == null ? "" : authentication.getName();
  }
}
