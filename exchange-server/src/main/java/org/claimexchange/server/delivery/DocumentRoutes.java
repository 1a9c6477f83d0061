package org.claimexchange.server.delivery;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.register.Participant;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.request.TaskShape;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.token.CallingInsurer;
import org.claimexchange.server.web.FhirResponse;
import org.claimexchange.server.web.FhirRoutes;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /fhir/DocumentReference/{id}}: what was delivered, and where it is fetched. */
@FhirRoutes
class DocumentRoutes {
  private final DeliveryTable table;
  private final PackageStore store;
  private final RequestTable requests;
  private final EarlierPackages earlier;
  private final CallingInsurer caller;
  private final FhirResponse fhir;
  private final String publicUrl;

  DocumentRoutes(
      DeliveryTable table,
      PackageStore store,
      RequestTable requests,
      EarlierPackages earlier,
      CallingInsurer caller,
      FhirResponse fhir,
      ExchangeProperties properties) {
    this.table = table;
    this.store = store;
    this.requests = requests;
    this.earlier = earlier;
    this.caller = caller;
    this.fhir = fhir;
    this.publicUrl = properties.publicUrl().toString();
  }

  @GetMapping("/fhir/DocumentReference/{id}")
  ResponseEntity<String> read(@PathVariable String id) {
    Participant insurer = caller.current();
    Optional<DeliveryRow> row =
        table.find(id).filter(d -> d.insurer().equals(insurer.id()) && d.recordedAt().isPresent());
    return row.map(d -> fhir.of(HttpStatus.OK, document(d)))
        .orElseGet(() ->
            fhir.error(
                HttpStatus.NOT_FOUND,
                IssueType.NOTFOUND,
                "no such DocumentReference of this insurer"));
  }

  private DocumentReference document(DeliveryRow row) {
    DocumentReference document = new DocumentReference();
    document.setId(row.id());
    document.setStatus(
        row.erasedAt().isPresent()
            ? DocumentReferenceStatus.ENTEREDINERROR
            : DocumentReferenceStatus.CURRENT);
    document.setType(
        new CodeableConcept(new Coding(TaskShape.DATA_CODES, TaskShape.CLAIM_PACKAGE, "理赔资料包")));
    document.setMasterIdentifier(
        new Identifier().setSystem("urn:ietf:rfc:3986").setValue("urn:claimexchange:" + row.id()));
    document.setDate(Date.from(row.recordedAt().orElse(row.sealedAt())));
    document.getContext().addRelated(new Reference("Task/" + row.request()));
    requests.find(row.request()).stream()
        .flatMap(request -> earlier.supplementedBy(request).stream())
        .forEach(before ->
            document
                .addRelatesTo()
                .setCode(DocumentRelationshipType.APPENDS)
                .setTarget(new Reference("DocumentReference/" + before)));
    List<StoredFile> files = store.files(row);
    files.forEach(
        file -> document.addContent().setAttachment(attachment(row, file, files.size() > 1)));
    return document;
  }

  /** One for each cipher; each address names its own, as its digest and size are of this file. */
  private Attachment attachment(DeliveryRow row, StoredFile file, boolean oneOfSeveral) {
    String choice = oneOfSeveral ? "?cipher=" + FileChoice.name(file.cipher()) : "";
    Attachment attachment =
        new Attachment()
            .setContentType("application/pkcs7-mime")
            .setUrl(publicUrl + "/packages/" + row.id() + choice)
            .setTitle(row.id() + ".asice.p7m")
            .setCreation(Date.from(row.sealedAt()));
    // FHIR R4's Attachment.hash is SHA-1 by definition; the ledger's SHA-256 stands beside it.
    attachment.addExtension(
        "https://claimexchange.org/fhir/StructureDefinition/sha256",
        new StringType(file.digest().value()));
    if (file.bytes() <= Integer.MAX_VALUE) {
      attachment.setSize((int) file.bytes());
    }
    return attachment;
  }
}
