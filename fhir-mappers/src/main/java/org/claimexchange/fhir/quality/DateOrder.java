package org.claimexchange.fhir.quality;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
final class DateOrder {
  private final List<QualityRemark> remarks = new ArrayList<>();
  private final Map<String, Encounter> visits = new HashMap<>();

  private DateOrder() {}

  static List<QualityRemark> check(List<Resource> resources) {
    var order = new DateOrder();
    for (Resource resource : resources) {
      if (resource instanceof Encounter visit) {
        order.visits.put("Encounter/" + visit.getIdElement().getIdPart(), visit);
      }
    }
    var birth =
        resources.stream()
            .filter(Patient.class::isInstance)
            .map(Patient.class::cast)
            .filter(Patient::hasBirthDate)
            .map(Patient::getBirthDate)
            .findFirst();
    for (Resource resource : resources) {
      order.periods(resource, resource.fhirType());
      order.one(resource, birth);
    }
    return order.remarks;
  }

  private void periods(Base parent, String path) {
    for (Property property : parent.children()) {
      var place = path + "." + property.getName().replace("[x]", "");
      for (Base value : property.getValues()) {
        if (value instanceof Period period
            && period.hasStart()
            && period.hasEnd()
            && period.getEnd().before(period.getStart())) {
          add(Severity.ERROR, place, "结束时间早于开始时间。");
        }
        if (!value.isPrimitive()) {
          periods(value, place);
        }
      }
    }
  }

  private void one(Resource resource, Optional<Date> birth) {
    switch (resource) {
      case Encounter visit -> {
        var start = visit.getPeriod().getStart();
        if (birth.isPresent() && start != null && start.before(birth.get())) {
          add(Severity.ERROR, "Encounter.period", "就诊时间早于出生日期。");
        }
      }
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

  private void procedure(Procedure procedure) {
    var visit = visits.get(procedure.getEncounter().getReference());
    if (visit == null || !visit.getPeriod().hasStart()) {
      return;
    }
    Date at =
        procedure.hasPerformedPeriod()
            ? procedure.getPerformedPeriod().getStart()
            : procedure.hasPerformedDateTimeType()
                ? procedure.getPerformedDateTimeType().getValue()
                : visit.getPeriod().getStart();
    boolean late = visit.getPeriod().hasEnd() && at != null && at.after(visit.getPeriod().getEnd());
    if (late || (at != null && at.before(visit.getPeriod().getStart()))) {
      add(Severity.WARNING, "Procedure.performed", "手术操作的时间不在本次就诊期间。");
    }
  }

  private void issued(@Nullable Date effective, @Nullable Date issued, String place) {
    if (effective != null && issued != null && issued.before(effective)) {
      add(Severity.WARNING, place, "报告时间早于检查时间。");
    }
  }

  private void add(Severity severity, String place, String chinese) {
    remarks.add(new QualityRemark(severity, Rule.DATE_ORDER, place, chinese));
  }
}
