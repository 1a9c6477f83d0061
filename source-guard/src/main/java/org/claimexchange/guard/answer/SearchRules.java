package org.claimexchange.guard.answer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.guard.CategoryTypes;
import org.claimexchange.guard.GuardRefusal;
import org.claimexchange.guard.GuardSession;
import org.claimexchange.model.person.PersonId;

/**
 * Which searches may be asked: of a type that the part brings, naming the session's person, with
 * parameters that say something of the record itself or of its visit. Any other parameter is
 * refused: a condition on other records ({@code _has}, a chain, a filter) would tell by what is
 * found and what is not.
 */
final class SearchRules {
  private static final Set<String> PERSON_BY_NUMBER =
      Set.of("patient.identifier", "subject.identifier", "beneficiary.identifier");
  private static final Set<String> PERSON_BY_ID = Set.of("patient", "subject", "beneficiary");

  private static final Set<String> HARMLESS =
      Set.of(
          "_id",
          "_count",
          "_format",
          "_pretty",
          "_sort",
          "_lastUpdated",
          "_include",
          "_revinclude",
          "identifier",
          "category",
          "type",
          "class",
          "code",
          "status",
          "date",
          "recorded-date",
          "authoredon",
          "effective-time",
          "occurrence",
          "created",
          "encounter",
          "context",
          "encounter.identifier",
          "encounter.date",
          "encounter.class",
          "context.identifier",
          "context.date",
          "context.class");

  private SearchRules() {}

  /** Why a read of a type is refused; empty where it may be asked. */
  static Optional<GuardRefusal> read(String type, GuardSession session) {
    return CategoryTypes.of(session.part().categories()).contains(type)
        ? Optional.empty()
        : Optional.of(GuardRefusal.CATEGORY);
  }

  /**
   * Why a search is refused; empty where it may be asked.
   *
   * @param patientIds of the person at this source
   */
  static Optional<GuardRefusal> search(
      String type,
      Map<String, List<String>> parameters,
      GuardSession session,
      Set<String> patientIds) {
    var refused = read(type, session);
    if (refused.isPresent()) {
      return refused;
    }
    boolean named = false;
    for (var parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      boolean number =
          PERSON_BY_NUMBER.contains(name) || (name.equals("identifier") && type.equals("Patient"));
      boolean id = PERSON_BY_ID.contains(name) || (name.equals("_id") && type.equals("Patient"));
      if (number || id) {
        PersonId subject = session.subject().id();
        boolean right =
            parameter.getValue().stream()
                .allMatch(v -> number ? isNumber(v, subject) : isId(v, patientIds));
        if (!right) {
          return Optional.of(GuardRefusal.PERSON);
        }
        named = true;
      } else if (!HARMLESS.contains(name)) {
        return Optional.of(isOfPerson(name) ? GuardRefusal.PERSON : GuardRefusal.PARAMETER);
      }
    }
    return named ? Optional.empty() : Optional.of(GuardRefusal.PERSON);
  }

  /** Another chain or a modifier on whom it is about: what it means is not known here. */
  private static boolean isOfPerson(String name) {
    return PERSON_BY_ID.stream().anyMatch(name::startsWith);
  }

  private static boolean isNumber(String value, PersonId subject) {
    return value.equals(subject.system().uri() + "|" + subject.number());
  }

  private static boolean isId(String value, Set<String> ids) {
    return ids.contains(value.startsWith("Patient/") ? value.substring(8) : value);
  }
}
