package org.claimexchange.fhir.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.category.KindTokens;
import org.claimexchange.fhir.query.FhirQuery.Parameter;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;

/**
 * The searches that bring what one part grants, and as little more as FHIR's search allows; the
 * {@link org.claimexchange.fhir.scope.ScopeFilter} does the rest.
 *
 * <p>No search needs the answer of another: the person and the visits are named by chained
 * parameters ({@code patient.identifier}, {@code encounter.identifier}; HL7 FHIR R4, Search,
 * 2.21.1.5.6). Only types that every source has are asked for; what else a source sends, the filter
 * judges by its type.
 */
public final class SourceQueries {
  private SourceQueries() {}

  /**
   * The searches for one part; none where the part grants no category or no visit.
   *
   * @param part what is granted at the source
   * @param subject whom the records are about
   */
  public static List<FhirQuery> of(Part part, PersonId subject) {
    var categories = part.categories().stream().flatMap(c -> Category.ofCode(c).stream()).toList();
    var grantsVisits = !part.visits().isEmpty() || !part.visitKinds().isEmpty();
    if (categories.isEmpty() || !grantsVisits) {
      return List.of();
    }
    var queries = new LinkedHashSet<FhirQuery>();
    queries.add(new FhirQuery("Patient", List.of(new Parameter("identifier", token(subject)))));
    Stream.concat(Stream.of(Category.VISIT), categories.stream())
        .flatMap(category -> category.searches().stream())
        .forEach(search -> queries.add(fill(search, part, subject)));
    return List.copyOf(queries);
  }

  private static FhirQuery fill(String template, Part part, PersonId subject) {
    int question = template.indexOf('?');
    var parameters = new ArrayList<Parameter>();
    for (String piece : template.substring(question + 1).split("&", -1)) {
      int equals = piece.indexOf('=');
      String name = equals < 0 ? "" : piece.substring(0, equals);
      String value = piece.substring(equals + 1);
      if (value.equals("{person}")) {
        parameters.add(new Parameter(name + ".identifier", token(subject)));
      } else if (value.equals("{visit}")) {
        parameters.addAll(visits(name.isEmpty() ? "" : name + ".", part));
      } else {
        parameters.add(new Parameter(name, tokens(value)));
      }
    }
    return new FhirQuery(template.substring(0, question), parameters);
  }

  private static List<Parameter> visits(String chain, Part part) {
    if (!part.visits().isEmpty()) {
      var numbers = part.visits().stream().map(SourceQueries::escape);
      return List.of(new Parameter(chain + "identifier", numbers.collect(Collectors.joining(","))));
    }
    return List.of(
        new Parameter(chain + "date", "ge" + part.period().from()),
        new Parameter(chain + "date", "le" + part.period().to()),
        new Parameter(
            chain + "class",
            part.visitKinds().stream()
                .flatMap(kind -> VisitClasses.of(kind).stream())
                .collect(Collectors.joining(","))));
  }

  /** {@code {laboratory}} stands for all codes by which sources name that category. */
  private static String tokens(String value) {
    return value.startsWith("{")
        ? Category.ofCode(value.substring(1, value.length() - 1))
            .map(KindTokens::tokens)
            .orElseThrow()
            .stream()
            .collect(Collectors.joining(","))
        : value;
  }

  private static String token(PersonId subject) {
    return subject.system().uri() + "|" + escape(subject.number());
  }

  /** HL7 FHIR R4, Search, 2.21.1.9.1: backslash, comma, dollar and bar are escaped in values. */
  private static String escape(String value) {
    return value.replaceAll("([\\\\,$|])", "\\\\$1");
  }
}
