package org.claimexchange.fhir.invoice;

import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.source.Clinical;
import org.claimexchange.fhir.source.Concepts;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.FileMapping;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.Limits;
import org.claimexchange.fhir.source.PersonData;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.RefusedException;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceText;
import org.claimexchange.fhir.source.Systems;
import org.claimexchange.fhir.source.XmlTree;
import org.claimexchange.model.person.IdSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;

/**
 * Maps an electronic invoice (医疗收费电子票据, 财综〔2019〕29号) as the XML of the fiscal e-invoice carries it:
 * {@code EInvoice/EInvoiceData} with {@code Main}, its {@code MainExt}, {@code Details/Item}.
 *
 * <p>A reversal (红冲) is an invoice of its own with a negative total and the numbers of the one it
 * takes back; an invoice that was reversed says so in {@code Reversal}, and is cancelled. One that
 * was exchanged for paper (换开) has the paper's numbers. Every field is in {@code
 * docs/mappings/invoice.md}.
 */
public final class InvoiceMapper implements FileMapping {
  @Override
  public void map(SourceFile file, Findings findings, Records records) throws RefusedException {
    var text = SourceText.of(file, Limits.STRUCTURED);
    var root = XmlTree.read(text, Limits.STRUCTURED, InvoiceFields.published());
    if (!root.name().equals("EInvoice")) {
      findings.problem(Defect.MALFORMED, "", root.line(), "EInvoice as the document element");
    } else {
      map(file, new Fields(root.asTable(), "EInvoice", findings), records);
    }
  }

  private static void map(SourceFile file, Fields root, Records records) {
    var data = root.table("EInvoiceData");
    var main = data.table("Main");
    main.known(InvoiceFields.MAIN);
    var extension = main.table("MainExt");
    extension.known(InvoiceFields.EXTENSION);
    var payer = main.table("PayerParty");
    var person =
        records.person(
            new PersonData(
                IdSystem.RESIDENT_ID.uri(),
                payer.identity("PayerPartyCode", 50),
                payer.text("PayerPartyName", 100),
                extension
                    .code("Gender", InvoiceCodes.GENDERS)
                    .map(coded -> PersonData.gender(coded.code())),
                extension.optionalDay("BirthDate")));
    var issuer = main.table("InvoicingParty");
    var hospital =
        records.institution(
            Systems.naming("unified-social-credit-code"),
            issuer.text("InvoicingPartyCode", 50),
            issuer.text("InvoicingPartyName", 200));
    var visit = visit(extension, records, person, hospital);
    new InvoiceWriter(main, extension, records)
        .write(
            data.optionalTable("Details").map(d -> d.rows("Item")).orElse(List.of()),
            person,
            hospital,
            visit);
    records.original(
        file,
        Concepts.coded(Category.SYSTEM, Category.INVOICE.code(), "医疗收费电子票据"),
        List.of(Category.INVOICE),
        person,
        List.of(visit));
  }

  private static Reference visit(
      Fields extension, Records records, Reference person, Reference hospital) {
    var inpatient = extension.optional("HospitalizationNumber", 50);
    var encounter = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
    var number = inpatient.isPresent() ? inpatient.get() : extension.identity("PatientNumber", 50);
    encounter.addIdentifier(
        Records.identifier(
            inpatient.isPresent() ? Systems.INPATIENT_NUMBER : Systems.OUTPATIENT_NUMBER, number));
    encounter.setClass_(
        inpatient.isPresent()
            ? new Coding(Systems.ACT_CODE, "IMP", "住院")
            : new Coding(Systems.ACT_CODE, "AMB", "门诊"));
    encounter.setSubject(person);
    encounter.setServiceProvider(hospital);
    var day = extension.optionalTime("MedicalDate");
    encounter.setPeriod(
        inpatient.isPresent()
            ? Clinical.period(
                Optional.of(extension.time("InHospitalDate")),
                Optional.of(extension.time("OutHospitalDate")))
            : Clinical.period(day, day));
    extension
        .optional("DepartmentName", 100)
        .ifPresent(name -> encounter.setServiceType(new CodeableConcept().setText(name)));
    return records.visit(encounter);
  }
}
