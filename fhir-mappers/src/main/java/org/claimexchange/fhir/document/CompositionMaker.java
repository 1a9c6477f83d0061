package org.claimexchange.fhir.document;

import java.util.List;
import java.util.Map;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.document.ClaimDocument.Entry;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Reference;

/** The table of contents of a claim document. */
final class CompositionMaker {
  private static final String OWN = "https://claimexchange.org/fhir/CodeSystem/";

  private final DocumentFacts input;
  private final Reference patient;
  private final Reference exchange;
  private final Reference source;

  CompositionMaker(DocumentFacts input, Reference patient, Reference exchange, Reference source) {
    this.input = input;
    this.patient = patient;
    this.exchange = exchange;
    this.source = source;
  }

  /**
   * @param granted the categories, in their order
   * @param sections addresses of the records that stand in a category: the first of a record's own
   *     that was granted
   */
  Composition make(
      List<Category> granted,
      Map<Category, List<String>> sections,
      List<Entry> cover,
      Entry provenance,
      Entry quality) {
    var composition =
        new Composition()
            .setStatus(Composition.CompositionStatus.FINAL)
            .setType(concept(OWN + "document-kind", "claim-document", "理赔资料"))
            .setSubject(patient)
            .setDateElement(Times.dateTime(input.assembledAt()))
            .addAuthor(exchange)
            .setCustodian(source)
            .setTitle("商业健康保险理赔资料 · " + input.source().name());
    var event = composition.addEvent();
    granted.forEach(category -> event.addCode(concept(category)));
    granted.forEach(category ->
        section(
            composition,
            concept(category),
            sections.getOrDefault(category, List.of()).stream().map(Reference::new).toList()));
    section(
        composition,
        concept(OWN + "section", "claim", "保险与理赔"),
        cover.stream().map(Entry::reference).toList());
    section(composition, concept(OWN + "section", "quality", "数据质量"), List.of(quality.reference()));
    section(
        composition,
        concept(OWN + "section", "provenance", "数据来源"),
        List.of(provenance.reference()));
    return composition;
  }

  private static void section(
      Composition composition, CodeableConcept code, List<Reference> entries) {
    if (entries.isEmpty()) {
      // cmp-1: no section without content; so what was withheld looks like what does not exist.
      return;
    }
    var section = composition.addSection().setTitle(code.getText()).setCode(code);
    entries.forEach(section::addEntry);
  }

  private static CodeableConcept concept(Category category) {
    return concept(Category.SYSTEM, category.code(), category.chinese());
  }

  private static CodeableConcept concept(String system, String code, String name) {
    return new CodeableConcept().addCoding(new Coding(system, code, name)).setText(name);
  }
}
