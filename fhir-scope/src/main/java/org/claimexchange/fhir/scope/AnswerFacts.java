package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Resource;

/** The facts of all that a source answered; of the records themselves nothing else is left. */
final class AnswerFacts {
  private final Map<String, Known> known = new LinkedHashMap<>();
  private final Set<String> ambiguous = new LinkedHashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * One record.
   *
   * @param page on which it came first
   */
  private record Known(Facts facts, ContentDigest content, int page) {}

  private AnswerFacts() {}

  /** Reads all pages; once more where a base address turned up only after it was referred to. */
  static AnswerFacts read(
      Answer answer, References references, ProtectedRecords protectedRecords, PersonId subject)
      throws MalformedAnswerException {
    var reader = new FactsReader(references, protectedRecords, subject);
    var facts = walk(answer, references, reader);
    return references.learntTooLate() ? walk(answer, references, reader) : facts;
  }

  private static AnswerFacts walk(Answer answer, References references, FactsReader reader)
      throws MalformedAnswerException {
    var facts = new AnswerFacts();
    for (int page = 0; page < answer.pages(); page++) {
      int number = page;
      answer.read(
          page,
          resource -> {
            references.learn(resource);
            facts.add(resource, number, reader);
          });
    }
    return facts;
  }

  /**
   * Those with a row in the table, each once. What comes twice with two contents is not believed,
   * but what either says holds back others.
   */
  private void add(Resource resource, int page, FactsReader reader) {
    var type = RecordType.of(resource.fhirType());
    if (type.isEmpty()) {
      findings.add(new Finding(resource.fhirType(), DropReason.TYPE_NOT_KNOWN));
      return;
    }
    var content = ContentDigest.of(resource);
    var before = known.get(References.key(resource));
    if (before == null) {
      var read = reader.read(resource, type.get());
      known.put(read.key(), new Known(read, content, page));
    } else if (!before.content().equals(content)) {
      var both = before.facts().and(reader.read(resource, type.get()));
      known.put(both.key(), new Known(both, before.content(), before.page()));
      ambiguous.add(both.key());
    }
  }

  /** Of all records, in the order in which they came. */
  List<Facts> all() {
    return known.values().stream().map(Known::facts).toList();
  }

  /** Of a record that came. */
  Facts of(String key) {
    return find(key).orElseThrow();
  }

  /** Of a record, where it came. */
  Optional<Facts> find(String key) {
    return Optional.ofNullable(known.get(key)).map(Known::facts);
  }

  /** Keys of the records that came with two contents: none of them passes. */
  Set<String> ambiguous() {
    return ambiguous;
  }

  /** The page on which a record came first. */
  int page(String key) {
    return Optional.ofNullable(known.get(key)).map(Known::page).orElseThrow();
  }

  /** Of records that were dropped without being judged. */
  List<Finding> findings() {
    return findings;
  }
}
