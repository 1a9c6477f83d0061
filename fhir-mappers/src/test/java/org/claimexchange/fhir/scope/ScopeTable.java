package org.claimexchange.fhir.scope;

import static org.claimexchange.fhir.scope.Records.*;
import static org.claimexchange.fhir.scope.Row.dropped;
import static org.claimexchange.fhir.scope.Row.kept;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;

/** The rows of {@code docs/scope-filter.md}. */
final class ScopeTable {
  private static final String ALL = "the stay, all categories";
  private static final String NEWBORN_NUMBER = "310104197001010012";

  private ScopeTable() {}

  static List<Row> rows() {
    var rows = new ArrayList<Row>();
    rows.addAll(persons());
    rows.addAll(visits());
    rows.addAll(categories());
    rows.addAll(protectedRecords());
    rows.addAll(bills());
    rows.addAll(serving());
    return rows;
  }

  private static List<Row> persons() {
    return List.of(
        kept("her diagnosis", ALL, part(), appendicitis(), "granted, and hers"),
        dropped(
                "a diagnosis of her newborn in her stay",
                ALL,
                part(),
                change(appendicitis(), c -> c.setSubject(to("Patient", "newborn"))),
                DropReason.OTHER_PERSON,
                "its subject is someone else")
            .beside(newborn("310104202610180012")),
        dropped(
            "a newborn filed under its mother's number",
            ALL,
            part(),
            newborn(MOTHER.number()),
            DropReason.PERSON_CONTRADICTS,
            "birth date and sex contradict the number"),
        dropped(
                "a result whose focus is the newborn",
                ALL,
                part(),
                change(result("r", "58941-6", "经皮胆红素"), r -> r.addFocus(to("Patient", "newborn"))),
                DropReason.OTHER_PERSON,
                "subject is the mother, but it tells of the child")
            .beside(newborn("310104202610180012")),
        dropped(
            "a newborn's diagnosis (P59) filed under the mother",
            ALL,
            part(),
            diagnosis("c", "P59.9", "新生儿黄疸"),
            DropReason.MISFILED,
            "a code that only a newborn has"),
        dropped(
                "a result from a donor's specimen",
                ALL,
                part(),
                change(result("r", "883-9", "ABO血型"), r -> r.setSpecimen(to("Specimen", "s"))),
                DropReason.OTHER_PERSON,
                "it refers to a specimen of someone else")
            .beside(change(with(new Specimen(), "s"), s -> s.setSubject(to("Patient", "donor")))),
        dropped(
            "a diagnosis without subject",
            ALL,
            part(),
            change(appendicitis(), c -> c.setSubject(null)),
            DropReason.OTHER_PERSON,
            "nobody can tell whom it is about"),
        dropped(
            "a diagnosis of Patient/mother at another server",
            ALL,
            part(),
            change(
                appendicitis(),
                c -> c.getSubject().setReference("https://other.example/fhir/Patient/mother")),
            DropReason.OTHER_PERSON,
            "another server's ids mean others"),
        kept(
            "a diagnosis with her number as a logical reference",
            ALL,
            part(),
            change(
                appendicitis(),
                c ->
                    c.getSubject()
                        .setReference(null)
                        .getIdentifier()
                        .setSystem(MOTHER.system().uri())
                        .setValue(MOTHER.number())),
            "the number is hers"),
        dropped(
            "a diagnosis with her reference and another's number",
            ALL,
            part(),
            change(
                appendicitis(),
                c ->
                    c.getSubject()
                        .getIdentifier()
                        .setSystem(MOTHER.system().uri())
                        .setValue(NEWBORN_NUMBER)),
            DropReason.OTHER_PERSON,
            "a reference that says two things must be right in both"),
        dropped(
                "a report with a result of another person",
                ALL,
                part(),
                change(report(), r -> r.addResult(to("Observation", "other"))),
                DropReason.OTHER_PERSON,
                "its text may tell of the other")
            .beside(
                change(
                    result("other", "718-7", "血红蛋白"), o -> o.setSubject(to("Patient", "newborn")))),
        dropped(
            "a diagnosis entered in error",
            ALL,
            part(),
            change(
                appendicitis(),
                c ->
                    c.setVerificationStatus(
                        concept(
                            "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                            "entered-in-error",
                            "误录"))),
            DropReason.NOT_SAFE_TO_READ,
            "it says itself that it is a mistake"),
        dropped(
            "an operation with a modifier extension",
            ALL,
            part(),
            change(
                cholecystectomy(),
                p ->
                    p.addModifierExtension(
                        new Extension("https://his.example/not-done", new CodeType("true")))),
            DropReason.NOT_SAFE_TO_READ,
            "it may mean the opposite of what it says"));
  }

  private static List<Row> visits() {
    var year = period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), VisitKind.INPATIENT);
    return List.of(
        kept("the stay", ALL, part(), stay(), "named by its number"),
        dropped(
            "another stay of hers",
            ALL,
            part(),
            otherStay(),
            DropReason.VISIT_NOT_GRANTED,
            "another number"),
        dropped(
                "a diagnosis of another stay",
                ALL,
                part(),
                change(appendicitis(), c -> c.setEncounter(to("Encounter", "other-stay"))),
                DropReason.VISIT_NOT_GRANTED,
                "it goes with its visit")
            .beside(otherStay()),
        dropped(
            "a diagnosis without visit",
            ALL,
            part(),
            change(appendicitis(), c -> c.setEncounter(null)),
            DropReason.NO_VISIT,
            "no visit was granted for it"),
        dropped(
            "a diagnosis of a visit that was not sent",
            ALL,
            part(),
            change(appendicitis(), c -> c.setEncounter(to("Encounter", "missing"))),
            DropReason.VISIT_NOT_GRANTED,
            "nobody can tell whether it was granted"),
        kept(
            "the stay",
            "inpatient visits of 2026",
            year,
            stay(),
            "wholly in the period, of the kind"),
        dropped(
            "an outpatient visit",
            "inpatient visits of 2026",
            year,
            visit("v", "MZ1", "mother", "2026-05-01", "2026-05-01", "AMB"),
            DropReason.VISIT_NOT_GRANTED,
            "another kind"),
        dropped(
            "a stay over New Year",
            "inpatient visits of 2026",
            year,
            visit("v", "ZY1", "mother", "2025-12-30", "2026-01-03", "IMP"),
            DropReason.VISIT_NOT_GRANTED,
            "it begins before the period"),
        dropped(
            "a stay without dates",
            "inpatient visits of 2026",
            year,
            change(
                visit("v", "ZY1", "mother", "2026-05-01", "2026-05-02", "IMP"),
                v -> v.setPeriod(null)),
            DropReason.VISIT_NOT_GRANTED,
            "nobody can tell whether it is in the period"),
        dropped(
            "the stay",
            "a period, but no kind of visit",
            period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
            stay(),
            DropReason.VISIT_NOT_GRANTED,
            "an empty scope lets nothing through"),
        kept(
            "a transfer within the stay",
            ALL,
            part(),
            change(
                visit("v", "ZK1", "mother", "2026-10-19", "2026-10-20", "IMP"),
                v -> v.setPartOf(to("Encounter", "stay"))),
            "a part of a granted visit"),
        dropped(
                "the newborn's visit as a part of hers",
                ALL,
                part(),
                change(
                    visit("v", "ZK1", "newborn", "2026-10-18", "2026-10-21", "IMP"),
                    v -> v.setPartOf(to("Encounter", "stay"))),
                DropReason.OTHER_PERSON,
                "its subject is someone else")
            .beside(newborn("310104202610180012")),
        kept(
            "an allergy recorded during the stay, without visit",
            ALL,
            part(),
            allergy("2026-10-18"),
            "it belongs to the person, and to the days granted"),
        dropped(
            "an allergy recorded years before, without visit",
            ALL,
            part(),
            allergy("2019-05-04"),
            DropReason.VISIT_NOT_GRANTED,
            "outside of the days granted"));
  }

  private static List<Row> categories() {
    var visitOnly = part(List.of("visit"), List.of(), false);
    return List.of(
        dropped(
            "her diagnosis",
            "the stay, visits only",
            visitOnly,
            appendicitis(),
            DropReason.CATEGORY_NOT_GRANTED,
            "not ticked"),
        dropped(
            "her diagnosis",
            "the stay, no category",
            part(List.of(), List.of(), false),
            appendicitis(),
            DropReason.CATEGORY_NOT_GRANTED,
            "an empty scope lets nothing through"),
        dropped(
            "herself",
            "the stay, no category",
            part(List.of(), List.of(), false),
            mother(),
            DropReason.NOT_NEEDED,
            "that she is known there is told only by a record"),
        dropped(
            "a social history",
            ALL,
            part(),
            change(
                result("r", "72166-2", "吸烟状况"),
                r ->
                    r.setCategory(
                        List.of(
                            concept(
                                "http://terminology.hl7.org/CodeSystem/observation-category",
                                "social-history",
                                "社会史")))),
            DropReason.CATEGORY_NOT_GRANTED,
            "of no category of ours"),
        dropped(
            "a vaccination",
            ALL,
            part(),
            change(
                with(new Immunization(), "i"),
                i -> i.setPatient(to("Patient", "mother")).setEncounter(to("Encounter", "stay"))),
            DropReason.TYPE_NOT_KNOWN,
            "a type without a row in the table of types"),
        kept("a discharge summary", ALL, part(), document("C0053"), "its kind says its category"),
        dropped(
            "a nursing record",
            ALL,
            part(),
            document("C0017"),
            DropReason.CATEGORY_NOT_GRANTED,
            "a kind of document without category"),
        dropped(
            "a pathology report",
            "the stay, laboratory only",
            part(List.of("laboratory"), List.of(), false),
            change(report(), r -> r.getCategoryFirstRep().getCodingFirstRep().setCode("SP")),
            DropReason.CATEGORY_NOT_GRANTED,
            "another category"),
        kept(
            "a medicine ordered",
            "the stay, prescriptions only",
            part(List.of("prescription"), List.of(), false),
            medicine("头孢呋辛"),
            "medication or prescription, either ticks it"));
  }

  private static List<Row> protectedRecords() {
    var mental = part(part().categories(), List.of(ProtectedKind.MENTAL_HEALTH), false);
    var depressed = diagnosis("f", "F32.1", "抑郁发作");
    return List.of(
        dropped(
            "a diagnosis labelled PSY",
            ALL,
            part(),
            labelled(appendicitis(), "PSY"),
            DropReason.PROTECTED,
            "the label; no tick"),
        kept(
            "a diagnosis labelled PSY",
            ALL + ", mental health",
            mental,
            labelled(appendicitis(), "PSY"),
            "ticked"),
        dropped(
            "F32.1 without label", ALL, part(), depressed, DropReason.PROTECTED, "the code list"),
        dropped(
            "F32.1 under an unknown code system",
            ALL,
            part(),
            change(
                diagnosis("f", "F32.1", "f"),
                c -> c.getCode().getCodingFirstRep().setSystem("urn:his")),
            DropReason.PROTECTED,
            "what looks like ICD-10 is judged as ICD-10"),
        dropped(
            "抑郁症 without code",
            ALL,
            part(),
            change(diagnosis("f", "X", "抑郁症"), c -> c.getCode().setCoding(List.of())),
            DropReason.PROTECTED,
            "the words in the name"),
        dropped(
            "an HIV viral load without label",
            ALL,
            part(),
            result("r", "25836-8", "病毒载量"),
            DropReason.PROTECTED,
            "the code list"),
        dropped(
            "an induced abortion",
            ALL,
            part(),
            operation("p", "69.5100", "负压吸引"),
            DropReason.PROTECTED,
            "the code list"),
        dropped(
            "a genetic report",
            ALL,
            part(),
            change(
                report(),
                r ->
                    r.getCode()
                        .getCodingFirstRep()
                        .setSystem("http://loinc.org")
                        .setCode("51969-4")),
            DropReason.PROTECTED,
            "the code list"),
        dropped(
            "a confidential diagnosis (R), no kind named",
            ALL + ", mental health",
            mental,
            confidential(appendicitis(), "R"),
            DropReason.RESTRICTED,
            "nobody can have ticked what has no name"),
        kept(
            "a confidential diagnosis (R) labelled PSY",
            ALL + ", mental health",
            mental,
            confidential(labelled(appendicitis(), "PSY"), "R"),
            "the kind is ticked"),
        dropped(
            "a diagnosis with a label that nobody knows",
            ALL + ", mental health",
            mental,
            labelled(appendicitis(), "XYZ"),
            DropReason.RESTRICTED,
            "a label is never ignored"),
        kept(
            "a diagnosis labelled N (normal)",
            ALL,
            part(),
            confidential(appendicitis(), "N"),
            "no restriction"),
        dropped(
                "a medicine because of a protected diagnosis",
                ALL,
                part(),
                change(medicine("草酸艾司西酞普兰"), m -> m.addReasonReference(to("Condition", "f"))),
                DropReason.PROTECTED,
                "it refers to what is protected")
            .beside(depressed),
        dropped(
                "a diagnosis in a psychiatric stay",
                ALL,
                part(),
                appendicitis(),
                DropReason.PROTECTED,
                "all of a protected visit is protected")
            .beside(labelled(stay(), "PSY")),
        dropped(
                "the discharge summary of a stay with a protected diagnosis",
                ALL,
                part(),
                document("C0053"),
                DropReason.PROTECTED,
                "nobody can tell what its text says")
            .beside(depressed),
        kept(
                "another diagnosis of that stay",
                ALL,
                part(),
                appendicitis(),
                "only what refers to the protected diagnosis is protected")
            .beside(depressed),
        kept(
            "a stay with one protected reason among others",
            ALL,
            part(),
            change(
                stay(),
                s ->
                    s.addReasonCode(concept("http://hl7.org/fhir/sid/icd-10", "F32.1", "抑郁发作"))
                        .addReasonCode(
                            concept("http://hl7.org/fhir/sid/icd-10", "K35.8", "急性阑尾炎"))),
            "the reason is left out, the stay passes"));
  }

  private static List<Row> bills() {
    var willing = part(part().categories(), List.of(), true);
    var hivFee = fee("f2", "HIV抗体检测", "40.00");
    return List.of(
        kept("an invoice with its lines", ALL, part(), invoice("i", "52.00", "f1"), "whole")
            .beside(fee("f1", "血常规", "52.00")),
        dropped(
                "an invoice with a protected line",
                ALL,
                part(),
                invoice("i", "92.00", "f1", "f2"),
                DropReason.PROTECTED,
                "a bill goes whole or not at all")
            .beside(fee("f1", "血常规", "52.00"), hivFee),
        dropped(
                "an innocent line of that bill",
                ALL,
                part(),
                fee("f1", "血常规", "52.00"),
                DropReason.BILL_NOT_WHOLE,
                "a bill goes whole or not at all")
            .beside(invoice("i", "92.00", "f1", "f2"), hivFee),
        dropped(
                "the settlement of that stay",
                ALL,
                part(),
                settlement("e"),
                DropReason.BILL_NOT_WHOLE,
                "it is a part of the bill")
            .beside(hivFee),
        kept(
                "an invoice with a protected line",
                ALL + ", protected bills",
                willing,
                invoice("i", "92.00", "f1", "f2"),
                "the page asked, and it was ticked")
            .beside(fee("f1", "血常规", "52.00"), hivFee),
        dropped(
                "an invoice over two stays",
                ALL,
                part(),
                invoice("i", "70.00", "f1", "f3"),
                DropReason.VISIT_NOT_GRANTED,
                "one of its stays was not granted")
            .beside(
                otherStay(),
                fee("f1", "血常规", "52.00"),
                change(
                    fee("f3", "床位费", "18.00"), f -> f.setContext(to("Encounter", "other-stay")))),
        dropped(
                "a line of the granted stay on that invoice",
                ALL,
                part(),
                fee("f1", "血常规", "52.00"),
                DropReason.BILL_NOT_WHOLE,
                "the rest of its bill may not go")
            .beside(
                otherStay(),
                invoice("i", "70.00", "f1", "f3"),
                change(
                    fee("f3", "床位费", "18.00"), f -> f.setContext(to("Encounter", "other-stay")))),
        dropped(
                "her invoice with a line of her newborn",
                ALL,
                part(),
                change(
                    invoice("i", "70.00", "f1", "f3"),
                    i -> i.addExtension(new Extension(InvoiceVisit.URL, to("Encounter", "stay")))),
                DropReason.BILL_NOT_WHOLE,
                "the line may not go")
            .beside(
                fee("f1", "血常规", "52.00"),
                change(fee("f3", "新生儿护理", "18.00"), f -> f.setSubject(to("Patient", "newborn")))),
        kept(
                "an invoice",
                "the stay, invoices only",
                part(List.of("invoice"), List.of(), false),
                invoice("i", "52.00", "f1"),
                "the other pieces are not ticked; what is ticked goes whole")
            .beside(fee("f1", "血常规", "52.00")));
  }

  private static List<Row> serving() {
    var doctor = change(with(new Practitioner(), "d"), d -> d.addName().setText("李医生"));
    var drug =
        change(
            with(new Medication(), "m"),
            m -> m.setCode(concept("http://www.whocc.no/atc", "J01DC02", "头孢呋辛")));
    return List.of(
        kept("a doctor to whom a diagnosis refers", ALL, part(), doctor, "the diagnosis passes")
            .beside(change(appendicitis(), c -> c.setAsserter(to("Practitioner", "d")))),
        dropped(
                "a doctor of another stay",
                ALL,
                part(),
                doctor,
                DropReason.NOT_NEEDED,
                "nothing that passes refers to the doctor")
            .beside(
                otherStay(),
                change(
                    appendicitis(),
                    c ->
                        c.setEncounter(to("Encounter", "other-stay"))
                            .setAsserter(to("Practitioner", "d")))),
        kept("a medicine to which an order refers", ALL, part(), drug, "the order passes")
            .beside(change(medicine(""), m -> m.setMedication(to("Medication", "m")))));
  }

  private static Resource newborn(String number) {
    return person("newborn", number, "孙小燕之子", "2026-10-18", AdministrativeGender.MALE);
  }

  private static Condition appendicitis() {
    return diagnosis("c", "K35.8", "急性阑尾炎");
  }

  private static Procedure cholecystectomy() {
    return operation("p", "51.2300", "腹腔镜下胆囊切除术");
  }

  private static DiagnosticReport report() {
    var report = with(new DiagnosticReport(), "report");
    report.addCategory(concept("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB", "检验"));
    report.setCode(concept("http://loinc.org", "58410-2", "血常规"));
    return report.setSubject(to("Patient", "mother")).setEncounter(to("Encounter", "stay"));
  }

  private static DocumentReference document(String kind) {
    var document = with(new DocumentReference(), "document");
    document.setType(concept("urn:oid:2.16.156.10011.2.4", kind, "文书"));
    document.setSubject(to("Patient", "mother"));
    document.getContext().addEncounter(to("Encounter", "stay"));
    return document;
  }

  private static MedicationRequest medicine(String name) {
    var request = with(new MedicationRequest(), "order");
    request.setMedication(new CodeableConcept().setText(name));
    return request.setSubject(to("Patient", "mother")).setEncounter(to("Encounter", "stay"));
  }

  private static AllergyIntolerance allergy(String day) {
    var allergy = with(new AllergyIntolerance(), "a");
    allergy.setCode(new CodeableConcept().setText("青霉素"));
    return allergy
        .setPatient(to("Patient", "mother"))
        .setRecordedDateElement(new DateTimeType(day));
  }
}
