package org.claimexchange.server.patient;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.person.Person;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequest;

/**
 * The text that a grantor reads and signs: a registered template filled with what was asked and
 * chosen, and nothing else. The same template and values give the same text, byte for byte, so that
 * what was signed can be held against what was shown.
 */
final class StatementText {
  private final Registers registers;
  private final PatientProperties properties;

  StatementText(Registers registers, PatientProperties properties) {
    this.registers = registers;
    this.properties = properties;
  }

  /**
   * Fills a template.
   *
   * @param template words with mustache tags
   * @param read the request, who answers it and as what
   * @param parts what is granted
   * @param terms how long and how often
   * @throws IllegalStateException if the template asks for a value that there is not
   */
  String render(
      Language language, String template, Readers.Read read, List<Part> parts, Terms terms) {
    Words words = new Words(language);
    DataRequest request = read.request();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("recipients", recipients(request));
    putPurpose(values, request.body().purpose());
    values.put("claimNumber", request.facts().claimNumber());
    values.put("parts", parts.stream().map(part -> part(request, part, words)).toList());
    values.put("retentionDays", request.terms().retentionDays());
    ParticipantFacts platform = platform();
    values.put("platform", platform.name());
    values.put("platformPhone", platform.phone());
    values.put("authority", properties.authority());
    values.put("authorityPhone", properties.authorityPhone());
    values.put("from", words.moment(terms.notBefore()));
    values.put("to", words.moment(terms.notAfter()));
    values.put("uses", terms.uses());
    putPerson(values, "subject", read.subject());
    putPerson(values, "grantor", read.reader());
    putRelation(values, read.relation());
    return fill(template, values);
  }

  /** The operator, as people know it. */
  ParticipantFacts platform() {
    String id = registers.operator().entry().id();
    return registers
        .facts(id)
        .orElseGet(() -> {
          String name = registers.operator().entry().name();
          return new ParticipantFacts(id, name, name, "", "");
        });
  }

  /** Whether a part lies before the policy began, and so has its own tick. */
  static boolean isBefore(DataRequest request, Part part) {
    return request.facts().coverFrom().map(day -> part.period().to().isBefore(day)).orElse(false)
        || request.body().purpose() == Purpose.PRE_EXISTING_CONDITIONS;
  }

  /** What the terms of this request are, when signed from this moment on. */
  static Terms terms(DataRequest request, Instant notBefore) {
    return new Terms(
        notBefore, notBefore.plus(request.terms().validity()), request.terms().uses(), List.of());
  }

  private static String fill(String template, Map<String, Object> values) {
    try {
      return Mustache.compiler()
          .escapeHTML(false)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .compile(template)
          .execute(values)
          .strip();
    } catch (MustacheException e) {
      throw new IllegalStateException("the registered template does not fit this version", e);
    }
  }

  private static List<Map<String, Object>> recipients(DataRequest request) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < request.body().recipients().size(); i++) {
      Recipient recipient = request.body().recipients().get(i);
      ParticipantFacts facts = request.recipients().get(i);
      all.add(
          Map.of(
              "insurer",
              recipient.role() == RecipientRole.INSURER,
              "coInsurer",
              recipient.role() == RecipientRole.CO_INSURER,
              "administrator",
              recipient.role() == RecipientRole.ADMINISTRATOR,
              "name",
              facts.name(),
              "phone",
              facts.phone(),
              "address",
              facts.address()));
    }
    return all;
  }

  private static Map<String, Object> part(DataRequest request, Part part, Words words) {
    List<String> kinds = part.protectedKinds().stream().map(words::protectedKind).toList();
    return Map.of(
        "source", source(request, part.source()).name(),
        "when", words.whenExactly(part),
        "categories", words.list(part.categories().stream().map(words::category).toList()),
        "count", part.categories().size(),
        "before", isBefore(request, part),
        "protectedKinds", words.list(kinds),
        "wholeBills", part.protectedBills());
  }

  /** A source of a request, as people know it. */
  static ParticipantFacts source(DataRequest request, String id) {
    return request.sources().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a source that the request does not name"));
  }

  private static void putPurpose(Map<String, Object> values, Purpose purpose) {
    values.put("claimReview", purpose == Purpose.CLAIM_REVIEW);
    values.put("preExistingConditions", purpose == Purpose.PRE_EXISTING_CONDITIONS);
    values.put("directSettlement", purpose == Purpose.DIRECT_SETTLEMENT);
    values.put("supplement", purpose == Purpose.SUPPLEMENT);
  }

  private static void putRelation(Map<String, Object> values, RelationKind relation) {
    values.put("self", relation == RelationKind.SELF);
    values.put("guardian", relation == RelationKind.GUARDIAN);
    values.put("attorney", relation == RelationKind.ATTORNEY);
    values.put("nearRelative", relation == RelationKind.NEAR_RELATIVE);
  }

  private static void putPerson(Map<String, Object> values, String name, Person person) {
    values.put(name, person.name());
    values.put(name + "Tail", Words.tail(person.id().number()));
  }
}
