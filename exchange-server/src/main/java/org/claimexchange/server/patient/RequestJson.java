package org.claimexchange.server.patient;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.request.DataRequest;

/**
 * A request as the page gets it: the values that go into the statement, and their words.
 *
 * @param id id
 * @param status {@code open} or {@code closed}
 * @param reference the number to quote: the insurer's case
 * @param insurer who asks
 * @param subject whose records
 * @param grantor who answers
 * @param relation how the one stands to the other
 * @param recipients who would receive
 * @param purpose what for
 * @param purposeWords the same, in words
 * @param parts what is asked
 * @param retentionDays how long the platform keeps it
 * @param expiresAt until when it can be answered
 * @param returnUrl the insurer's page, or empty
 */
record RequestJson(
    String id,
    String status,
    String reference,
    ParticipantFacts insurer,
    Person subject,
    Person grantor,
    RelationKind relation,
    List<Recipient> recipients,
    Purpose purpose,
    String purposeWords,
    List<PartJson> parts,
    int retentionDays,
    Instant expiresAt,
    String returnUrl) {

  static RequestJson of(Readers.Read read, boolean open, Words words) {
    DataRequest request = read.request();
    return new RequestJson(
        request.id(),
        open ? "open" : "closed",
        request.facts().claimNumber(),
        request.insurer(),
        read.subject(),
        read.reader(),
        read.relation(),
        request.body().recipients(),
        request.body().purpose(),
        words.purpose(request.body().purpose(), request.facts().claimNumber()),
        request.body().parts().stream().map(part -> PartJson.of(request, part, words)).toList(),
        request.terms().retentionDays(),
        request.expiresAt(),
        request.returnUrl().map(URI::toString).orElse(""));
  }

  @Override
  public String toString() {
    return "RequestJson[" + id + "]";
  }

  /**
   * A part that is asked for.
   *
   * @param part the part itself, to be narrowed and handed back
   * @param source who holds the records
   * @param when period, kinds and visits in words
   * @param before whether it lies before the policy began
   * @param categories what can be switched
   * @param protectedKinds what can be switched on
   * @param bills whether bills that hold protected items are asked for
   */
  record PartJson(
      Part part,
      ParticipantFacts source,
      String when,
      boolean before,
      List<SwitchJson> categories,
      List<SwitchJson> protectedKinds,
      boolean bills) {
    static PartJson of(DataRequest request, Part part, Words words) {
      return new PartJson(
          part,
          StatementText.source(request, part.source()),
          words.when(part),
          StatementText.isBefore(request, part),
          part.categories().stream()
              .map(code ->
                  new SwitchJson(
                      code,
                      words.category(code),
                      words.categoryLine(code),
                      Category.ofCode(code).map(Category::onByDefault).orElse(false)))
              .toList(),
          part.protectedKinds().stream()
              .map(kind ->
                  new SwitchJson(
                      CanonicalJson.tree(kind).asText(),
                      words.protectedKind(kind),
                      words.protectedLine(kind),
                      false))
              .toList(),
          part.protectedBills());
    }
  }

  /**
   * Something that goes or does not go.
   *
   * @param code for the statement
   * @param name for the person
   * @param line what is in it
   * @param on how it stands at first
   */
  record SwitchJson(String code, String name, String line, boolean on) {}
}
