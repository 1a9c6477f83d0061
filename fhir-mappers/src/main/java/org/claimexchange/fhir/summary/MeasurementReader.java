package org.claimexchange.fhir.summary;

import static org.claimexchange.fhir.summary.DocumentIndex.text;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Measured values, with a flag where they are out of their range. */
final class MeasurementReader {
  private final DocumentIndex index;

  MeasurementReader(DocumentIndex index) {
    this.index = index;
  }

  List<MeasurementLine> read(Category category) {
    return DocumentReader.sorted(
        index.all(Observation.class).stream()
            .filter(observation -> CategoriesOf.resource(observation).contains(category))
            .flatMap(this::lines)
            .toList(),
        MeasurementLine::time);
  }

  /** One line for the value, one for each component; none for a mere heading of others. */
  private Stream<MeasurementLine> lines(Observation observation) {
    var visit = index.visit(observation.getEncounter());
    var time = DocumentReader.moment(observation.getEffective());
    var own =
        observation.hasValue() || (!observation.hasComponent() && !observation.hasHasMember())
            ? Stream.of(
                line(
                    visit,
                    group(observation),
                    observation.getCode(),
                    observation.getValue(),
                    observation.getReferenceRange(),
                    observation.getInterpretation(),
                    time))
            : Stream.<MeasurementLine>empty();
    var name = text(observation.getCode());
    return Stream.concat(
        own,
        observation.getComponent().stream()
            .map(part ->
                line(
                    visit,
                    name,
                    part.getCode(),
                    part.getValue(),
                    part.getReferenceRange(),
                    part.getInterpretation(),
                    time)));
  }

  private String group(Observation observation) {
    return index.all(DiagnosticReport.class).stream()
        .filter(report ->
            report.getResult().stream()
                .anyMatch(result ->
                    index
                        .find(result, Observation.class)
                        .filter(found -> found == observation)
                        .isPresent()))
        .map(report -> text(report.getCode()))
        .findFirst()
        .orElse("");
  }

  private static MeasurementLine line(
      String visit,
      String group,
      CodeableConcept code,
      @Nullable Type value,
      List<ObservationReferenceRangeComponent> ranges,
      List<CodeableConcept> interpretations,
      Optional<Instant> time) {
    return new MeasurementLine(
        visit,
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
