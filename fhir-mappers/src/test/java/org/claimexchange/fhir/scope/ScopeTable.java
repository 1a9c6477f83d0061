package org.claimexchange.fhir.scope;

import java.util.List;
import java.util.stream.Stream;

/** The rows of {@code docs/scope-filter.md}, in its order. */
final class ScopeTable {
  private ScopeTable() {}

  static List<Row> rows() {
    return Stream.of(
            PersonRows.persons(),
            PersonRows.visits(),
            ContentRows.categories(),
            ContentRows.protectedRecords(),
            ContentRows.bills(),
            ContentRows.serving())
        .flatMap(List::stream)
        .toList();
  }
}
