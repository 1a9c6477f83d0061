package org.claimexchange.server.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.server.request.RequestProblem.Kind;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Task;

/** Reads whom a Task is about: {@code Task.for}, a typed identifier and a name. */
final class SubjectReader {
  private static final Pattern RESIDENT = Pattern.compile("[1-9][0-9]{16}[0-9X]");
  private static final Pattern OTHER = Pattern.compile("[A-Z0-9]{4,32}");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_DIGITS = "10X98765432";
  private static final PersonId NOBODY = new PersonId(IdSystem.RESIDENT_ID, "");

  private final Problems problems;

  SubjectReader(Problems problems) {
    this.problems = problems;
  }

  PersonId read(Task task) {
    Identifier identifier = task.getFor().getIdentifier();
    Optional<IdSystem> system =
        Arrays.stream(IdSystem.values())
            .filter(s -> s.uri().equals(identifier.getSystem()))
            .findFirst();
    if (system.isEmpty() || !identifier.hasValue()) {
      problems.add(
          Kind.REQUIRED,
          "Task.for.identifier",
          "an identifier with one of the systems "
              + Arrays.stream(IdSystem.values()).map(IdSystem::uri).toList());
      return NOBODY;
    }
    String number = identifier.getValue().strip().toUpperCase(Locale.ROOT);
    boolean good =
        switch (system.get()) {
          case RESIDENT_ID, HK_MO_TW_RESIDENCE_PERMIT -> residentNumber(number);
          case BIRTH_CERTIFICATE, PASSPORT -> OTHER.matcher(number).matches();
        };
    problems.unless(
        good, Kind.VALUE, "Task.for.identifier.value", "a number of that system's form");
    return new PersonId(system.get(), number);
  }

  /** GB 11643-1999: 17 digits and a check digit, ISO 7064 MOD 11-2. */
  static boolean residentNumber(String number) {
    if (!RESIDENT.matcher(number).matches()) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (number.charAt(i) - '0');
    }
    return CHECK_DIGITS.charAt(sum % 11) == number.charAt(17);
  }
}
