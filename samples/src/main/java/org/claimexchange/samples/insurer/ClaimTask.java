package org.claimexchange.samples.insurer;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.json.CanonicalJson;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.ParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UrlType;

/** Writes a claim as the Task of HL7 Da Vinci CDex that the exchange takes. */
final class ClaimTask {
  private static final String OWN = "https://claimexchange.org/fhir/";
  private static final String PARTICIPANT = OWN + "NamingSystem/participant";
  private static final String INPUT = OWN + "CodeSystem/task-input";
  private static final String PART = OWN + "StructureDefinition/part-";
  private static final String CDEX = "http://hl7.org/fhir/us/davinci-cdex/";
  private static final String HREX = "http://hl7.org/fhir/us/davinci-hrex/CodeSystem/hrex-temp";

  private ClaimTask() {}

  /**
   * The Task.
   *
   * @param identifier new for each Task; the same again is the same request
   */
  static Task of(Claim claim, String insurer, String identifier, Instant now) {
    Task task = new Task();
    task.getMeta().addProfile(CDEX + "StructureDefinition/cdex-task-data-request");
    task.addIdentifier().setSystem("urn:" + insurer + ":data-request").setValue(identifier);
    task.setGroupIdentifier(
        new Identifier().setSystem(OWN + "NamingSystem/claim-number").setValue(claim.number()));
    task.setStatus(Task.TaskStatus.REQUESTED);
    task.setIntent(Task.TaskIntent.ORDER);
    task.setCode(concept(CDEX + "CodeSystem/cdex-temp", "data-request-code"));
    task.setAuthoredOn(Date.from(now));
    task.setRequester(participant(insurer));
    task.setFor(
        new Reference()
            .setIdentifier(
                new Identifier()
                    .setSystem(claim.subject().id().system().uri())
                    .setValue(claim.subject().id().number()))
            .setDisplay(claim.subject().name()));
    input(task, HREX, "data-code", concept(OWN + "CodeSystem/data-code", "claim-package"));
    own(task, "purpose", new CodeType(code(claim.purpose())));
    caseInputs(task, claim);
    claim.parts().forEach(part -> part(task, part));
    own(task, "return-url", new UrlType(claim.returnUrl()));
    return task;
  }

  private static void caseInputs(Task task, Claim claim) {
    own(task, "report-number", new StringType(claim.reportNumber()));
    own(task, "policy-number", new StringType(claim.policyNumber()));
    own(task, "policyholder", new StringType(claim.subject().name()));
    own(task, "insured", new StringType(claim.subject().name()));
    own(task, "applicant-relation", new StringType("本人"));
    own(task, "line-of-business", new StringType("医疗险"));
    own(task, "claim-kind", new StringType("住院医疗费用"));
    own(task, "cover-period", period(claim.cover()));
    own(task, "event-date", new DateType(claim.eventDate().toString()));
    own(task, "event-kind", new StringType("疾病住院"));
  }

  private static void part(Task task, Part part) {
    ParameterComponent input = own(task, "part", participant(part.source()));
    part.visits().forEach(visit -> extend(input, "visit", new StringType(visit)));
    extend(input, "period", period(part.period()));
    part.visitKinds().forEach(kind -> extend(input, "visit-kind", new CodeType(code(kind))));
    part.categories().forEach(category -> extend(input, "category", new CodeType(category)));
    part.protectedKinds()
        .forEach(kind -> extend(input, "protected-kind", new CodeType(code(kind))));
    if (part.protectedBills()) {
      extend(input, "protected-bills", new BooleanType(true));
    }
  }

  private static void extend(ParameterComponent input, String name, Type value) {
    input.addExtension(new Extension(PART + name, value));
  }

  private static ParameterComponent own(Task task, String code, Type value) {
    return input(task, INPUT, code, value);
  }

  private static ParameterComponent input(Task task, String system, String code, Type value) {
    return task.addInput().setType(concept(system, code)).setValue(value);
  }

  private static Period period(DateRange days) {
    return new Period()
        .setStartElement(new DateTimeType(days.from().toString()))
        .setEndElement(new DateTimeType(days.to().toString()));
  }

  private static Reference participant(String id) {
    return new Reference().setIdentifier(new Identifier().setSystem(PARTICIPANT).setValue(id));
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept().setCoding(List.of(new Coding(system, code, null)));
  }

  private static String code(Enum<?> value) {
    return CanonicalJson.tree(value).asText();
  }
}
