package org.claimexchange.fhir.scope;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Records of a mother, Sun Xiaoyan, as a hospital has them; each test changes one thing. */
final class Records {
  static final PersonId MOTHER = new PersonId(IdSystem.RESIDENT_ID, "310104199203154224");
  static final String STAY = "ZY2026101702";
  static final String OTHER_STAY = "ZY2026030811";
  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  private Records() {}

  /** Leave for one stay by number, all categories, nothing protected. */
  static Part part() {
    return part(Arrays.stream(Category.values()).map(Category::code).toList(), List.of(), false);
  }

  static Part part(List<String> categories, List<ProtectedKind> kinds, boolean protectedBills) {
    return new Part(
        "hospital-2", List.of(STAY), year(), List.of(), categories, kinds, protectedBills);
  }

  static Part period(LocalDate from, LocalDate to, VisitKind... kinds) {
    return new Part(
        "hospital-2",
        List.of(),
        new DateRange(from, to),
        List.of(kinds),
        Arrays.stream(Category.values()).map(Category::code).toList(),
        List.of(),
        false);
  }

  static DateRange year() {
    return new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
  }

  static Patient mother() {
    return person("mother", MOTHER.number(), "孙小燕", "1992-03-15", AdministrativeGender.FEMALE);
  }

  static Patient person(
      String id, String number, String name, String birth, AdministrativeGender sex) {
    var patient = with(new Patient(), id);
    patient.addIdentifier().setSystem(IdSystem.RESIDENT_ID.uri()).setValue(number);
    patient.addName().setText(name);
    patient.setBirthDateElement(new DateType(birth)).setGender(sex);
    return patient;
  }

  static Encounter stay() {
    return visit("stay", STAY, "mother", "2026-10-17", "2026-10-21", "IMP");
  }

  static Encounter otherStay() {
    return visit("other-stay", OTHER_STAY, "mother", "2026-03-08", "2026-03-11", "IMP");
  }

  static Encounter visit(
      String id, String number, String person, String from, String to, String kind) {
    var visit = with(new Encounter(), id).setStatus(Encounter.EncounterStatus.FINISHED);
    visit.addIdentifier().setSystem("urn:oid:2.16.156.10011.1.12").setValue(number);
    visit.setClass_(new Coding().setSystem(ACT_CODE).setCode(kind));
    visit.setSubject(to("Patient", person));
    return visit.setPeriod(
        new Period()
            .setStartElement(new DateTimeType(from + "T08:00:00+08:00"))
            .setEndElement(new DateTimeType(to + "T10:00:00+08:00")));
  }

  static Condition diagnosis(String id, String code, String name) {
    var condition = with(new Condition(), id);
    condition.setCode(concept("http://hl7.org/fhir/sid/icd-10", code, name));
    condition.setSubject(to("Patient", "mother")).setEncounter(to("Encounter", "stay"));
    return condition;
  }

  static Observation result(String id, String code, String name) {
    var observation = with(new Observation(), id).setStatus(Observation.ObservationStatus.FINAL);
    observation.addCategory(
        concept("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", "检验"));
    observation.setCode(concept("http://loinc.org", code, name));
    return observation.setSubject(to("Patient", "mother")).setEncounter(to("Encounter", "stay"));
  }

  static Procedure operation(String id, String code, String name) {
    var procedure = with(new Procedure(), id).setStatus(Procedure.ProcedureStatus.COMPLETED);
    procedure.setCode(concept("urn:oid:2.16.156.10011.2.3.3.12", code, name));
    return procedure.setSubject(to("Patient", "mother")).setEncounter(to("Encounter", "stay"));
  }

  static ChargeItem fee(String id, String name, String yuan) {
    var fee = with(new ChargeItem(), id).setStatus(ChargeItem.ChargeItemStatus.BILLED);
    fee.setCode(new CodeableConcept().setText(name));
    fee.setSubject(to("Patient", "mother")).setContext(to("Encounter", "stay"));
    return fee.setPriceOverride(yuan(yuan));
  }

  static Invoice invoice(String id, String yuan, String... fees) {
    var invoice = with(new Invoice(), id).setStatus(Invoice.InvoiceStatus.BALANCED);
    invoice.setSubject(to("Patient", "mother"));
    for (String fee : fees) {
      invoice.addLineItem().setChargeItem(to("ChargeItem", fee));
    }
    return invoice.setTotalGross(yuan(yuan));
  }

  static ExplanationOfBenefit settlement(String id) {
    var settlement = with(new ExplanationOfBenefit(), id);
    settlement.setStatus(ExplanationOfBenefit.ExplanationOfBenefitStatus.ACTIVE);
    settlement.setPatient(to("Patient", "mother"));
    settlement.addItem().addEncounter(to("Encounter", "stay"));
    return settlement;
  }

  static Money yuan(String amount) {
    return new Money().setValue(new BigDecimal(amount)).setCurrency("CNY");
  }

  static CodeableConcept concept(String system, String code, String name) {
    return new CodeableConcept().addCoding(new Coding(system, code, name)).setText(name);
  }

  static <T extends Resource> T labelled(T resource, String code) {
    resource.getMeta().addSecurity().setSystem(ACT_CODE).setCode(code);
    return resource;
  }

  static <T extends Resource> T confidential(T resource, String code) {
    resource
        .getMeta()
        .addSecurity()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
        .setCode(code);
    return resource;
  }

  static <T> T change(T value, Consumer<T> change) {
    change.accept(value);
    return value;
  }

  static Reference to(String type, String id) {
    return new Reference(type + "/" + id);
  }

  static <T extends Resource> T with(T resource, String id) {
    resource.setId(resource.fhirType() + "/" + id);
    return resource;
  }
}
