package org.claimexchange.server.patient;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.person.Person;
import org.claimexchange.server.consent.ActOutcome;
import org.claimexchange.server.consent.Consents;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.register.TemplateText;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** From the link to the answer: look, choose, read, grant or refuse. */
@RestController
@RequestMapping("/h5/api")
class RequestApi {
  private final Sessions sessions;
  private final Readers readers;
  private final Registers registers;
  private final StatementText statements;
  private final Grants grants;
  private final Consents consents;
  private final Clock clock;

  RequestApi(
      Sessions sessions,
      Readers readers,
      Registers registers,
      StatementText statements,
      Grants grants,
      Consents consents,
      Clock clock) {
    this.sessions = sessions;
    this.readers = readers;
    this.registers = registers;
    this.statements = statements;
    this.grants = grants;
    this.consents = consents;
    this.clock = clock;
  }

  /** Opens a one-time link. */
  @PostMapping("/links/redeem")
  ResponseEntity<byte[]> redeem(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
      HttpServletRequest request)
      throws IOException {
    Person reader = sessions.person(authorization);
    String token = PageJson.read(request, LinkToken.class).token();
    return PageJson.answer(Map.of("request", readers.redeem(token, reader)));
  }

  /** A request. */
  @GetMapping("/requests/{id}")
  ResponseEntity<byte[]> request(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
      @PathVariable String id,
      @RequestParam(defaultValue = "zh-CN") String language) {
    Readers.Read read = readers.read(id, sessions.person(authorization));
    Words words = new Words(Language.exactly(language));
    return PageJson.answer(RequestJson.of(read, readers.isOpen(read.request()), words));
  }

  /** The text to be signed, for what was chosen. */
  @PostMapping("/requests/{id}/text")
  ResponseEntity<byte[]> text(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
      @PathVariable String id,
      HttpServletRequest request)
      throws IOException {
    Readers.Read read = readers.readOpen(id, sessions.person(authorization));
    Chosen chosen = PageJson.read(request, Chosen.class);
    Choices.check(read.request().body().parts(), chosen.parts());
    Language language = Language.exactly(chosen.language());
    TemplateText template =
        registers
            .currentTemplate(language.tag())
            .orElseThrow(() -> new IllegalStateException("no text is registered in this language"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Terms terms = StatementText.terms(read.request(), now);
    String text = statements.render(language, template.text(), read, chosen.parts(), terms);
    return PageJson.answer(new Shown(template.id(), language.tag(), text, terms));
  }

  /** A signed consent. The provider's token in it says who hands it in; no session is asked for. */
  @PostMapping("/requests/{id}/grant")
  ResponseEntity<byte[]> grant(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    return PageJson.answer(grants.grant(id, PageJson.read(request, Signed.class)));
  }

  /** No. */
  @PostMapping("/requests/{id}/refuse")
  ResponseEntity<byte[]> refuse(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
      @PathVariable String id) {
    Readers.Read read = readers.readOpen(id, sessions.person(authorization));
    return switch (consents.refuse(id, read.reader().id())) {
      case ActOutcome.Done done -> PageJson.answer(Map.of("state", "refused", "at", done.at()));
      case ActOutcome.Pending _ -> PageJson.answer(Map.of("state", "pending"));
      case ActOutcome.NotOpen _ -> throw new PatientProblemException(PatientProblem.REQUEST_CLOSED);
      case ActOutcome.Refused refused ->
          throw new PatientProblemException(
              PatientProblem.NOT_REFUSED, refused.reason().code().name());
    };
  }

  /**
   * A one-time link's token.
   *
   * @param token the token
   */
  record LinkToken(String token) {
    @Override
    public String toString() {
      return "LinkToken[…]";
    }
  }

  /**
   * What was chosen.
   *
   * @param language BCP 47
   * @param parts what is to go
   */
  record Chosen(String language, List<Part> parts) {
    @Override
    public String toString() {
      return "Chosen[…]";
    }
  }

  /**
   * What is shown.
   *
   * @param template template id
   * @param language BCP 47
   * @param text the text
   * @param terms how long and how often, as in the text
   */
  record Shown(String template, String language, String text, Terms terms) {
    @Override
    public String toString() {
      return "Shown[" + template + "]";
    }
  }

  /**
   * What was signed.
   *
   * @param statement what was signed
   * @param openings the values behind it
   * @param proof token, key and signature
   * @param text the text that was shown
   */
  record Signed(
      ConsentStatement statement, ConsentOpenings openings, GrantorProof proof, String text) {
    @Override
    public String toString() {
      return "Signed[…]";
    }
  }
}
