package org.claimexchange.server.patient;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ShownText;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.consent.Consents;
import org.claimexchange.server.consent.GrantCommand;
import org.claimexchange.server.consent.GrantOutcome;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.register.TemplateText;

/**
 * Takes a signed consent from the page. Here it is seen that the text signed is the one that this
 * exchange shows for these choices; everything else is for the chaincode to judge.
 */
final class Grants {
  /** How long a text may be read before it is signed. */
  private static final Duration READING = Duration.ofHours(12);

  private static final Duration SKEW = Duration.ofSeconds(30);

  private final ProviderTokens tokens;
  private final Readers readers;
  private final Registers registers;
  private final StatementText statements;
  private final Consents consents;
  private final Clock clock;

  Grants(
      ProviderTokens tokens,
      Readers readers,
      Registers registers,
      StatementText statements,
      Consents consents,
      Clock clock) {
    this.tokens = tokens;
    this.readers = readers;
    this.registers = registers;
    this.statements = statements;
    this.consents = consents;
    this.clock = clock;
  }

  /**
   * Grants.
   *
   * @return what the page is answered
   * @throws PatientProblemException if it is not what was shown, or the ledger refuses it
   */
  Map<String, Object> grant(String requestId, RequestApi.Signed signed) {
    ProviderTokens.Checked who = tokens.check(signed.proof().idToken(), signed.proof().identity());
    Readers.Read read = readers.read(requestId, who.person());
    checkAsShown(read, signed);
    GrantCommand command =
        new GrantCommand(
            requestId, signed.statement(), signed.openings(), signed.proof(), signed.text());
    return switch (consents.grant(command)) {
      case GrantOutcome.Granted granted ->
          Map.of(
              "consent", granted.consent(),
              "state", "granted",
              "transactionId", granted.transactionId(),
              "at", granted.at());
      case GrantOutcome.Pending pending -> Map.of("consent", pending.consent(), "state", "pending");
      case GrantOutcome.Refused refused -> throw refusal(refused.reason());
    };
  }

  /** Who, what, how long and the text itself are those of the request and of our template. */
  private void checkAsShown(Readers.Read read, RequestApi.Signed signed) {
    ConsentOpenings openings = signed.openings();
    require(signed.statement().request().equals(read.request().id()), "request");
    require(openings.open(signed.statement()), "openings");
    require(openings.grantor().value().equals(read.reader()), "grantor");
    require(openings.subject().value().equals(read.subject()), "subject");
    require(openings.relation().value() == read.relation(), "relation");
    require(openings.recipients().value().equals(read.request().body().recipients()), "recipients");
    require(openings.purpose().value() == read.request().body().purpose(), "purpose");
    require(openings.witness().value().isEmpty(), "witness");
    var parts = openings.parts().stream().map(Opening<Part>::value).toList();
    Choices.check(read.request().body().parts(), parts);
    Terms terms = openings.terms().value();
    Instant now = clock.instant();
    require(
        !terms.notBefore().isAfter(now.plus(SKEW))
            && terms.notBefore().isAfter(now.minus(READING))
            && terms.equals(StatementText.terms(read.request(), terms.notBefore())),
        "terms");
    ShownText shown = openings.shown().value();
    TemplateText template =
        registers
            .template(shown.template())
            .filter(one -> one.language().equals(shown.language()))
            .orElseThrow(() -> refused("template"));
    Language language = Language.exactly(shown.language());
    String text = statements.render(language, template.text(), read, parts, terms);
    require(text.equals(signed.text()), "text");
    require(
        Digest.of(text.getBytes(StandardCharsets.UTF_8)).matches(shown.text()),
        "digest of the text");
  }

  private static PatientProblemException refusal(LedgerRefusal reason) {
    PatientProblem problem =
        reason.code() == LedgerRefusal.Code.REQUEST_CLOSED
            ? PatientProblem.REQUEST_CLOSED
            : PatientProblem.NOT_SIGNED;
    return new PatientProblemException(problem, reason.code().name());
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw refused(what);
    }
  }

  private static PatientProblemException refused(String what) {
    return new PatientProblemException(PatientProblem.NOT_AS_SHOWN, what);
  }
}
