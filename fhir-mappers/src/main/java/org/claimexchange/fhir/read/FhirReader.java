package org.claimexchange.fhir.read;

import ca.uhn.fhir.context.FhirContext;

/** Reads a source's answer: strictly, with a limit, and without binary floating point. */
public final class FhirReader {
  private final FhirContext fhir;
  private final int maxBytes;

  /**
   * @param fhir an R4 context; making one takes a second, so it is shared
   * @param maxBytes the largest page taken
   */
  public FhirReader(FhirContext fhir, int maxBytes) {
    this.fhir = fhir;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads a searchset Bundle as JSON.
   *
   * @throws MalformedAnswerException if it is too large or anything in it cannot be read; then none
   *     of it is taken
   */
  public AnswerPage readBundle(byte[] json) throws MalformedAnswerException {
    throw new UnsupportedOperationException(fhir + "" + maxBytes);
  }

  /**
   * Reads one resource a line (FHIR Bulk Data, NDJSON).
   *
   * @throws MalformedAnswerException as {@link #readBundle}
   */
  public AnswerPage readNdjson(byte[] lines) throws MalformedAnswerException {
    throw new UnsupportedOperationException(fhir + "" + maxBytes);
  }
}
