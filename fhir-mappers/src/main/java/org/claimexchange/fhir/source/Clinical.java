package org.claimexchange.fhir.source;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;

/** Diagnoses and operations of a visit, as several formats have them. */
public final class Clinical {
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  private Clinical() {}

  /** A diagnosis of a visit. */
  public static Condition diagnosis(CodeableConcept code, Reference person, Reference visit) {
    return new Condition()
        .setVerificationStatus(coded("condition-ver-status", "confirmed"))
        .addCategory(coded("condition-category", "encounter-diagnosis"))
        .setCode(code)
        .setSubject(person)
        .setEncounter(visit);
  }

  /** An operation of a visit. */
  public static Procedure operation(CodeableConcept code, Reference person, Reference visit) {
    return new Procedure()
        .setStatus(Procedure.ProcedureStatus.COMPLETED)
        .setCode(code)
        .setSubject(person)
        .setEncounter(visit);
  }

  /** Adds who did what, known by name alone. */
  public static void performer(Procedure procedure, String role, Optional<String> name) {
    name.ifPresent(doctor ->
        procedure
            .addPerformer()
            .setFunction(new CodeableConcept().setText(role))
            .setActor(new Reference().setDisplay(doctor)));
  }

  /** A period, with what is known of it. */
  public static Period period(Optional<DateTimeType> from, Optional<DateTimeType> to) {
    var period = new Period();
    from.ifPresent(period::setStartElement);
    to.ifPresent(period::setEndElement);
    return period;
  }

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept()
        .addCoding(new Coding().setSystem(TERMINOLOGY + system).setCode(code));
  }
}
