package org.claimexchange.samples.hospital;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.guard.answer.SourceRecords;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.Person;
import org.hl7.fhir.r4.model.Resource;

/** What the guard asks the hospital's own store. */
final class StoreRecords implements SourceRecords {
  private final RecordStore store;
  private final FhirContext fhir;

  StoreRecords(RecordStore store, FhirContext fhir) {
    this.store = store;
    this.fhir = fhir;
  }

  @Override
  public Set<String> patientIds(Person person) {
    return store.patientIds(person);
  }

  @Override
  public Optional<Resource> record(String type, String id) {
    return store.byId(type, id).map(this::parsed);
  }

  @Override
  public List<Resource> visits(String patient, Part part) {
    return store.ofPatient("Encounter", patient).stream()
        .filter(visit ->
            part.visits().isEmpty()
                || part.visits().stream().anyMatch(number -> visit.has("identifier", "", number)))
        .map(this::parsed)
        .toList();
  }

  @Override
  public List<Resource> ofVisit(String type, String patient, String visit) {
    return store.ofEncounter(type, visit).stream().map(this::parsed).toList();
  }

  private Resource parsed(StoredRecord found) {
    return (Resource) fhir.newJsonParser().parseResource(found.json());
  }
}
