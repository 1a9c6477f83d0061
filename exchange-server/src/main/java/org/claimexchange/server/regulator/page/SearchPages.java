package org.claimexchange.server.regulator.page;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Role;
import org.claimexchange.server.register.RegisterBook;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.regulator.casefile.CaseFiles;
import org.claimexchange.server.regulator.casefile.CaseSearch;
import org.claimexchange.server.regulator.trace.ConsentFinder;
import org.claimexchange.server.regulator.trace.ConsentFinder.Found;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finding a consent: by a number, or by insurer and time. What is typed never stands in a URL. */
@ConsolePart
@Controller
class SearchPages {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final int LIMIT = 100;
  private static final int DAYS = 30;

  private final ConsentFinder finder;
  private final CaseFiles files;
  private final RegisterBook book;
  private final Clock clock;

  SearchPages(ConsentFinder finder, CaseFiles files, RegisterBook book, Clock clock) {
    this.finder = finder;
    this.files = files;
    this.book = book;
    this.clock = clock;
  }

  /** Every insurer that was ever registered. */
  @ModelAttribute("insurers")
  List<String> insurers() {
    return book.entries(RegisterName.PARTICIPANTS).stream()
        .map(Proven::entry)
        .filter(entry -> entry instanceof Participant one && one.role() == Role.INSURER)
        .map(entry -> entry.id())
        .toList();
  }

  @GetMapping("/console/search")
  String form(Model model) {
    LocalDate today = clock.instant().atZone(SHANGHAI).toLocalDate();
    model.addAttribute("from", today.minusDays(DAYS));
    model.addAttribute("to", today);
    return "console/search";
  }

  /** By a receipt's number or a transaction's id. */
  @PostMapping(path = "/console/search", params = "number")
  String byNumber(@RequestParam("number") String number, Model model) {
    return switch (finder.find(number)) {
      case Found.Consent consent -> "redirect:/console/consents/" + consent.id();
      case Found.WithoutConsent without -> {
        model.addAttribute("event", without.event());
        yield form(model);
      }
      case Found.Nothing _ -> told("nothing", model);
      case Found.NotANumber _ -> told("not-a-number", model);
    };
  }

  /** By insurer and time of the grant. */
  @PostMapping(path = "/console/search", params = "insurer")
  String byInsurer(
      @RequestParam("insurer") String insurer,
      @RequestParam("from") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam("to") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
      Model model) {
    model.addAttribute("insurer", insurer);
    model.addAttribute("from", from);
    model.addAttribute("to", to);
    if (to.isBefore(from)) {
      model.addAttribute("told", "wrong-period");
      return "console/search";
    }
    model.addAttribute(
        "lines",
        files.search(
            new CaseSearch(
                insurer,
                from.atStartOfDay(SHANGHAI).toInstant(),
                to.plusDays(1).atStartOfDay(SHANGHAI).toInstant(),
                LIMIT)));
    model.addAttribute("limit", LIMIT);
    return "console/search";
  }

  private String told(String what, Model model) {
    model.addAttribute("told", what);
    return form(model);
  }
}
