package org.claimexchange.server.regulator.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.web.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** One sentence and a number to quote for whatever goes wrong on a page. */
@ConsolePart
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(basePackageClasses = Problems.class)
class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final MessageSource messages;
  private final Registers registers;

  Problems(MessageSource messages, Registers registers) {
    this.messages = messages;
    this.registers = registers;
  }

  @ExceptionHandler
  ModelAndView noSuchConsent(
      NoSuchConsentException e,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response) {
    return page("no-such-consent", HttpStatus.NOT_FOUND, e, locale, request, response);
  }

  @ExceptionHandler
  ModelAndView ledgerUnavailable(
      LedgerUnavailableException e,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response) {
    return page("ledger-unavailable", HttpStatus.SERVICE_UNAVAILABLE, e, locale, request, response);
  }

  @ExceptionHandler({
    MissingServletRequestParameterException.class,
    MethodArgumentTypeMismatchException.class
  })
  ModelAndView notUnderstood(
      Exception e, Locale locale, HttpServletRequest request, HttpServletResponse response) {
    return page("not-understood", HttpStatus.BAD_REQUEST, e, locale, request, response);
  }

  @ExceptionHandler
  ModelAndView unexpected(
      RuntimeException e, Locale locale, HttpServletRequest request, HttpServletResponse response) {
    return page("unexpected", HttpStatus.INTERNAL_SERVER_ERROR, e, locale, request, response);
  }

  private ModelAndView page(
      String problem,
      HttpStatus status,
      Exception e,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response) {
    LOG.warn("a page of the console: {} ({})", problem, e.getClass().getName());
    response.setStatus(status.value());
    // A problem takes the whole page, also where a part was asked for.
    response.setHeader("HX-Retarget", "body");
    ModelAndView page = new ModelAndView("console/problem");
    page.addObject("problem", problem);
    page.addObject("reference", Reference.of(request));
    page.addObject("words", new Words(messages, registers, locale));
    page.addObject("language", locale.getLanguage().equals("en") ? "en" : "zh-CN");
    page.addObject("here", "/console/search");
    page.addObject("officer", "");
    return page;
  }
}
