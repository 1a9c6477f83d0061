package org.claimexchange.model.consent;

import java.util.List;

/**
 * One source's share of a consent: what it may hand out. Empty means nothing: a part without
 * categories grants nothing, and visits are those named, or, only where none is named, those of the
 * period and kinds.
 *
 * @param source participant id of the source
 * @param visits the source's own visit identifiers (住院号, 门诊号); empty where the period decides
 * @param period first and last day of a visit, both included, in Asia/Shanghai
 * @param visitKinds which kinds of visit, when the period decides
 * @param categories codes of the category code system, such as {@code diagnosis}
 * @param protectedKinds specially protected records that are granted by their own tick; empty by
 *     default
 * @param protectedBills whether bills that hold protected items go (whole) or not (at all)
 */
public record Part(
    String source,
    List<String> visits,
    DateRange period,
    List<VisitKind> visitKinds,
    List<String> categories,
    List<ProtectedKind> protectedKinds,
    boolean protectedBills) {
  public Part {
    visits = List.copyOf(visits);
    visitKinds = List.copyOf(visitKinds);
    categories = List.copyOf(categories);
    protectedKinds = List.copyOf(protectedKinds);
  }

  /**
   * Whether everything that {@code narrower} lets through is let through by this part too. A part
   * that names no visits covers no named ones: whether those lie in its period only the source
   * knows.
   */
  public boolean covers(Part narrower) {
    return source.equals(narrower.source)
        && visits.isEmpty() == narrower.visits.isEmpty()
        && visits.containsAll(narrower.visits)
        && period.contains(narrower.period)
        && visitKinds.containsAll(narrower.visitKinds)
        && categories.containsAll(narrower.categories)
        && protectedKinds.containsAll(narrower.protectedKinds)
        && (protectedBills || !narrower.protectedBills);
  }

  @Override
  public String toString() {
    return "Part[…]";
  }
}
