package org.claimexchange.server.pull;

import java.util.Map;
import java.util.Optional;
import org.claimexchange.fhir.query.FhirQuery;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.document.RefusedDocumentException;

/** Takes what a source sends. Called by one thread at a time. */
public interface PullSink {
  /**
   * Takes one page of FHIR; void unless the attempt ends with {@link PullOutcome.Pulled}.
   *
   * @param query what was asked
   * @param answer the bytes as they came
   */
  void page(FhirQuery query, byte[] answer);

  /** The files of this part that are kept already, by their names. */
  Map<String, SourceDocument> kept();

  /**
   * Takes one of the source's own files; it stays, however the attempt ends.
   *
   * @param document as it was announced; size and digest are those of the bytes
   * @param bytes as they came
   * @throws RefusedDocumentException if it cannot be read as what it was announced
   */
  void document(SourceDocument document, byte[] bytes) throws RefusedDocumentException;

  /**
   * Keeps of the files those that the source names in the end, and no other.
   *
   * @param documents each of them is kept already
   */
  void only(Iterable<SourceDocument> documents);

  /** What the source was shown last, where it answers by a later attempt only. */
  Optional<Presented> presented();

  /** Remembers what the source is shown. */
  void presented(Presented presented);
}
