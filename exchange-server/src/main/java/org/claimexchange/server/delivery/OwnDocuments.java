package org.claimexchange.server.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.scope.WholeFiles;
import org.claimexchange.fhir.source.Joined;
import org.claimexchange.fhir.source.MapOutcome;
import org.claimexchange.fhir.source.RecordIds;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.document.RefusedDocumentException;
import org.claimexchange.server.release.PullRow;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;

/** Makes records of the files that a source sent in its own formats, for the scope filter. */
final class OwnDocuments {
  private final KeptFiles documents;
  private final DocumentReader reader;
  private final ScopeFilter filter;

  OwnDocuments(KeptFiles documents, DocumentReader reader, ScopeFilter filter) {
    this.documents = documents;
    this.reader = reader;
    this.filter = filter;
  }

  /**
   * A file that was read.
   *
   * @param about as it was announced
   * @param mapped what it holds
   * @param itself the record of the file itself
   */
  private record ReadFile(
      SourceDocument about, MapOutcome.Mapped mapped, Optional<DocumentReference> itself) {
    boolean isBundle() {
      return about.format().equals(SourceDocument.FHIR);
    }

    /** A Bundle is taken apart: what goes of it goes as records. */
    Optional<String> reference() {
      return isBundle() ? Optional.empty() : itself.map(OwnDocuments::id);
    }

    boolean mayTravel(WholeFiles whole) {
      return isBundle()
          ? whole.mayTravel(mapped.resources())
          : itself.filter(one -> whole.mayTravel(one, mapped.resources())).isPresent();
    }

    OwnFiles.File file(boolean travels) {
      Set<String> keys =
          mapped.resources().stream().map(OwnDocuments::key).collect(Collectors.toSet());
      return new OwnFiles.File(about, reference(), keys, travels);
    }
  }

  /**
   * The files of a part, read and judged.
   *
   * @param part what was granted at this source
   * @param subject whom the records must be about
   * @param before what others have taken of the package
   * @throws MalformedAnswerException if one that was read before cannot be read
   */
  OwnFiles of(PullRow pull, Part part, PersonId subject, OriginalsRoom before)
      throws MalformedAnswerException {
    List<SourceDocument> all = documents.of(pull);
    Map<String, ReadFile> telling = new LinkedHashMap<>();
    List<ReadFile> showing = new ArrayList<>();
    for (SourceDocument document : all) {
      if (!document.format().equals(SourceDocument.SHOWN)) {
        telling.put(document.document(), read(pull, document));
      }
    }
    for (SourceDocument document : all) {
      if (document.format().equals(SourceDocument.SHOWN)) {
        Optional.ofNullable(telling.get(document.shows()))
            .flatMap(ReadFile::itself)
            .map(shown -> showing(pull.source(), document, shown))
            .ifPresent(showing::add);
      }
    }
    Joined joined =
        Joined.of(
            Stream.concat(telling.values().stream(), showing.stream())
                .map(ReadFile::mapped)
                .toList());
    return OwnFiles.of(
        pull,
        joined,
        filter.filter(joined.resources(), part, subject),
        judged(telling, showing, WholeFiles.of(filter, joined.resources(), part, subject)),
        before,
        documents);
  }

  /** A file that shows another may travel where both may: what it shows is all of the other. */
  private static List<OwnFiles.File> judged(
      Map<String, ReadFile> telling, List<ReadFile> showing, WholeFiles whole) {
    List<OwnFiles.File> files = new ArrayList<>();
    Set<String> travelling = new HashSet<>();
    telling.forEach((name, file) -> {
      boolean travels = file.mayTravel(whole);
      if (travels) {
        travelling.add(name);
      }
      files.add(file.file(travels));
    });
    for (ReadFile file : showing) {
      files.add(file.file(travelling.contains(file.about().shows()) && file.mayTravel(whole)));
    }
    return files;
  }

  private ReadFile read(PullRow pull, SourceDocument document) throws MalformedAnswerException {
    MapOutcome.Mapped read = mapped(pull, document);
    boolean bundle = document.format().equals(SourceDocument.FHIR);
    return new ReadFile(document, bundle ? read : withoutBytes(read), own(read, bundle));
  }

  private MapOutcome.Mapped mapped(PullRow pull, SourceDocument document)
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
  private static ReadFile showing(String source, SourceDocument document, DocumentReference shown) {
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
    return new ReadFile(
        document,
        new MapOutcome.Mapped(List.of(showing), List.of(), 0, document.digest().value()),
        Optional.of(showing));
  }

  static String key(Resource resource) {
    return resource.fhirType() + "/" + id(resource);
  }

  static String id(Resource resource) {
    return resource.getIdElement().getIdPart();
  }
}
