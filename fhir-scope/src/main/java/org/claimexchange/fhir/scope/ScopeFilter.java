package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Resource;

/**
 * Lets through what one part grants about one person, and nothing else; the rules, by example, are
 * in {@code docs/scope-filter.md}. Pure: it changes none of its arguments.
 *
 * <p>First the facts of each resource are read, then all is judged on facts alone, then what passes
 * is written anew; so a long answer need not be held as a whole ({@link #judge}).
 */
public final class ScopeFilter {
  private final ProtectedRecords protectedRecords;
  private final DemandedElements demanded = new DemandedElements();

  /** With the lists of protected codes that come with the product. */
  public ScopeFilter() {
    this(new ProtectedRecords());
  }

  /** With other lists. */
  public ScopeFilter(ProtectedRecords protectedRecords) {
    this.protectedRecords = protectedRecords;
  }

  /**
   * Filters all that one source sent under one release.
   *
   * @param pulled the resources of all pages; each has an id
   * @param part what was granted at this source
   * @param subject whom the records must be about
   */
  public Scoped filter(Collection<? extends Resource> pulled, Part part, PersonId subject) {
    var kept = new ArrayList<Resource>();
    try {
      var findings = judge(Answer.of(pulled), part, subject).copy(into(kept));
      return new Scoped(kept, findings);
    } catch (MalformedAnswerException e) {
      throw new IllegalStateException("records in memory are not read", e);
    }
  }

  /**
   * Judges all that one source sent under one release, without holding it: the answer is read once
   * here and once more when what passes is written.
   *
   * @param answer the pages; each record has an id
   * @param part what was granted at this source
   * @param subject whom the records must be about
   * @throws MalformedAnswerException if a page cannot be read
   */
  public Judged judge(Answer answer, Part part, PersonId subject) throws MalformedAnswerException {
    var references = new References(subject);
    var facts = AnswerFacts.read(answer, references, protectedRecords, subject);
    var dropped = Judgement.of(facts.all(), facts.ambiguous(), part, subject);
    Predicate<Facts> passes = f -> !dropped.containsKey(f.key());
    var rules =
        new CopyRules(
            references,
            protectedRecords,
            part,
            categories(part),
            key -> facts.find(key).filter(passes),
            new Binaries(answer, facts),
            facts.all().stream()
                .filter(passes)
                .filter(f -> f.type() == RecordType.PATIENT)
                .map(Facts::address)
                .findFirst());
    return new Judged(answer, facts, dropped, rules, new Copier(rules, demanded));
  }

  private static Keeper into(List<Resource> kept) {
    return new Keeper() {
      @Override
      public void expect(List<String> addresses) {
        // A list takes whatever comes.
      }

      @Override
      public void keep(Resource copy) {
        kept.add(copy);
      }
    };
  }

  private static Set<Category> categories(Part part) {
    var categories = EnumSet.noneOf(Category.class);
    part.categories().forEach(code -> Category.ofCode(code).ifPresent(categories::add));
    return categories;
  }
}
