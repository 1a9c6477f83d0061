package org.claimexchange.server.regulator.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.regulator.trace.TraceEvent;
import org.claimexchange.server.regulator.verification.Check;
import org.claimexchange.server.regulator.verification.CheckLine;
import org.claimexchange.server.regulator.verification.Verdict;
import org.springframework.context.MessageSource;

/** How values are said on a page, in the reader's language. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneId.of("Asia/Shanghai"));
  private static final int SHORT = 10;
  private static final int SHOWN_HEAD = 3;
  private static final int SHOWN_TAIL = 4;

  private final MessageSource messages;
  private final Registers registers;
  private final Locale locale;

  Words(MessageSource messages, Registers registers, Locale locale) {
    this.messages = messages;
    this.registers = registers;
    this.locale = locale;
  }

  /** A time, in Asia/Shanghai. */
  public String time(Instant at) {
    return TIME.format(at);
  }

  /** The beginning of a long id or digest. */
  public String brief(String id) {
    return id.length() <= SHORT ? id : id.substring(0, SHORT) + "…";
  }

  /** A constant's name in words: message {@code console.<kind>.<name>}. */
  public String of(String kind, Enum<?> constant) {
    return messages.getMessage("console." + kind + "." + constant.name(), null, locale);
  }

  /** A participant as people call it; its id where it is not known. */
  public String participant(String id) {
    return registers.facts(id).map(ParticipantFacts::shortName).orElse(id);
  }

  /** Categories by their names. */
  public String categories(List<String> codes) {
    boolean chinese = isChinese();
    return String.join(
        chinese ? "、" : ", ",
        codes.stream()
            .map(code ->
                Category.ofCode(code)
                    .map(one -> chinese ? one.chinese() : one.english())
                    .orElse(code))
            .toList());
  }

  /** A period in days. */
  public String period(DateRange range) {
    return range.from() + " – " + range.to();
  }

  /** A number of a document, its middle covered: enough to compare, not to use. */
  public String masked(PersonId id) {
    String number = id.number();
    if (number.length() <= SHOWN_HEAD + SHOWN_TAIL) {
      return "*".repeat(number.length());
    }
    return number.substring(0, SHOWN_HEAD)
        + "*".repeat(number.length() - SHOWN_HEAD - SHOWN_TAIL)
        + number.substring(number.length() - SHOWN_TAIL);
  }

  /** How a check ended, in a sentence. */
  public String verdict(CheckLine line) {
    return switch (line.verdict()) {
      case Verdict.Holds holds ->
          messages.getMessage(
              "console.holds." + line.check().name(), said(line.check(), holds.facts()), locale);
      case Verdict.Fails fails ->
          messages.getMessage(
              "console.reason." + fails.reason().name(), fails.facts().toArray(), locale);
      case Verdict.NothingToCheck _ ->
          messages.getMessage("console.nothing." + line.check().name(), null, locale);
      case Verdict.RefusedAsItMust refused ->
          messages.getMessage("console.refused-as-it-must." + refused.code(), null, locale);
    };
  }

  /** Pass, fail or nothing to check: the name of its icon and style. */
  public String mark(CheckLine line) {
    return switch (line.verdict()) {
      case Verdict.Holds _, Verdict.RefusedAsItMust _ -> "holds";
      case Verdict.Fails _ -> "fails";
      case Verdict.NothingToCheck _ -> "nothing";
    };
  }

  /** The number of a transaction's block; a dash where no peer tells. */
  public String block(TraceEvent event) {
    return event.block().map(number -> Long.toString(number)).orElse("–");
  }

  /** What an entry of a register says, in short. */
  public String entry(RegisterEntry entry) {
    return switch (entry) {
      case Participant one -> one.name() + " · " + of("role", one.role()) + " · " + one.mspId();
      case IdentityProvider one -> one.issuer() + " · " + String.join(", ", one.audiences());
      case Approval one ->
          participant(one.insurer())
              + " · "
              + one.purposes().stream().map(purpose -> of("purpose", purpose)).collect(joined())
              + " · "
              + categories(one.categories());
      case TextTemplate one -> one.language() + " · SHA-256 " + brief(one.template().value());
      case Relation one -> of("relation", one.kind()) + " · " + participant(one.attestedBy());
    };
  }

  /** From when until when an entry counts; what has no such period shows that of its keys. */
  public String force(RegisterEntry entry) {
    return switch (entry) {
      case Participant one ->
          one.certificates().stream()
              .filter(certificate -> certificate.use() != CertificateUse.LEDGER)
              .map(RegisteredCertificate::to)
              .min(Comparator.naturalOrder())
              .map(to -> "– " + day(to))
              .orElse("–");
      case IdentityProvider one ->
          one.keys().stream()
              .map(key -> day(key.from()) + " – " + day(key.to()))
              .distinct()
              .collect(joined());
      case Approval one -> day(one.from()) + " – " + day(one.to());
      case TextTemplate one -> day(one.from()) + " – " + day(one.to());
      case Relation one -> day(one.from()) + " – " + day(one.to());
    };
  }

  /** Name of a function of the contract. */
  public String function(String function) {
    return Objects.requireNonNullElse(
        messages.getMessage("console.function." + function, null, function, locale), function);
  }

  private Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(isChinese() ? "、" : ", ");
  }

  private static String day(Instant at) {
    return DAY.format(at);
  }

  private Object[] said(Check check, List<String> facts) {
    return new Object[] {
      facts.stream()
          .map(fact -> check == Check.PARTICIPANTS ? participant(fact) : fact)
          .collect(joined())
    };
  }

  private boolean isChinese() {
    return !locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }
}
