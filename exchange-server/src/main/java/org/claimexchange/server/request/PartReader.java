package org.claimexchange.server.request;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.server.request.RequestProblem.Kind;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task.ParameterComponent;
import org.hl7.fhir.r4.model.Type;

/** Reads what is asked of each source: an input that names it, with extensions that say what. */
final class PartReader {
  private static final int MOST_PARTS = 20;
  private static final int MOST_VISITS = 50;
  private static final int MAX_VISIT = 64;
  private static final Set<String> NAMES =
      Set.of("visit", "period", "visit-kind", "category", "protected-kind", "protected-bills");

  private final Problems problems;

  PartReader(Problems problems) {
    this.problems = problems;
  }

  List<Part> read(List<ParameterComponent> inputs) {
    problems.unless(
        !inputs.isEmpty() && inputs.size() <= MOST_PARTS,
        Kind.REQUIRED,
        "Task.input(part)",
        "1 to " + MOST_PARTS);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      parts.add(part(inputs.get(i), "Task.input(part)[" + i + "]"));
    }
    return parts;
  }

  private Part part(ParameterComponent input, String place) {
    for (Extension extension : input.getExtension()) {
      boolean known =
          extension.getUrl() != null
              && extension.getUrl().startsWith(TaskShape.PART)
              && NAMES.contains(extension.getUrl().substring(TaskShape.PART.length()));
      problems.unless(
          known, Kind.NOT_SUPPORTED, place + ".extension", "an extension that is known");
    }
    List<String> visits = texts(input, "visit", place);
    problems.unless(
        visits.size() <= MOST_VISITS
            && visits.stream().allMatch(v -> !v.isBlank() && v.length() <= MAX_VISIT),
        Kind.VALUE,
        place,
        "at most " + MOST_VISITS + " visits, each of at most " + MAX_VISIT + " characters");
    List<VisitKind> kinds = codes(input, "visit-kind", VisitKind.class, place);
    problems.unless(
        visits.isEmpty() != kinds.isEmpty(),
        Kind.BUSINESS_RULE,
        place,
        "either visits, or kinds of visit: what is not named is not asked");
    return new Part(
        TaskInputs.participant(input, place, problems),
        visits,
        period(input, place),
        kinds,
        categories(input, place),
        codes(input, "protected-kind", ProtectedKind.class, place),
        bills(input, place));
  }

  private DateRange period(ParameterComponent input, String place) {
    List<Period> periods = values(input, "period", Period.class, place);
    if (periods.size() != 1) {
      problems.add(Kind.REQUIRED, place, "exactly one period");
      return new DateRange(LocalDate.EPOCH, LocalDate.EPOCH);
    }
    Optional<DateRange> range =
        FhirDays.range(periods.getFirst(), place + ".extension(period)", problems);
    return range.orElse(new DateRange(LocalDate.EPOCH, LocalDate.EPOCH));
  }

  private List<String> categories(ParameterComponent input, String place) {
    List<String> codes =
        values(input, "category", CodeType.class, place).stream().map(CodeType::getValue).toList();
    problems.unless(
        !codes.isEmpty() && codes.stream().distinct().count() == codes.size(),
        Kind.REQUIRED,
        place,
        "at least one category, none twice");
    problems.unless(
        codes.stream().allMatch(code -> Category.ofCode(code).isPresent()),
        Kind.CODE_INVALID,
        place,
        "codes of " + Category.SYSTEM);
    return codes;
  }

  private boolean bills(ParameterComponent input, String place) {
    List<BooleanType> values = values(input, "protected-bills", BooleanType.class, place);
    problems.unless(values.size() <= 1, Kind.VALUE, place, "protected-bills at most once");
    return values.size() == 1 && values.getFirst().booleanValue();
  }

  private <E extends Enum<E>> List<E> codes(
      ParameterComponent input, String name, Class<E> type, String place) {
    List<E> found = new ArrayList<>();
    for (CodeType code : values(input, name, CodeType.class, place)) {
      Codes.read(type, code.getValue())
          .ifPresentOrElse(
              found::add,
              () -> problems.add(Kind.CODE_INVALID, place, name + ": one of " + Codes.all(type)));
    }
    problems.unless(
        found.stream().distinct().count() == found.size(),
        Kind.VALUE,
        place,
        name + ": none twice");
    return found;
  }

  private List<String> texts(ParameterComponent input, String name, String place) {
    return values(input, name, StringType.class, place).stream().map(StringType::getValue).toList();
  }

  private <V extends Type> List<V> values(
      ParameterComponent input, String name, Class<V> type, String place) {
    List<V> values = new ArrayList<>();
    for (Extension extension : input.getExtensionsByUrl(TaskShape.PART + name)) {
      if (type.isInstance(extension.getValue())) {
        values.add(type.cast(extension.getValue()));
      } else {
        problems.add(Kind.VALUE, place, name + ": a " + type.getSimpleName());
      }
    }
    return values;
  }
}
