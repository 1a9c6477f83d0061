package org.claimexchange.fhir.document;

import java.util.List;
import org.claimexchange.fhir.document.ClaimDocument.Entry;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/** Where the records come from: source, release, time, and the digest of each page as it came. */
final class SourceProvenance {
  static final String RELEASE = "https://claimexchange.org/fhir/NamingSystem/release";
  private static final String DIGEST = "https://claimexchange.org/fhir/NamingSystem/sha-256";
  private static final String AGENT =
      "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

  private SourceProvenance() {}

  static Provenance of(DocumentFacts input, List<String> records, Entry source, Entry exchange) {
    var provenance = new Provenance();
    records.forEach(address -> provenance.addTarget(new Reference(address)));
    provenance.setOccurred(Times.dateTime(input.retrievedAt()));
    provenance.setRecordedElement(Times.instant(input.assembledAt()));
    agent(provenance, "author", source);
    agent(provenance, "assembler", exchange);
    entity(provenance, RELEASE, input.release());
    input.answerDigests().forEach(digest -> entity(provenance, DIGEST, digest));
    return provenance;
  }

  private static void agent(Provenance provenance, String type, Entry who) {
    provenance
        .addAgent()
        .setType(new CodeableConcept().addCoding(new Coding().setSystem(AGENT).setCode(type)))
        .setWho(who.reference());
  }

  private static void entity(Provenance provenance, String system, String value) {
    provenance
        .addEntity()
        .setRole(Provenance.ProvenanceEntityRole.SOURCE)
        .setWhat(new Reference().setIdentifier(new Identifier().setSystem(system).setValue(value)));
  }
}
