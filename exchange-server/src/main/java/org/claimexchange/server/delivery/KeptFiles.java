package org.claimexchange.server.delivery;

import java.io.InputStream;
import java.util.List;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.release.DocumentTable;
import org.claimexchange.server.release.PullRow;

/** The files that a source sent for a part, where they rest between arrival and package. */
interface KeptFiles {
  /** As they were announced, in the order of their names. */
  List<SourceDocument> of(PullRow pull);

  /** All bytes of one. */
  byte[] bytes(PullRow pull, SourceDocument document);

  /** Its bytes, a little in memory at a time. */
  InputStream open(PullRow pull, SourceDocument document);

  /** Those in the database. */
  static KeptFiles in(DocumentTable table) {
    return new KeptFiles() {
      @Override
      public List<SourceDocument> of(PullRow pull) {
        return table.of(pull);
      }

      @Override
      public byte[] bytes(PullRow pull, SourceDocument document) {
        return table.bytes(pull, document);
      }

      @Override
      public InputStream open(PullRow pull, SourceDocument document) {
        return table.open(pull, document);
      }
    };
  }
}
