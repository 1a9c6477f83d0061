package org.claimexchange.fhir.summary;

import static org.claimexchange.fhir.summary.DocumentIndex.code;
import static org.claimexchange.fhir.summary.DocumentIndex.day;
import static org.claimexchange.fhir.summary.DocumentIndex.instant;
import static org.claimexchange.fhir.summary.DocumentIndex.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.quality.QualityOutcome;
import org.claimexchange.fhir.query.VisitClasses;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.claimexchange.model.person.IdSystem;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Reads one claim document. */
final class DocumentReader {
  private final DocumentIndex index;

  DocumentReader(Bundle document) {
    this.index = new DocumentIndex(document);
  }

  SourceSummary read() {
    var composition = index.one(Composition.class);
    var provenance = index.one(Provenance.class);
    var measurements = new MeasurementReader(index);
    return new SourceSummary(
        party(index.find(composition.getCustodian(), Organization.class).orElseThrow()),
        provenance.getEntityFirstRep().getWhat().getIdentifier().getValue(),
        instant(provenance.getOccurredDateTimeType()).orElseThrow(),
        patient(index.one(Patient.class)),
        composition.getEventFirstRep().getCode().stream().map(DocumentIndex::text).toList(),
        stays(),
        diagnoses(),
        operations(),
        new MedicationReader(index).read(),
        allergies(),
        measurements.read(Category.LABORATORY),
        measurements.read(Category.VITAL_SIGNS),
        reports(),
        documents(),
        new BillReader(index).read(),
        QualityOutcome.remarks(index.one(OperationOutcome.class)));
  }

  private static Party party(Organization organization) {
    return new Party(organization.getIdentifierFirstRep().getValue(), text(organization.getName()));
  }

  private static PatientLine patient(Patient patient) {
    var id = patient.getIdentifierFirstRep();
    var sex =
        patient.getGender() == null
            ? ""
            : switch (patient.getGender()) {
              case MALE -> "男";
              case FEMALE -> "女";
              case OTHER, UNKNOWN, NULL -> "";
            };
    var name = patient.getNameFirstRep();
    return new PatientLine(
        name.hasText() ? name.getText() : text(name.getNameAsSingleString()),
        idKind(text(id.getSystem())),
        text(id.getValue()),
        sex,
        text(patient.getBirthDateElement().getValueAsString()));
  }

  private static String idKind(String system) {
    return switch (IdSystem.ofUri(system)) {
      case RESIDENT_ID -> "居民身份证";
      case BIRTH_CERTIFICATE -> "出生医学证明";
      case PASSPORT -> "护照";
      case HK_MO_TW_RESIDENCE_PERMIT -> "港澳台居民居住证";
    };
  }

  private List<StayLine> stays() {
    return sorted(
        index.all(Encounter.class).stream()
            .map(visit ->
                new StayLine(
                    DocumentIndex.number(visit),
                    kind(visit),
                    text(visit.getServiceType()),
                    day(visit.getPeriod().getStartElement()),
                    day(visit.getPeriod().getEndElement()),
                    visit.getReasonCode().stream()
                        .map(DocumentIndex::text)
                        .collect(Collectors.joining("；"))))
            .toList(),
        StayLine::from);
  }

  private static String kind(Encounter visit) {
    return VisitClasses.kind(text(visit.getClass_().getCode()))
        .map(kind ->
            switch (kind) {
              case INPATIENT -> "住院";
              case OUTPATIENT -> "门诊";
              case EMERGENCY -> "急诊";
              case PHARMACY -> "购药";
            })
        .orElse("");
  }

  private List<DiagnosisLine> diagnoses() {
    return sorted(
        index.all(Condition.class).stream()
            .map(condition ->
                new DiagnosisLine(
                    index.visit(condition.getEncounter()),
                    role(condition),
                    text(condition.getCode()),
                    code(condition.getCode()),
                    condition.hasRecordedDate()
                        ? day(condition.getRecordedDateElement())
                        : start(condition.getOnset())))
            .toList(),
        DiagnosisLine::date);
  }

  /** 主要诊断 and the like: how the visit uses the diagnosis. */
  private String role(Condition condition) {
    return index.find(condition.getEncounter(), Encounter.class).stream()
        .flatMap(visit -> visit.getDiagnosis().stream())
        .filter(diagnosis ->
            index
                .find(diagnosis.getCondition(), Condition.class)
                .filter(found -> found == condition)
                .isPresent())
        .map(diagnosis -> text(diagnosis.getUse()))
        .findFirst()
        .orElse("");
  }

  private List<OperationLine> operations() {
    return sorted(
        index.all(Procedure.class).stream()
            .map(procedure ->
                new OperationLine(
                    index.visit(procedure.getEncounter()),
                    text(procedure.getCode()),
                    code(procedure.getCode()),
                    start(procedure.getPerformed()),
                    procedure.getPerformer().stream()
                        .map(performer -> index.who(performer.getActor()))
                        .filter(who -> !who.isEmpty())
                        .collect(Collectors.joining("、"))))
            .toList(),
        OperationLine::date);
  }

  private List<AllergyLine> allergies() {
    return sorted(
        index.all(AllergyIntolerance.class).stream()
            .map(allergy ->
                new AllergyLine(
                    text(allergy.getCode()),
                    allergy.getReaction().stream()
                        .flatMap(reaction -> reaction.getManifestation().stream())
                        .map(DocumentIndex::text)
                        .collect(Collectors.joining("、")),
                    allergy.getCriticality() == null
                        ? ""
                        : switch (allergy.getCriticality()) {
                          case LOW -> "低";
                          case HIGH -> "高";
                          case UNABLETOASSESS, NULL -> "";
                        },
                    day(allergy.getRecordedDateElement())))
            .toList(),
        AllergyLine::recorded);
  }

  private List<ReportLine> reports() {
    return sorted(
        index.all(DiagnosticReport.class).stream()
            .map(report ->
                new ReportLine(
                    index.visit(report.getEncounter()),
                    kind(report),
                    text(report.getCode()),
                    text(report.getConclusion()),
                    moment(report.getEffective())))
            .toList(),
        ReportLine::time);
  }

  private List<DocumentLine> documents() {
    return sorted(
        index.all(DocumentReference.class).stream().map(this::document).toList(),
        DocumentLine::time);
  }

  private DocumentLine document(DocumentReference document) {
    var attachment = document.getContentFirstRep().getAttachment();
    return new DocumentLine(
        document.getContext().getEncounter().stream().findFirst().map(index::visit).orElse(""),
        kind(document),
        attachment.hasTitle() ? attachment.getTitle() : text(document.getType()),
        document.getContent().stream()
            .map(content -> written(content.getAttachment()))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n")),
        instant(document.getDateElement()));
  }

  private static String written(Attachment attachment) {
    return attachment.hasData() && text(attachment.getContentType()).startsWith("text/plain")
        ? new String(attachment.getData(), StandardCharsets.UTF_8)
        : "";
  }

  private static String kind(Resource resource) {
    return CategoriesOf.resource(resource).stream()
        .sorted()
        .map(Category::chinese)
        .collect(Collectors.joining("、"));
  }

  /** The day on which something began. */
  static Optional<LocalDate> start(@Nullable Type time) {
    return switch (time) {
      case BaseDateTimeType moment -> day(moment);
      case Period period -> day(period.getStartElement());
      case null, default -> Optional.empty();
    };
  }

  static Optional<Instant> moment(@Nullable Type time) {
    return switch (time) {
      case DateTimeType moment -> instant(moment);
      case Period period -> instant(period.getStartElement());
      case null, default -> Optional.empty();
    };
  }

  /** In the order of time; what has none stands last. */
  static <T, C extends Comparable<? super C>> List<T> sorted(
      List<T> lines, Function<T, Optional<C>> time) {
    Comparator<Optional<C>> order =
        (a, b) ->
            a.isPresent() && b.isPresent()
                ? a.get().compareTo(b.get())
                : Boolean.compare(a.isEmpty(), b.isEmpty());
    return lines.stream().sorted(Comparator.comparing(time, order)).toList();
  }
}
