package org.claimexchange.server.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.source.Joined;
import org.claimexchange.fhir.source.MapOutcome;
import org.claimexchange.fhir.source.RecordIds;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.document.RefusedDocumentException;
import org.claimexchange.server.release.DocumentTable;
import org.claimexchange.server.release.PullRow;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;

/** Makes records of the files that a source sent in its own formats, for the scope filter. */
final class OwnDocuments {
  private final DocumentTable documents;
  private final DocumentReader reader;

  OwnDocuments(DocumentTable documents, DocumentReader reader) {
    this.documents = documents;
    this.reader = reader;
  }

  /**
   * The files of a part, read.
   *
   * @throws MalformedAnswerException if one that was read before cannot be read
   */
  OwnFiles of(PullRow pull) throws MalformedAnswerException {
    List<SourceDocument> all = documents.of(pull);
    List<MapOutcome.Mapped> mapped = new ArrayList<>();
    List<OwnFiles.File> files = new ArrayList<>();
    Map<String, DocumentReference> references = new HashMap<>();
    for (SourceDocument document : all) {
      if (!document.format().equals(SourceDocument.SHOWN)) {
        MapOutcome.Mapped read = read(pull, document);
        boolean bundle = document.format().equals(SourceDocument.FHIR);
        Optional<DocumentReference> own = own(read, bundle);
        own.ifPresent(reference -> references.put(document.document(), reference));
        mapped.add(bundle ? read : withoutBytes(read));
        files.add(
            new OwnFiles.File(
                document, bundle ? Optional.empty() : own.map(OwnDocuments::id), keys(read)));
      }
    }
    for (SourceDocument document : all) {
      if (document.format().equals(SourceDocument.SHOWN)) {
        DocumentReference shown = references.get(document.shows());
        if (shown != null) {
          DocumentReference showing = showing(pull.source(), document, shown);
          mapped.add(
              new MapOutcome.Mapped(List.of(showing), List.of(), 0, document.digest().value()));
          files.add(new OwnFiles.File(document, Optional.of(id(showing)), Set.of(id(shown))));
        }
      }
    }
    return new OwnFiles(pull, Joined.of(mapped), files, documents);
  }

  private MapOutcome.Mapped read(PullRow pull, SourceDocument document)
      throws MalformedAnswerException {
    try {
      return reader.read(pull.source(), document, documents.bytes(pull, document));
    } catch (RefusedDocumentException e) {
      throw new MalformedAnswerException(
          MalformedAnswerException.Defect.NOT_EXPECTED, "a file of format " + document.format());
    }
  }

  /** The record of the file itself: a mapper's last; of a Bundle the only one, where it has one. */
  private static Optional<DocumentReference> own(MapOutcome.Mapped read, boolean bundle) {
    List<DocumentReference> all =
        read.resources().stream()
            .filter(DocumentReference.class::isInstance)
            .map(DocumentReference.class::cast)
            .toList();
    return all.isEmpty() || (bundle && all.size() > 1)
        ? Optional.empty()
        : Optional.of(all.getLast());
  }

  /** The file travels beside the document, so its bytes need not stand within it as well. */
  private static MapOutcome.Mapped withoutBytes(MapOutcome.Mapped read) {
    return new MapOutcome.Mapped(
        read.resources().stream()
            .filter(
                resource -> !(resource instanceof Binary) || !id(resource).equals(read.sha256()))
            .toList(),
        read.remarks(),
        read.remarksLeftOff(),
        read.sha256());
  }

  /** A file that shows another is judged as that one: same person, visits, categories, labels. */
  private static DocumentReference showing(
      String source, SourceDocument document, DocumentReference shown) {
    String digest = HexFormat.of().formatHex(document.digest().bytes());
    DocumentReference showing = shown.copy();
    showing.setId(new RecordIds(source).id("DocumentReference", "shown", id(shown), digest));
    showing.setMasterIdentifier(null);
    showing.getIdentifier().clear();
    showing.getContent().clear();
    showing
        .addContent()
        .setAttachment(
            new Attachment()
                .setContentType(document.mediaType())
                .setTitle(document.name())
                .setSize(Math.toIntExact(document.size())));
    return showing;
  }

  private static Set<String> keys(MapOutcome.Mapped read) {
    return read.resources().stream().map(OwnDocuments::key).collect(Collectors.toSet());
  }

  static String key(Resource resource) {
    return resource.fhirType() + "/" + id(resource);
  }

  static String id(Resource resource) {
    return resource.getIdElement().getIdPart();
  }
}
