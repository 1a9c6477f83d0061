package org.claimexchange.server.request;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.claimexchange.server.request.RequestProblem.Kind;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.ParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UrlType;

/** The inputs of one Task. What nobody has asked for by the end was not understood. */
final class TaskInputs {
  private static final int MAX_TEXT = 200;

  /** Inputs of CDex that change nothing here: every package is signed. */
  private static final Set<String> NO_MATTER = Set.of("signature-flag", "purpose-of-use");

  private final List<ParameterComponent> inputs;
  private final Problems problems;
  private final Set<ParameterComponent> read = new HashSet<>();

  TaskInputs(Task task, Problems problems) {
    this.inputs = task.getInput();
    this.problems = problems;
  }

  /** The one input of this type; empty where there is none or more. */
  Optional<ParameterComponent> only(String system, String code) {
    List<ParameterComponent> found = all(system, code);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** All inputs of one of our own types. */
  List<ParameterComponent> all(String code) {
    return all(TaskShape.INPUT, code);
  }

  private List<ParameterComponent> all(String system, String code) {
    List<ParameterComponent> found = new ArrayList<>();
    for (ParameterComponent input : inputs) {
      if (input.getType().hasCoding(system, code)) {
        read.add(input);
        found.add(input);
      }
    }
    return found;
  }

  /** A text; empty where the insurer gave none. */
  String text(String code) {
    return value(code, StringType.class, StringType::getValue)
        .map(text -> text.strip())
        .filter(text -> withinLimit(code, text))
        .orElse("");
  }

  /** A code; empty where the insurer gave none. */
  String code(String code) {
    return value(code, CodeType.class, CodeType::getValue).orElse("");
  }

  /** An address; empty where the insurer gave none. */
  String url(String code) {
    return value(code, UrlType.class, UrlType::getValue).orElse("");
  }

  /** A day. */
  Optional<LocalDate> day(String code) {
    return value(code, DateType.class, DateType::getValueAsString)
        .flatMap(text -> FhirDays.read(text, place(code), problems));
  }

  /** A period. */
  Optional<Period> period(String code) {
    return value(code, Period.class, Function.identity());
  }

  /** A number from 1 to the most; the default where the insurer gave none. */
  int positive(String code, int byDefault, int most) {
    int value = value(code, PositiveIntType.class, PositiveIntType::getValue).orElse(byDefault);
    problems.unless(
        value >= 1 && value <= most, Kind.VALUE, place(code), "a number from 1 to " + most);
    return value;
  }

  /** Ids of participants. */
  List<String> participants(String code) {
    List<String> ids = new ArrayList<>();
    for (ParameterComponent input : all(code)) {
      ids.add(participant(input, place(code), problems));
    }
    return ids;
  }

  /** The participant that an input names; empty text where it names none. */
  static String participant(ParameterComponent input, String place, Problems problems) {
    if (input.getValue() instanceof Reference reference
        && TaskShape.PARTICIPANT.equals(reference.getIdentifier().getSystem())
        && reference.getIdentifier().hasValue()) {
      return reference.getIdentifier().getValue();
    }
    problems.add(
        Kind.REQUIRED, place, "a Reference with an identifier of " + TaskShape.PARTICIPANT);
    return "";
  }

  /** Whatever nobody asked for is an error: an input that is not understood is not left out. */
  void refuseUnread() {
    for (int i = 0; i < inputs.size(); i++) {
      ParameterComponent input = inputs.get(i);
      if (!read.contains(input) && !noMatter(input)) {
        problems.add(Kind.NOT_SUPPORTED, "Task.input[" + i + "].type", "a type that is known");
      }
    }
  }

  private static boolean noMatter(ParameterComponent input) {
    return input.getType().getCoding().stream()
        .filter(coding -> TaskShape.CDEX.equals(coding.getSystem()))
        .map(Coding::getCode)
        .anyMatch(NO_MATTER::contains);
  }

  private <V extends Type, T> Optional<T> value(String code, Class<V> type, Function<V, T> reader) {
    List<ParameterComponent> found = all(code);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Type value = found.getFirst().getValue();
    if (found.size() > 1 || !type.isInstance(value)) {
      problems.add(Kind.VALUE, place(code), "at most one, of type " + type.getSimpleName());
      return Optional.empty();
    }
    return Optional.ofNullable(reader.apply(type.cast(value)));
  }

  private boolean withinLimit(String code, String text) {
    boolean good = text.length() <= MAX_TEXT;
    problems.unless(good, Kind.VALUE, place(code), "a text of at most " + MAX_TEXT + " characters");
    return good;
  }

  private static String place(String code) {
    return "Task.input(" + code + ")";
  }
}
