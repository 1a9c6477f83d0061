package org.claimexchange.server.regulator.page;

import java.time.Clock;
import java.util.List;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.regulator.access.Access;
import org.claimexchange.server.regulator.access.AccessLog;
import org.claimexchange.server.regulator.overview.RegistersOverview;
import org.claimexchange.server.regulator.overview.StatisticsReader;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Registers, figures, and who looked at whom. */
@ConsolePart
@Controller
class OverviewPages {
  private final RegistersOverview registers;
  private final StatisticsReader statistics;
  private final AccessLog accesses;
  private final Clock clock;

  OverviewPages(
      RegistersOverview registers, StatisticsReader statistics, AccessLog accesses, Clock clock) {
    this.registers = registers;
    this.statistics = statistics;
    this.accesses = accesses;
    this.clock = clock;
  }

  @GetMapping("/console/registers")
  String registers(Model model) {
    model.addAttribute("registers", registers.all());
    model.addAttribute("now", clock.instant());
    return "console/registers";
  }

  @GetMapping("/console/statistics")
  String statistics(Model model) {
    model.addAttribute("statistics", statistics.now());
    model.addAttribute("now", clock.instant());
    return "console/statistics";
  }

  /** All accesses, newest first; a number only is in the URL. */
  @GetMapping("/console/accesses")
  String accesses(
      @RequestParam(name = "before", defaultValue = "9223372036854775807") long before,
      Model model) {
    List<Access> page = accesses.page(before);
    model.addAttribute("accesses", page);
    if (page.size() == AccessLog.PAGE) {
      model.addAttribute("older", page.getLast().number());
    }
    return "console/accesses";
  }
}
