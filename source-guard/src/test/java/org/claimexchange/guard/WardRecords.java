package org.claimexchange.guard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.guard.answer.SourceRecords;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A ward's records: 王建国 with the granted stay and another one, 陈志强, and traps between the two.
 * {@code granted-} begins the id of what may leave under {@link Shown#part}.
 */
final class WardRecords implements SourceRecords {
  static final Person CHEN =
      new Person(new PersonId(IdSystem.RESIDENT_ID, "310104197605039991"), "陈志强");
  static final int GRANTED_LINES = 120;

  private final Map<String, Resource> byKey = new LinkedHashMap<>();

  WardRecords() {
    add(patient("wang", Shown.WANG, "1985-03-02"));
    add(patient("chen", CHEN, "1976-05-03"));
    add(visit("granted-stay", "wang", "ZY2026031207", "2026-03-12", "2026-03-16"));
    add(visit("wangs-other-stay", "wang", "ZY2025070101", "2025-07-01", "2025-07-03"));
    add(visit("chens-stay", "chen", "ZY2026060803", "2026-06-08", "2026-06-11"));
    add(condition("granted-gallstones", "wang", "granted-stay", "K80.1", "胆囊结石"));
    add(condition("of-another-stay", "wang", "wangs-other-stay", "J18.9", "肺炎"));
    add(condition("protected", "wang", "granted-stay", "F32.1", "中度抑郁发作"));
    add(condition("chens", "chen", "chens-stay", "I21.9", "心肌梗死"));
    add(condition("in-chens-stay", "wang", "chens-stay", "I21.9", "心肌梗死"));
    add(condition("in-no-stay", "wang", "", "I10", "高血压"));
    add(condition("of-nobody", "", "granted-stay", "I10", "高血压"));
    add(withContained());
    add(new Practitioner().addName(new org.hl7.fhir.r4.model.HumanName().setText("李医生")), "li");
    for (int i = 0; i < GRANTED_LINES + GRANTED_LINES / 2; i++) {
      boolean other = i % 3 == 2;
      add(line((other ? "other-line-" : "granted-line-") + i, other));
    }
  }

  private static Patient patient(String id, Person person, String birth) {
    var patient = new Patient();
    patient.setId("Patient/" + id);
    patient.addIdentifier().setSystem(person.id().system().uri()).setValue(person.id().number());
    patient.addName().setText(person.name());
    patient.setGender(AdministrativeGender.MALE);
    patient.setBirthDateElement(new org.hl7.fhir.r4.model.DateType(birth));
    return patient;
  }

  private static Encounter visit(String id, String who, String number, String from, String to) {
    var visit = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
    visit.setId("Encounter/" + id);
    visit.addIdentifier().setSystem("urn:ward").setValue(number);
    visit.getClass_().setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode").setCode("IMP");
    visit.setSubject(new Reference("Patient/" + who));
    visit.getPeriod().setStartElement(new DateTimeType(from)).setEndElement(new DateTimeType(to));
    return visit;
  }

  private static Condition condition(
      String id, String who, String visit, String code, String name) {
    var condition = new Condition();
    condition.setId("Condition/" + id);
    condition.getCode().addCoding().setSystem("http://hl7.org/fhir/sid/icd-10").setCode(code);
    condition.getCode().setText(name);
    if (!who.isEmpty()) {
      condition.setSubject(new Reference("Patient/" + who));
    }
    if (!visit.isEmpty()) {
      condition.setEncounter(new Reference("Encounter/" + visit));
    }
    return condition;
  }

  /** A granted diagnosis with somebody else's in its bag, and a doctor who is somebody else too. */
  private static Condition withContained() {
    var condition = condition("granted-with-bag", "wang", "granted-stay", "K81.0", "急性胆囊炎");
    var bag = patient("bag", CHEN, "1976-05-03");
    bag.setId("bag");
    condition.addContained(bag);
    condition.getText().setDivAsString("<div>同病房陈志强</div>");
    condition.addNote().setText("另见陈志强病历");
    condition.setRecorder(new Reference("Practitioner/li"));
    return condition;
  }

  private static ChargeItem line(String id, boolean other) {
    var line = new ChargeItem().setStatus(ChargeItem.ChargeItemStatus.BILLED);
    line.setId("ChargeItem/" + id);
    line.getCode().setText("床位费");
    line.setSubject(new Reference("Patient/wang"));
    line.setContext(new Reference("Encounter/" + (other ? "wangs-other-stay" : "granted-stay")));
    line.setPriceOverride(new Money().setValue(new BigDecimal("40.00")).setCurrency("CNY"));
    return line;
  }

  private void add(Resource resource, String id) {
    resource.setId(resource.fhirType() + "/" + id);
    add(resource);
  }

  private void add(Resource resource) {
    byKey.put(resource.getIdElement().getValue(), resource);
  }

  /** Everything of a type, whoever it is about. */
  List<Resource> all(String type) {
    return byKey.values().stream().filter(r -> r.fhirType().equals(type)).map(this::copy).toList();
  }

  /** What a search of a type brings along when it is asked to include. */
  List<Resource> included() {
    var included = new ArrayList<Resource>(all("Patient"));
    included.addAll(all("Encounter"));
    included.addAll(all("Practitioner"));
    return included;
  }

  private Resource copy(Resource resource) {
    return resource.copy();
  }

  @Override
  public Set<String> patientIds(Person person) {
    return all("Patient").stream()
        .map(Patient.class::cast)
        .filter(p -> p.getIdentifierFirstRep().getValue().equals(person.id().number()))
        .map(p -> p.getIdElement().getIdPart())
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Resource> record(String type, String id) {
    return Optional.ofNullable(byKey.get(type + "/" + id)).map(this::copy);
  }

  @Override
  public List<Resource> visits(String patient, Part part) {
    return all("Encounter");
  }

  @Override
  public List<Resource> ofVisit(String type, String patient, String visit) {
    return all(type);
  }
}
