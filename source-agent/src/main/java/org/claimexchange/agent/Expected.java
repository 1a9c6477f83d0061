package org.claimexchange.agent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.claimexchange.agent.judge.Choice;
import org.claimexchange.model.consent.Part;

/**
 * Which formats must have come before a part is complete.
 *
 * @param byCategory codes of formats by code of category; a category that is not here waits for
 *     nothing
 */
record Expected(Map<String, Set<String>> byCategory) {
  Expected {
    byCategory = Map.copyOf(byCategory);
  }

  /**
   * The formats that are still missing, in a fixed order: of each visit that the part names, or,
   * where the period decides, at all. A file that was understood and may not go is not missing.
   */
  List<String> missing(Part part, Choice choice) {
    return part.categories().stream()
        .flatMap(category -> byCategory.getOrDefault(category, Set.of()).stream())
        .distinct()
        .sorted()
        .filter(format -> !isSeen(part, choice.seen().getOrDefault(format, Set.of())))
        .toList();
  }

  private static boolean isSeen(Part part, Set<String> visits) {
    return part.visits().isEmpty() ? !visits.isEmpty() : visits.containsAll(part.visits());
  }
}
