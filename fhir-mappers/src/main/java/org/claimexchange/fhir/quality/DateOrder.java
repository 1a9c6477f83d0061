package org.claimexchange.fhir.quality;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Dates that stand before what they must follow. */
final class DateOrder implements QualityRule {
  private final List<Doubt> doubts = new ArrayList<>();
  private final Set<QualityRemark> sure = new HashSet<>();
  private final Map<String, Stay> visits = new HashMap<>();
  private Optional<Date> birth = Optional.empty();

  /** A remark that stands if it turns out so once all records were seen. */
  private record Doubt(BooleanSupplier holds, QualityRemark remark) {}

  /** From when to when a visit was. */
  private record Stay(Date start, Optional<Date> end) {
    boolean holds(Date time) {
      return !time.before(start) && end.filter(time::after).isEmpty();
    }
  }

  @Override
  public void add(Resource kept) {
    periods(kept, kept.fhirType());
    switch (kept) {
      case Patient patient -> birth = birth.or(() -> Optional.ofNullable(patient.getBirthDate()));
      case Encounter visit -> visit(visit);
      case Procedure procedure -> procedure(procedure);
      case Observation observation ->
          issued(
              observation.hasEffectiveDateTimeType()
                  ? observation.getEffectiveDateTimeType().getValue()
                  : null,
              observation.getIssued(),
              "Observation.issued");
      case DiagnosticReport report ->
          issued(
              report.hasEffectiveDateTimeType()
                  ? report.getEffectiveDateTimeType().getValue()
                  : null,
              report.getIssued(),
              "DiagnosticReport.issued");
      default -> {
        // No rule on two dates of other types.
      }
    }
  }

  @Override
  public List<QualityRemark> remarks() {
    return doubts.stream()
        .filter(doubt -> doubt.holds().getAsBoolean())
        .map(Doubt::remark)
        .toList();
  }

  private void periods(Base parent, String path) {
    for (Property property : parent.children()) {
      var place = path + "." + property.getName().replace("[x]", "");
      for (Base value : property.getValues()) {
        if (value instanceof Period period
            && period.hasStart()
            && period.hasEnd()
            && period.getEnd().before(period.getStart())) {
          addSure(Severity.ERROR, place, "结束时间早于开始时间。");
        }
        if (!value.isPrimitive()) {
          periods(value, place);
        }
      }
    }
  }

  private void visit(Encounter visit) {
    var start = visit.getPeriod().getStart();
    if (start != null) {
      visits.put(
          "Encounter/" + visit.getIdElement().getIdPart(),
          new Stay(start, Optional.ofNullable(visit.getPeriod().getEnd())));
      add(
          () -> birth.filter(start::before).isPresent(),
          Severity.ERROR,
          "Encounter.period",
          "就诊时间早于出生日期。");
    }
  }

  private void procedure(Procedure procedure) {
    var visit = procedure.getEncounter().getReference();
    var at =
        procedure.hasPerformedPeriod()
            ? procedure.getPerformedPeriod().getStart()
            : procedure.hasPerformedDateTimeType()
                ? procedure.getPerformedDateTimeType().getValue()
                : null;
    if (visit != null && at != null) {
      add(
          () -> Optional.ofNullable(visits.get(visit)).filter(stay -> !stay.holds(at)).isPresent(),
          Severity.WARNING,
          "Procedure.performed",
          "手术操作的时间不在本次就诊期间。");
    }
  }

  private void issued(@Nullable Date effective, @Nullable Date issued, String place) {
    if (effective != null && issued != null && issued.before(effective)) {
      addSure(Severity.WARNING, place, "报告时间早于检查时间。");
    }
  }

  private void add(BooleanSupplier holds, Severity severity, String place, String chinese) {
    doubts.add(new Doubt(holds, new QualityRemark(severity, Rule.DATE_ORDER, place, chinese)));
  }

  /** What is sure stands once, however many records show it. */
  private void addSure(Severity severity, String place, String chinese) {
    if (sure.add(new QualityRemark(severity, Rule.DATE_ORDER, place, chinese))) {
      add(() -> true, severity, place, chinese);
    }
  }
}
