package org.claimexchange.fhir.document;

import org.hl7.fhir.r4.model.Resource;

/** Takes the entries of a document as they are made, which is not the order in which they stand. */
@FunctionalInterface
public interface DocumentSink {
  /** Where an entry stands. Within one place, entries come in their order. */
  enum Place {
    /** The Composition, the person, the parties, cover and claim: made last, and standing first. */
    FRONT,
    /** The source's records. */
    RECORDS,
    /** Where they come from, and what is wrong with them. */
    BACK
  }

  /**
   * An entry.
   *
   * @param address {@code urn:uuid:}, its {@code fullUrl}
   * @param resource its own from here on; nobody changes it any more
   */
  void entry(Place place, String address, Resource resource);
}
