package org.claimexchange.fhir.scope;

import static org.claimexchange.fhir.scope.Records.*;
import static org.claimexchange.fhir.scope.Row.dropped;
import static org.claimexchange.fhir.scope.Row.kept;
import static org.claimexchange.fhir.scope.TableRecords.*;

import java.time.LocalDate;
import java.util.List;
import org.claimexchange.model.consent.VisitKind;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Specimen;

/** Whose it is, and of which visit. */
final class PersonRows {
  private PersonRows() {}

  static List<Row> persons() {
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

  static List<Row> visits() {
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
}
