package org.claimexchange.fhir.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.claimexchange.fhir.quality.QualityReport;
import org.claimexchange.fhir.scope.Scoped;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Puts together the claim document of one source: a FHIR document Bundle (HL7 FHIR R4, 3.3). First
 * the Composition, with one section for each category that has records; then the person, the
 * parties, cover and claim, the source's records, their Provenance, and what is wrong with them.
 * All references lead to entries of the document.
 */
public final class ClaimDocument {
  private static final String URN = "urn:uuid:";

  private final Supplier<UUID> ids;

  /**
   * @param ids where the ids of the entries come from; the same ids give the same document
   */
  public ClaimDocument(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /**
   * The document where all its records are in memory, not yet signed: {@code Bundle.signature} is
   * added by sealing.
   *
   * @param scoped what passed the scope filter
   * @param quality what is wrong with it
   */
  public Bundle assemble(DocumentFacts facts, Scoped scoped, QualityReport quality) {
    Map<DocumentSink.Place, List<BundleEntryComponent>> entries =
        new EnumMap<>(DocumentSink.Place.class);
    var assembly =
        begin(
            facts,
            (place, address, resource) ->
                entries
                    .computeIfAbsent(place, p -> new ArrayList<>())
                    .add(new BundleEntryComponent().setFullUrl(address).setResource(resource)));
    var kept = scoped.kept();
    assembly.expect(
        kept.stream().map(r -> r.fhirType() + "/" + r.getIdElement().getIdPart()).toList());
    kept.forEach(record -> assembly.keep(record.copy()));
    var bundle = assembly.finish(quality);
    entries.values().forEach(some -> some.forEach(bundle::addEntry));
    return bundle;
  }

  /**
   * Begins a document whose records come one by one, and are held by nobody.
   *
   * @param sink gets each entry as soon as it is made
   */
  public DocumentAssembly begin(DocumentFacts facts, DocumentSink sink) {
    return new DocumentAssembly(ids, facts, sink);
  }

  /** A resource under its address in the document. */
  record Entry(UUID id, Resource resource) {
    Reference reference() {
      return new Reference(address(id));
    }
  }

  static String address(UUID id) {
    return URN + id;
  }

  static UUID id(String address) {
    return UUID.fromString(address.substring(URN.length()));
  }
}
