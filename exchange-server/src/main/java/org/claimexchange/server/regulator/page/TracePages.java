package org.claimexchange.server.regulator.page;

import java.util.Optional;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.regulator.access.AccessLog;
import org.claimexchange.server.regulator.access.Ground;
import org.claimexchange.server.regulator.casefile.CaseFile;
import org.claimexchange.server.regulator.casefile.CaseFiles;
import org.claimexchange.server.regulator.trace.Tracer;
import org.claimexchange.server.regulator.verification.Verification;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One consent: its history from the ledger, who it is about once a reason is given, and its
 * verification. Without script each form answers with the whole page, with it with its own part.
 */
@ConsolePart
@Controller
class TracePages {
  private static final String PAGE = "console/trace";
  private static final String ID = "/console/consents/{id:[A-Za-z0-9_-]{22}}";

  private final Tracer tracer;
  private final CaseFiles files;
  private final Verification verification;
  private final AccessLog accesses;

  TracePages(Tracer tracer, CaseFiles files, Verification verification, AccessLog accesses) {
    this.tracer = tracer;
    this.files = files;
    this.verification = verification;
    this.accesses = accesses;
  }

  /** The history; tells nobody's name. */
  @GetMapping(ID)
  String trace(@PathVariable("id") String id, Model model) {
    model.addAttribute("trace", tracer.trace(id).orElseThrow(() -> new NoSuchConsentException()));
    files.find(id).ifPresent(file -> model.addAttribute("sources", file.sources()));
    model.addAttribute("accesses", accesses.of(id));
    model.addAttribute("grounds", Ground.values());
    return PAGE;
  }

  /** Who it is about and what was granted: for a reason, and recorded before it is shown. */
  @PostMapping(ID + "/identity")
  String identity(
      @PathVariable("id") String id,
      @RequestParam("ground") Ground ground,
      @RequestParam("reason") String reason,
      @RequestHeader("HX-Request") Optional<String> part,
      Authentication officer,
      Model model) {
    String page = trace(id, model);
    Optional<CaseFile> file = files.find(id);
    if (!AccessLog.takes(reason)) {
      model.addAttribute("reasonMissing", true);
    } else if (file.isPresent()) {
      model.addAttribute("access", accesses.record(officer.getName(), id, ground, reason));
      model.addAttribute("accesses", accesses.of(id));
      model.addAttribute("file", file.get());
    } else {
      model.addAttribute("notHandedOver", true);
    }
    return part.isPresent() ? page + " :: identity" : page;
  }

  /** Holds everything against the ledger, now. */
  @PostMapping(ID + "/verification")
  String verification(
      @PathVariable("id") String id,
      @RequestHeader("HX-Request") Optional<String> part,
      Model model) {
    String page = trace(id, model);
    verification
        .verify(id)
        .ifPresentOrElse(
            report -> model.addAttribute("report", report),
            () -> model.addAttribute("notHandedOver", true));
    return part.isPresent() ? page + " :: verification" : page;
  }
}
