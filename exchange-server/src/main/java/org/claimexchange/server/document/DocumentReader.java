package org.claimexchange.server.document;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.claimexchange.fhir.format.SourceFormat;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.MapOutcome;
import org.claimexchange.fhir.source.Problem;
import org.claimexchange.fhir.source.RecordIds;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceMapper;
import org.claimexchange.model.source.SourceDocument;

/**
 * Reads a source's own file as the format that it is said to have: once when it comes, to refuse
 * what cannot be read, and once more when the package is made. Safe for use by several threads.
 */
public final class DocumentReader {
  private final FhirReader fhir;
  private final ProtectedRecords protectedRecords;
  private final Map<String, SourceMapper> mappers = new ConcurrentHashMap<>();

  /**
   * @param fhir reads Bundles; its limit is that of a file, not of a page
   * @param protectedRecords what a file as a whole is labelled by
   */
  public DocumentReader(FhirReader fhir, ProtectedRecords protectedRecords) {
    this.fhir = fhir;
    this.protectedRecords = protectedRecords;
  }

  /**
   * Reads a file.
   *
   * @param source participant id of the source
   * @param document as it was announced
   * @param bytes its bytes
   * @return its records; none of a file that only shows another
   * @throws RefusedDocumentException if it is not what it is said to be
   */
  public MapOutcome.Mapped read(String source, SourceDocument document, byte[] bytes)
      throws RefusedDocumentException {
    return switch (document.format()) {
      case SourceDocument.FHIR -> bundle(bytes);
      case SourceDocument.SHOWN -> shown(document, bytes);
      default -> mapped(source, document, bytes);
    };
  }

  private MapOutcome.Mapped bundle(byte[] bytes) throws RefusedDocumentException {
    try {
      return new MapOutcome.Mapped(
          fhir.readDocument(bytes).resources(), List.of(), 0, RecordIds.sha256(bytes));
    } catch (MalformedAnswerException e) {
      Defect defect =
          switch (e.defect()) {
            case TOO_LARGE -> Defect.TOO_LARGE;
            case NOT_UTF8 -> Defect.ENCODING;
            case NOT_JSON, NOT_FHIR, NOT_EXPECTED -> Defect.MALFORMED;
          };
      throw refused(
          defect, e.place(), "a whole FHIR R4 Bundle (collection or searchset), JSON in UTF-8");
    }
  }

  private static MapOutcome.Mapped shown(SourceDocument document, byte[] bytes)
      throws RefusedDocumentException {
    if (!ShownType.fits(document.mediaType().toLowerCase(Locale.ROOT), bytes)) {
      throw refused(
          Defect.WRONG_TYPE,
          "mediaType",
          "one of " + ShownType.names() + ", and bytes that begin as that type does");
    }
    return new MapOutcome.Mapped(List.of(), List.of(), 0, RecordIds.sha256(bytes));
  }

  private MapOutcome.Mapped mapped(String source, SourceDocument document, byte[] bytes)
      throws RefusedDocumentException {
    SourceFormat format =
        SourceFormat.ofCode(document.format())
            .orElseThrow(
                () -> refused(Defect.WRONG_TYPE, "format", "a format that docs/mappings tells of"));
    SourceMapper mapper =
        mappers.computeIfAbsent(
            source + "|" + format.code(), key -> format.mapper(source, protectedRecords));
    return switch (mapper.map(new SourceFile(document.name(), document.mediaType(), bytes))) {
      case MapOutcome.Mapped mapped -> mapped;
      case MapOutcome.Refused(List<Problem> problems) ->
          throw new RefusedDocumentException(problems);
    };
  }

  private static RefusedDocumentException refused(Defect defect, String path, String expected) {
    return new RefusedDocumentException(List.of(new Problem(defect, path, 0, expected)));
  }
}
