package org.claimexchange.fhir.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.document.ClaimDocument.Entry;
import org.claimexchange.fhir.document.DocumentSink.Place;
import org.claimexchange.fhir.quality.QualityOutcome;
import org.claimexchange.fhir.quality.QualityReport;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.claimexchange.fhir.scope.Keeper;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A claim document in the making. Records go through it one by one; of each, only its address and
 * its place in the table of contents are held. Of one document; not safe for use by several
 * threads.
 */
public final class DocumentAssembly implements Keeper {
  private static final String PATIENT = "Patient/";

  private final Supplier<UUID> ids;
  private final DocumentFacts facts;
  private final DocumentSink sink;
  private final Bundle head = new Bundle().setType(Bundle.BundleType.DOCUMENT);
  private final UUID composition;
  private final List<Category> granted;

  /** The new address of each record, by the {@code Type/id} that it had. */
  private final Map<String, String> addresses = new HashMap<>();

  private final Relinker relinker = new Relinker(addresses);
  private final List<Entry> persons = new ArrayList<>();
  private final List<String> records = new ArrayList<>();
  private final Map<Category, List<String>> sections = new EnumMap<>(Category.class);
  private final List<String> coverages = new ArrayList<>();
  private final List<String> invoices = new ArrayList<>();
  private final List<String> settlements = new ArrayList<>();

  DocumentAssembly(Supplier<UUID> ids, DocumentFacts facts, DocumentSink sink) {
    this.ids = ids;
    this.facts = facts;
    this.sink = sink;
    this.granted =
        Arrays.stream(Category.values())
            .filter(category -> facts.part().categories().contains(category.code()))
            .toList();
    head.setId(ids.get().toString());
    head.getIdentifier().setSystem("urn:ietf:rfc:3986").setValue(ClaimDocument.address(ids.get()));
    head.setTimestampElement(Times.instant(facts.assembledAt()));
    this.composition = ids.get();
  }

  @Override
  public void expect(List<String> expected) {
    boolean first = records.isEmpty() && persons.isEmpty();
    if (first && expected.stream().noneMatch(address -> address.startsWith(PATIENT))) {
      var person = entry(personByNumber());
      persons.add(person);
      records.add(ClaimDocument.address(person.id()));
    }
    Stream.concat(
            expected.stream().filter(address -> address.startsWith(PATIENT)),
            expected.stream().filter(address -> !address.startsWith(PATIENT)))
        .forEach(old -> {
          var address = ClaimDocument.address(ids.get());
          addresses.put(old, address);
          records.add(address);
        });
  }

  /** Where the source has nothing: what the request itself says of the person, and no more. */
  private Patient personByNumber() {
    var patient = new Patient();
    patient
        .addIdentifier()
        .setSystem(facts.subject().system().uri())
        .setValue(facts.subject().number());
    return patient;
  }

  @Override
  public void keep(Resource record) {
    var old = record.fhirType() + "/" + record.getIdElement().getIdPart();
    var address = Objects.requireNonNull(addresses.get(old), "a record that nobody announced");
    FormRepair.repair(record);
    relinker.relink(record);
    var entry = new Entry(ClaimDocument.id(address), record);
    granted.stream()
        .filter(CategoriesOf.resource(record)::contains)
        .findFirst()
        .ifPresent(
            category -> sections.computeIfAbsent(category, c -> new ArrayList<>()).add(address));
    switch (record) {
      case Patient patient -> persons.add(entry);
      case Coverage coverage -> coverages.add(address);
      case Invoice invoice -> invoices.add(address);
      case ExplanationOfBenefit settlement -> settlements.add(address);
      default -> {
        // Stands in its section, and nowhere else.
      }
    }
    if (!(record instanceof Patient)) {
      put(Place.RECORDS, entry);
    }
  }

  /**
   * The last record has come: the rest of the document follows from them.
   *
   * @return the Bundle, with all it says of itself and without its entries; not yet signed
   */
  public Bundle finish(QualityReport quality) {
    var patient = persons.getFirst().reference();
    var exchange = entry(CaseResources.organization(facts.exchange()));
    var source = entry(CaseResources.organization(facts.source()));
    var insurer = entry(CaseResources.organization(facts.claim().insurer()));
    var caseOf = new CaseResources(facts.claim());
    var cover = entry(caseOf.coverage(patient, insurer.reference()));
    var claim =
        entry(
            caseOf.claim(
                patient,
                insurer.reference(),
                source.reference(),
                Stream.concat(Stream.of(cover.reference()), references(coverages)).toList(),
                Stream.concat(references(invoices), references(settlements)).toList(),
                Times.dateTime(facts.assembledAt())));
    var provenance = entry(SourceProvenance.of(facts, records, source, exchange));
    var outcome = entry(QualityOutcome.of(quality));
    var contents =
        new CompositionMaker(facts, patient, exchange.reference(), source.reference())
            .make(granted, sections, List.of(cover, claim), provenance, outcome);

    put(Place.FRONT, new Entry(composition, contents));
    put(Place.FRONT, persons.getFirst());
    List.of(exchange, source, insurer, cover, claim).forEach(entry -> put(Place.FRONT, entry));
    persons.stream().skip(1).forEach(entry -> put(Place.FRONT, entry));
    put(Place.BACK, provenance);
    put(Place.BACK, outcome);
    return head;
  }

  private static Stream<Reference> references(List<String> addresses) {
    return addresses.stream().map(Reference::new);
  }

  private Entry entry(Resource resource) {
    return new Entry(ids.get(), resource);
  }

  private void put(Place place, Entry entry) {
    entry.resource().setId(entry.id().toString());
    sink.entry(place, ClaimDocument.address(entry.id()), entry.resource());
  }
}
