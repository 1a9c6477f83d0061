package org.claimexchange.server.pull;

import org.claimexchange.fhir.query.FhirQuery;

/** Takes a source's answers, page by page. Called by one thread at a time. */
public interface PageSink {
  /**
   * Takes one page.
   *
   * @param query what was asked
   * @param answer the bytes as they came
   */
  void page(FhirQuery query, byte[] answer);
}
