package org.claimexchange.fhir.summary;

import static org.claimexchange.fhir.summary.DocumentIndex.text;
import static org.claimexchange.fhir.summary.DocumentIndex.to;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Measured values, with a flag where they are out of their range. */
final class MeasurementReader {
  private final DocumentIndex index;
  private final List<Read> laboratory = new ArrayList<>();
  private final List<Read> vitalSigns = new ArrayList<>();

  /**
   * A line of which the visit and the report are still to be found.
   *
   * @param visit address of the visit
   * @param result address of the result whose report heads it; empty where the line names its head
   *     itself
   */
  private record Read(String visit, String result, MeasurementLine line) {}

  MeasurementReader(DocumentIndex index) {
    this.index = index;
  }

  void add(String address, Observation observation) {
    var categories = CategoriesOf.resource(observation);
    if (categories.contains(Category.LABORATORY)) {
      laboratory.addAll(lines(address, observation));
    }
    if (categories.contains(Category.VITAL_SIGNS)) {
      vitalSigns.addAll(lines(address, observation));
    }
  }

  List<MeasurementLine> laboratory() {
    return lines(laboratory);
  }

  List<MeasurementLine> vitalSigns() {
    return lines(vitalSigns);
  }

  private List<MeasurementLine> lines(List<Read> read) {
    return DocumentReader.sorted(read.stream().map(this::line).toList(), MeasurementLine::time);
  }

  private MeasurementLine line(Read read) {
    var line = read.line();
    return new MeasurementLine(
        index.visit(read.visit()),
        read.result().isEmpty() ? line.group() : index.group(read.result()),
        line.name(),
        line.code(),
        line.value(),
        line.unit(),
        line.range(),
        line.flag(),
        line.time());
  }

  /** One line for the value, one for each component; none for a mere heading of others. */
  private static List<Read> lines(String address, Observation observation) {
    var visit = to(observation.getEncounter());
    var time = DocumentReader.moment(observation.getEffective());
    var lines = new ArrayList<Read>();
    if (observation.hasValue() || (!observation.hasComponent() && !observation.hasHasMember())) {
      lines.add(
          new Read(
              visit,
              address,
              line(
                  "",
                  observation.getCode(),
                  observation.getValue(),
                  observation.getReferenceRange(),
                  observation.getInterpretation(),
                  time)));
    }
    var name = text(observation.getCode());
    for (var part : observation.getComponent()) {
      lines.add(
          new Read(
              visit,
              "",
              line(
                  name,
                  part.getCode(),
                  part.getValue(),
                  part.getReferenceRange(),
                  part.getInterpretation(),
                  time)));
    }
    return lines;
  }

  private static MeasurementLine line(
      String group,
      CodeableConcept code,
      @Nullable Type value,
      List<ObservationReferenceRangeComponent> ranges,
      List<CodeableConcept> interpretations,
      Optional<Instant> time) {
    return new MeasurementLine(
        "",
        group,
        text(code),
        DocumentIndex.code(code),
        value(value),
        value instanceof Quantity quantity
            ? quantity.hasUnit() ? quantity.getUnit() : text(quantity.getCode())
            : "",
        ranges.stream()
            .map(MeasurementReader::range)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("；")),
        Flags.of(interpretations, value, ranges),
        time);
  }

  private static String value(@Nullable Type value) {
    return switch (value) {
      case Quantity quantity when quantity.hasValue() ->
          (quantity.hasComparator() ? quantity.getComparator().toCode() : "")
              + quantity.getValue().toPlainString();
      case CodeableConcept concept -> text(concept);
      case StringType string -> text(string.getValue());
      case null, default ->
          value != null && value.isPrimitive() ? text(value.primitiveValue()) : "";
    };
  }

  private static String range(ObservationReferenceRangeComponent range) {
    if (range.hasText()) {
      return range.getText();
    }
    var low = range.getLow().hasValue() ? range.getLow().getValue().toPlainString() : "";
    var high = range.getHigh().hasValue() ? range.getHigh().getValue().toPlainString() : "";
    if (low.isEmpty()) {
      return high.isEmpty() ? "" : "≤" + high;
    }
    return high.isEmpty() ? "≥" + low : low + "–" + high;
  }
}
