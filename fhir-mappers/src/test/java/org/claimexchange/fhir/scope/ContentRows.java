package org.claimexchange.fhir.scope;

import static org.claimexchange.fhir.scope.Records.*;
import static org.claimexchange.fhir.scope.Row.dropped;
import static org.claimexchange.fhir.scope.Row.kept;
import static org.claimexchange.fhir.scope.TableRecords.*;

import java.util.List;
import org.claimexchange.model.consent.ProtectedKind;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Practitioner;

/** What it is: category, protection, bill, or serving others. */
final class ContentRows {
  private ContentRows() {}

  static List<Row> categories() {
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

  static List<Row> protectedRecords() {
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

  static List<Row> bills() {
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

  static List<Row> serving() {
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
}
