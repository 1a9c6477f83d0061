package org.claimexchange.fhir.document;

import java.util.Arrays;
import java.util.List;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.document.ClaimDocument.Entry;
import org.claimexchange.fhir.scope.CategoriesOf;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Reference;

/** The table of contents of a claim document. */
final class CompositionMaker {
  private static final String OWN = "https://claimexchange.org/fhir/CodeSystem/";

  private final DocumentInput input;
  private final Reference patient;
  private final Reference exchange;
  private final Reference source;

  CompositionMaker(DocumentInput input, Reference patient, Reference exchange, Reference source) {
    this.input = input;
    this.patient = patient;
    this.exchange = exchange;
    this.source = source;
  }

  Composition make(List<Entry> records, List<Entry> cover, Entry provenance, Entry quality) {
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
    granted().forEach(category -> event.addCode(concept(category)));
    granted().forEach(category -> section(composition, category, records));
    section(composition, concept(OWN + "section", "claim", "保险与理赔"), cover);
    section(composition, concept(OWN + "section", "quality", "数据质量"), List.of(quality));
    section(composition, concept(OWN + "section", "provenance", "数据来源"), List.of(provenance));
    return composition;
  }

  private List<Category> granted() {
    return Arrays.stream(Category.values())
        .filter(category -> input.part().categories().contains(category.code()))
        .toList();
  }

  /** A record stands in the first of its categories that was granted. */
  private void section(Composition composition, Category category, List<Entry> records) {
    var own =
        records.stream()
            .filter(record ->
                granted().stream()
                    .filter(CategoriesOf.resource(record.resource())::contains)
                    .findFirst()
                    .filter(category::equals)
                    .isPresent())
            .toList();
    section(composition, concept(category), own);
  }

  private static void section(Composition composition, CodeableConcept code, List<Entry> entries) {
    if (entries.isEmpty()) {
      // cmp-1: no section without content; so what was withheld looks like what does not exist.
      return;
    }
    var section = composition.addSection().setTitle(code.getText()).setCode(code);
    entries.forEach(entry -> section.addEntry(entry.reference()));
  }

  private static CodeableConcept concept(Category category) {
    return concept(Category.SYSTEM, category.code(), category.chinese());
  }

  private static CodeableConcept concept(String system, String code, String name) {
    return new CodeableConcept().addCoding(new Coding(system, code, name)).setText(name);
  }
}
