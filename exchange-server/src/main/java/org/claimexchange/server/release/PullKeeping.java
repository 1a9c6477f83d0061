package org.claimexchange.server.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.claimexchange.fhir.query.FhirQuery;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.document.RefusedDocumentException;
import org.claimexchange.server.pull.Presented;
import org.claimexchange.server.pull.PullSink;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what one source sends in one attempt. */
final class PullKeeping implements PullSink {
  private final ReleaseTable table;
  private final DocumentTable documents;
  private final DocumentReader reader;
  private final TransactionTemplate transaction;
  private final PullRow pull;
  private int pages;

  PullKeeping(
      ReleaseTable table,
      DocumentTable documents,
      DocumentReader reader,
      TransactionTemplate transaction,
      PullRow pull) {
    this.table = table;
    this.documents = documents;
    this.reader = reader;
    this.transaction = transaction;
    this.pull = pull;
  }

  @Override
  public void page(FhirQuery query, byte[] answer) {
    transaction.executeWithoutResult(status -> table.keepPage(pull, pages, answer));
    pages++;
  }

  @Override
  public Map<String, SourceDocument> kept() {
    return documents.byName(pull);
  }

  @Override
  public void document(SourceDocument document, byte[] bytes) throws RefusedDocumentException {
    // What cannot be read now could not be read for the package either.
    reader.read(pull.source(), document, bytes);
    transaction.executeWithoutResult(status -> {
      table.holdUnended(pull);
      documents.keep(pull, document, bytes);
    });
  }

  @Override
  public void only(Iterable<SourceDocument> named) {
    List<SourceDocument> stay = StreamSupport.stream(named.spliterator(), false).toList();
    transaction.executeWithoutResult(status -> {
      table.holdUnended(pull);
      documents.only(pull, stay);
    });
  }

  @Override
  public Optional<Presented> presented() {
    return table.presented(pull);
  }

  @Override
  public void presented(Presented presented) {
    transaction.executeWithoutResult(status -> table.present(pull, presented));
  }
}
