package org.claimexchange.fhir.shareddocument;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.category.KindTokens;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.FileMapping;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.Instants;
import org.claimexchange.fhir.source.Limits;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.RefusedException;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceText;
import org.claimexchange.fhir.source.Systems;
import org.claimexchange.fhir.source.XmlElement;
import org.claimexchange.fhir.source.XmlTree;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Reference;

/**
 * Maps a shared health document (WS/T 500-2016, a profile of HL7 CDA R2): the admission note (part
 * 34, {@code C0034}) and the discharge summary (part 53, {@code C0053}). Header, diagnoses,
 * operations and vital signs become FHIR; the sections become one text for people; the document
 * itself travels beside it. Every field is in {@code docs/mappings/shared-document.md}.
 */
public final class SharedDocumentMapper implements FileMapping {
  @Override
  public void map(SourceFile file, Findings findings, Records records) throws RefusedException {
    var text = SourceText.of(file, Limits.DOCUMENT);
    var root = XmlTree.read(text, Limits.DOCUMENT, CdaFields.ELEMENTS);
    if (root.name().equals("ClinicalDocument")) {
      map(file, root, findings, records);
    } else {
      findings.problem(
          Defect.MALFORMED, "", root.line(), "ClinicalDocument as the document element");
    }
  }

  private static void map(SourceFile file, XmlElement root, Findings findings, Records records) {
    var reader = new CdaReader(findings);
    var code = reader.attribute(root, "code", "code");
    var kind = DocumentKind.of(code);
    if (kind.isEmpty()) {
      findings.problem(
          Defect.WRONG_TYPE,
          "code@code",
          root.at("code").orElse(root).line(),
          "C0034 (入院记录) or C0053 (出院小结)");
      return;
    }
    var header = new CdaHeader(root, reader, records, kind.get());
    var person = header.person();
    var hospital = header.custodian();
    var visit = header.visit(person, hospital);
    var time = reader.time(root, "effectiveTime");
    var body = root.at("component", "structuredBody");
    if (body.isEmpty() || body.get().all("component").findAny().isEmpty()) {
      reader.missing("component.structuredBody", root.line());
      return;
    }
    new CdaEntries(records, findings, person, visit, header.number(), time).write(body.get());
    var text = new CdaText(body.get()).write(kind.get().chinese());
    records.mark(text);
    var document =
        records.original(file, type(kind.get()), category(kind.get()), person, List.of(visit));
    finish(document, header, kind.get(), text);
    Instants.of(time).ifPresent(document::setDateElement);
  }

  private static void finish(
      DocumentReference document, CdaHeader header, DocumentKind kind, String text) {
    document.setMasterIdentifier(
        Records.identifier("urn:oid:2.16.156.10011.1.1", header.documentNumber()));
    header.author().ifPresent(name -> document.addAuthor(new Reference().setDisplay(name)));
    document.setDescription(header.title());
    document
        .addContent()
        .setAttachment(
            new Attachment()
                .setContentType("text/plain;charset=utf-8")
                .setLanguage("zh-CN")
                .setTitle(kind.chinese())
                .setData(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Category> category(DocumentKind kind) {
    return List.of(kind.category());
  }

  private static CodeableConcept type(DocumentKind kind) {
    return new CodeableConcept()
        .addCoding(new Coding(KindTokens.SHARED_DOCUMENT, kind.code(), kind.chinese()))
        .addCoding(new Coding(Systems.LOINC, kind.loinc(), kind.chinese()))
        .setText(kind.chinese());
  }
}
