package org.claimexchange.agent.judge;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.agent.find.FoundFile;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * A file that was understood. Its bytes are let go of meanwhile: what is judged is what they say.
 *
 * @param file where it came from
 * @param size of its bytes
 * @param digest of its bytes
 * @param mapped what it says, its Binary without content
 */
record ReadFile(FoundFile file, long size, Digest digest, Mapped mapped) {
  /** Types that pass only where something refers to them; they tell nothing by themselves. */
  private static final Set<String> SERVING =
      Set.of(
          "Medication",
          "Specimen",
          "Organization",
          "Practitioner",
          "PractitionerRole",
          "Location",
          "Binary");

  static ReadFile of(FoundFile file, byte[] bytes, Mapped mapped) {
    List<Resource> light = mapped.resources().stream().map(ReadFile::light).toList();
    return new ReadFile(
        file,
        bytes.length,
        Digest.of(bytes),
        new Mapped(light, mapped.remarks(), mapped.remarksLeftOff(), mapped.sha256()));
  }

  private static Resource light(Resource resource) {
    if (!(resource instanceof Binary binary)) {
      return resource;
    }
    var empty = new Binary().setContentType(binary.getContentType());
    empty.setId(binary.getIdElement().getIdPart());
    return empty;
  }

  static String key(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  static boolean serves(Resource resource) {
    return SERVING.contains(resource.fhirType());
  }

  /** Its records: all but what only serves. */
  List<Resource> records() {
    return mapped.resources().stream().filter(resource -> !serves(resource)).toList();
  }

  /** The file itself as a record: the mappers write it last. */
  DocumentReference itself() {
    return (DocumentReference)
        mapped.resources().stream()
            .filter(DocumentReference.class::isInstance)
            .reduce((before, after) -> after)
            .orElseThrow();
  }

  boolean isAbout(PersonId person) {
    return mapped.resources().stream()
        .filter(Patient.class::isInstance)
        .flatMap(patient -> ((Patient) patient).getIdentifier().stream())
        .anyMatch(id ->
            person.system().uri().equals(id.getSystem()) && person.number().equals(id.getValue()));
  }

  Set<String> visits() {
    return mapped.resources().stream()
        .filter(Encounter.class::isInstance)
        .flatMap(visit -> ((Encounter) visit).getIdentifier().stream())
        .filter(Identifier::hasValue)
        .map(Identifier::getValue)
        .collect(Collectors.toSet());
  }
}
