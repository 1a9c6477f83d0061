package org.claimexchange.fhir.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.claimexchange.fhir.quality.QualityOutcome;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Puts together the claim document of one source: a FHIR document Bundle (HL7 FHIR R4, 3.3). First
 * the Composition, with one section for each category that has records; then the person, the
 * parties, cover and claim, the source's records, their Provenance, and what is wrong with them.
 * All references lead to entries of the document.
 */
public final class ClaimDocument {
  private final Supplier<UUID> ids;

  /**
   * @param ids where the ids of the entries come from; the same ids give the same document
   */
  public ClaimDocument(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /** The document, not yet signed: {@code Bundle.signature} is added by sealing. */
  public Bundle assemble(DocumentInput input) {
    var bundle = new Bundle().setType(Bundle.BundleType.DOCUMENT);
    bundle.setId(ids.get().toString());
    bundle.getMeta().addProfile(Profiles.DOCUMENT);
    bundle.getIdentifier().setSystem("urn:ietf:rfc:3986").setValue(address(ids.get()));
    bundle.setTimestampElement(Times.instant(input.assembledAt()));

    var compositionId = ids.get();
    var records = records(input);
    var patient = records.getFirst().reference();
    var exchange = entry(CaseResources.organization(input.exchange()));
    var source = entry(CaseResources.organization(input.source()));
    var insurer = entry(CaseResources.organization(input.claim().insurer()));
    var caseOf = new CaseResources(input.claim());
    var cover = entry(caseOf.coverage(patient, insurer.reference()));
    var claim =
        entry(
            caseOf.claim(
                patient,
                insurer.reference(),
                source.reference(),
                Stream.concat(Stream.of(cover), ofType(records, Coverage.class))
                    .map(Entry::reference)
                    .toList(),
                Stream.concat(
                        ofType(records, Invoice.class), ofType(records, ExplanationOfBenefit.class))
                    .map(Entry::reference)
                    .toList(),
                Times.dateTime(input.assembledAt())));
    var provenance = entry(SourceProvenance.of(input, records, source, exchange));
    var quality = entry(QualityOutcome.of(input.quality()));
    var composition =
        new CompositionMaker(input, patient, exchange.reference(), source.reference())
            .make(records, List.of(cover, claim), provenance, quality);

    add(bundle, new Entry(compositionId, composition));
    records.subList(0, 1).forEach(entry -> add(bundle, entry));
    List.of(exchange, source, insurer, cover, claim).forEach(entry -> add(bundle, entry));
    records.subList(1, records.size()).forEach(entry -> add(bundle, entry));
    List.of(provenance, quality).forEach(entry -> add(bundle, entry));
    return bundle;
  }

  /** A resource under its address in the document. */
  record Entry(UUID id, Resource resource) {
    Reference reference() {
      return new Reference(address(id));
    }
  }

  /** The person first, then the source's records, with references to each other's new addresses. */
  private List<Entry> records(DocumentInput input) {
    var records = new ArrayList<Entry>();
    Map<String, String> addresses = new HashMap<>();
    var patients = input.scoped().ofType(Patient.class);
    if (patients.isEmpty()) {
      records.add(entry(personByNumber(input)));
    }
    var rest =
        input.scoped().kept().stream().filter(resource -> !(resource instanceof Patient)).toList();
    for (Resource kept : Stream.concat(patients.stream(), rest.stream()).toList()) {
      var entry = entry(kept.copy());
      FormRepair.repair(entry.resource());
      addresses.put(kept.fhirType() + "/" + kept.getIdElement().getIdPart(), address(entry.id()));
      records.add(entry);
    }
    var relinker = new Relinker(addresses);
    records.forEach(entry -> relinker.relink(entry.resource()));
    return records;
  }

  /** Where the source has nothing: what the request itself says of the person, and no more. */
  private static Patient personByNumber(DocumentInput input) {
    var patient = new Patient();
    patient
        .addIdentifier()
        .setSystem(input.subject().system().uri())
        .setValue(input.subject().number());
    return patient;
  }

  private Entry entry(Resource resource) {
    return new Entry(ids.get(), resource);
  }

  private static Stream<Entry> ofType(List<Entry> entries, Class<? extends Resource> type) {
    return entries.stream().filter(entry -> type.isInstance(entry.resource()));
  }

  private static void add(Bundle bundle, Entry entry) {
    entry.resource().setId(entry.id().toString());
    Profiles.declare(entry.resource());
    bundle.addEntry().setFullUrl(address(entry.id())).setResource(entry.resource());
  }

  private static String address(UUID id) {
    return "urn:uuid:" + id;
  }
}
