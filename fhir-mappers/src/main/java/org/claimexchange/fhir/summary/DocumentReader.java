package org.claimexchange.fhir.summary;

import static org.claimexchange.fhir.summary.DocumentIndex.code;
import static org.claimexchange.fhir.summary.DocumentIndex.day;
import static org.claimexchange.fhir.summary.DocumentIndex.instant;
import static org.claimexchange.fhir.summary.DocumentIndex.text;
import static org.claimexchange.fhir.summary.DocumentIndex.to;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.quality.QualityOutcome;
import org.claimexchange.fhir.quality.QualityRemark;
import org.claimexchange.fhir.query.VisitClasses;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.claimexchange.model.person.IdSystem;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of one claim document, in any order and one by one; what it holds of them is
 * what people read. Of one document; not safe for use by several threads.
 */
public final class DocumentReader {
  private final DocumentIndex index = new DocumentIndex();
  private final MeasurementReader measurements = new MeasurementReader(index);
  private final MedicationReader medications = new MedicationReader(index);
  private final BillReader bills = new BillReader(index);
  private final List<StayLine> stays = new ArrayList<>();
  private final List<Supplier<DiagnosisLine>> diagnoses = new ArrayList<>();
  private final List<Supplier<OperationLine>> operations = new ArrayList<>();
  private final List<AllergyLine> allergies = new ArrayList<>();
  private final List<Supplier<ReportLine>> reports = new ArrayList<>();
  private final List<Supplier<DocumentLine>> documents = new ArrayList<>();
  private Optional<PatientLine> patient = Optional.empty();
  private Optional<Composition> contents = Optional.empty();
  private Optional<Provenance> provenance = Optional.empty();
  private List<QualityRemark> remarks = List.of();

  /** Reads an entry. */
  public void add(String address, Resource resource) {
    index.add(address, resource);
    medications.add(resource);
    bills.add(address, resource);
    switch (resource) {
      case Composition composition -> contents = Optional.of(withoutSections(composition));
      case Provenance from -> provenance = Optional.of(withoutTargets(from));
      case Patient person -> patient = patient.or(() -> Optional.of(patient(person)));
      case OperationOutcome outcome -> remarks = QualityOutcome.remarks(outcome);
      case Encounter visit -> stays.add(stay(visit));
      case Condition condition -> diagnoses.add(diagnosis(address, condition));
      case Procedure procedure -> operations.add(operation(procedure));
      case AllergyIntolerance allergy -> allergies.add(allergy(allergy));
      case Observation observation -> measurements.add(address, observation);
      case DiagnosticReport report -> reports.add(report(report));
      case DocumentReference document -> documents.add(document(document));
      default -> {
        // Told by what refers to it, or not at all.
      }
    }
  }

  /** What was read, once all entries of the document were. */
  public SourceSummary summary() {
    var composition = contents.orElseThrow();
    var from = provenance.orElseThrow();
    return new SourceSummary(
        party(index.organization(to(composition.getCustodian())).orElseThrow()),
        from.getEntityFirstRep().getWhat().getIdentifier().getValue(),
        instant(from.getOccurredDateTimeType()).orElseThrow(),
        patient.orElseThrow(),
        composition.getEventFirstRep().getCode().stream().map(DocumentIndex::text).toList(),
        sorted(stays, StayLine::from),
        sorted(made(diagnoses), DiagnosisLine::date),
        sorted(made(operations), OperationLine::date),
        medications.lines(),
        sorted(allergies, AllergyLine::recorded),
        measurements.laboratory(),
        measurements.vitalSigns(),
        sorted(made(reports), ReportLine::time),
        sorted(made(documents), DocumentLine::time),
        bills.bills(),
        remarks);
  }

  private static <T> List<T> made(List<Supplier<T>> lines) {
    return lines.stream().map(Supplier::get).toList();
  }

  /** The sections name every record; only its head is told. */
  private static Composition withoutSections(Composition composition) {
    return new Composition()
        .setCustodian(composition.getCustodian())
        .setEvent(composition.getEvent());
  }

  private static Provenance withoutTargets(Provenance provenance) {
    return new Provenance().setOccurred(provenance.getOccurred()).setEntity(provenance.getEntity());
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

  private static StayLine stay(Encounter visit) {
    return new StayLine(
        DocumentIndex.number(visit),
        kind(visit),
        text(visit.getServiceType()),
        day(visit.getPeriod().getStartElement()),
        day(visit.getPeriod().getEndElement()),
        visit.getReasonCode().stream().map(DocumentIndex::text).collect(Collectors.joining("；")));
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

  private Supplier<DiagnosisLine> diagnosis(String address, Condition condition) {
    var visit = to(condition.getEncounter());
    var name = text(condition.getCode());
    var code = code(condition.getCode());
    var date =
        condition.hasRecordedDate()
            ? day(condition.getRecordedDateElement())
            : start(condition.getOnset());
    return () -> new DiagnosisLine(index.visit(visit), index.use(visit, address), name, code, date);
  }

  private Supplier<OperationLine> operation(Procedure procedure) {
    var visit = to(procedure.getEncounter());
    var name = text(procedure.getCode());
    var code = code(procedure.getCode());
    var date = start(procedure.getPerformed());
    var performers = procedure.getPerformer().stream().map(who -> who.getActor()).toList();
    return () ->
        new OperationLine(
            index.visit(visit),
            name,
            code,
            date,
            performers.stream()
                .map(index::who)
                .filter(who -> !who.isEmpty())
                .collect(Collectors.joining("、")));
  }

  private static AllergyLine allergy(AllergyIntolerance allergy) {
    return new AllergyLine(
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
        day(allergy.getRecordedDateElement()));
  }

  private Supplier<ReportLine> report(DiagnosticReport report) {
    var visit = to(report.getEncounter());
    var kind = kind(report);
    var name = text(report.getCode());
    var conclusion = text(report.getConclusion());
    var time = moment(report.getEffective());
    return () -> new ReportLine(index.visit(visit), kind, name, conclusion, time);
  }

  private Supplier<DocumentLine> document(DocumentReference document) {
    var visit =
        document.getContext().getEncounter().stream().findFirst().map(DocumentIndex::to).orElse("");
    var kind = kind(document);
    var attachment = document.getContentFirstRep().getAttachment();
    var title = attachment.hasTitle() ? attachment.getTitle() : text(document.getType());
    var words =
        document.getContent().stream()
            .map(content -> written(content.getAttachment()))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n"));
    var time = instant(document.getDateElement());
    return () -> new DocumentLine(index.visit(visit), kind, title, words, time);
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
