package org.claimexchange.fhir.laboratory;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.claimexchange.fhir.source.Concepts;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Remark;
import org.claimexchange.fhir.source.Systems;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.StringType;

/** Value, unit, range and flag of one OBX. */
final class ResultValue {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,16}(\\.[0-9]{1,10})?");
  private static final Pattern RANGE =
      Pattern.compile("([0-9]{1,10}(?:\\.[0-9]{1,6})?)(?:-|--|~|～)([0-9]{1,10}(?:\\.[0-9]{1,6})?)");

  /** Table 0078, as far as v3 ObservationInterpretation has the same code. */
  private static final Set<String> FLAGS =
      Set.of("L", "H", "LL", "HH", "N", "A", "AA", "U", "D", "B", "W", "R", "I", "S", "POS", "NEG");

  private final SegmentReader obx;
  private final Observation observation;

  ResultValue(SegmentReader obx, Observation observation) {
    this.obx = obx;
    this.observation = observation;
  }

  void write() {
    var type = obx.get(2, 1).orElse("");
    var first = obx.get(5, 1);
    boolean none = IntStream.rangeClosed(1, 4).allMatch(i -> obx.get(5, i).isEmpty());
    if (none) {
      absent();
    } else {
      switch (type) {
        case "NM" -> number(first.orElse(""));
        case "SN" -> structured();
        case "CE", "CWE", "CNE" -> observation.setValue(coded());
        case "TS", "DT" -> obx.time(5).ifPresent(observation::setValue);
        case "ST", "TX", "FT" -> observation.setValue(new StringType(text()));
        case "" -> obx.problem(Defect.MISSING, 2, "the type of the value");
        default -> {
          obx.remark(Remark.Kind.UNKNOWN_CODE, 2, type);
          observation.setValue(new StringType(text()));
        }
      }
    }
    range();
    flag();
  }

  private void absent() {
    boolean mayBeAbsent =
        observation.getStatus() == Observation.ObservationStatus.CANCELLED
            || observation.getStatus() == Observation.ObservationStatus.REGISTERED;
    if (!mayBeAbsent) {
      obx.problem(Defect.MISSING, 5, "a value");
    }
    observation.setDataAbsentReason(
        Concepts.coded(
            "http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-performed", "未做"));
  }

  private void number(String value) {
    if (!NUMBER.matcher(value).matches() || obx.repetitions(5) > 1) {
      obx.problem(Defect.WRONG_TYPE, 5, "one decimal number, as OBX-2 says (NM)");
      return;
    }
    observation.setValue(quantity(value));
  }

  /** SN: comparator ^ number ^ separator ^ number; what is no single number stays text. */
  private void structured() {
    var comparator = obx.get(5, 1).map(ResultValue::comparator).orElse(Optional.empty());
    var number = obx.get(5, 2).filter(text -> NUMBER.matcher(text).matches());
    boolean single = obx.get(5, 3).isEmpty() && number.isPresent();
    if (single && (obx.get(5, 1).isEmpty() || comparator.isPresent())) {
      var quantity = quantity(number.orElseThrow());
      comparator.ifPresent(quantity::setComparator);
      observation.setValue(quantity);
    } else {
      observation.setValue(
          new StringType(
              IntStream.rangeClosed(1, 4)
                  .mapToObj(i -> obx.get(5, i).orElse(""))
                  .collect(Collectors.joining())));
    }
  }

  private static Optional<QuantityComparator> comparator(String sign) {
    return switch (sign) {
      case "<" -> Optional.of(QuantityComparator.LESS_THAN);
      case "<=" -> Optional.of(QuantityComparator.LESS_OR_EQUAL);
      case ">" -> Optional.of(QuantityComparator.GREATER_THAN);
      case ">=" -> Optional.of(QuantityComparator.GREATER_OR_EQUAL);
      default -> Optional.empty();
    };
  }

  /** A unit is a UCUM code only where the sender says so (OBX-6.3). */
  private Quantity quantity(String number) {
    var quantity = new Quantity().setValue(new BigDecimal(number));
    var unit = obx.get(6, 1);
    unit.ifPresent(code -> {
      quantity.setUnit(obx.get(6, 2).orElse(code));
      if (obx.get(6, 3).filter("UCUM"::equals).isPresent()) {
        quantity.setSystem(Systems.UCUM).setCode(code);
      } else {
        obx.remark(Remark.Kind.UNKNOWN_UNIT, 6, code);
      }
    });
    return quantity;
  }

  private CodeableConcept coded() {
    var code = obx.get(5, 1).orElse("");
    var name = obx.get(5, 2).orElse(code);
    var system = obx.get(5, 3).orElse("");
    return switch (system) {
      case "LN" -> Concepts.coded(Systems.LOINC, code, name);
      case "SCT" -> Concepts.coded("http://snomed.info/sct", code, name);
      case "I10" -> Concepts.coded(Systems.ICD10, code, name);
      default -> {
        if (!code.equals(name)) {
          obx.remark(Remark.Kind.UNKNOWN_CODE, 5, code);
        }
        yield code.equals(name) ? new CodeableConcept().setText(name) : Concepts.text(code, name);
      }
    };
  }

  private String text() {
    return IntStream.range(0, obx.repetitions(5))
        .mapToObj(i -> obx.get(5, i, 1).orElse(""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private void range() {
    obx.get(7, 1)
        .ifPresent(text -> {
          var range = observation.addReferenceRange().setText(text);
          Matcher match = RANGE.matcher(text.replace(" ", ""));
          if (match.matches() && observation.hasValueQuantity()) {
            range.setLow(bound(match.group(1)));
            range.setHigh(bound(match.group(2)));
          }
        });
  }

  private Quantity bound(String number) {
    var value = observation.getValueQuantity();
    var bound = new Quantity().setValue(new BigDecimal(number));
    if (value.hasUnit()) {
      bound.setUnit(value.getUnit());
    }
    if (value.hasCode()) {
      bound.setSystem(value.getSystem()).setCode(value.getCode());
    }
    return bound;
  }

  private void flag() {
    obx.get(8, 1)
        .ifPresent(flag -> {
          var concept = new CodeableConcept().setText(flag);
          if (FLAGS.contains(flag)) {
            concept.addCoding(
                new Coding()
                    .setSystem("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation")
                    .setCode(flag));
          } else {
            obx.remark(Remark.Kind.UNKNOWN_CODE, 8, flag);
          }
          observation.addInterpretation(concept);
        });
  }
}
