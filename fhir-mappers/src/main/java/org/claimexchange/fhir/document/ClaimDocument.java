package org.claimexchange.fhir.document;

import java.util.UUID;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;

/** Puts together the claim document of one source: a FHIR document Bundle, Composition first. */
public final class ClaimDocument {
  private final Supplier<UUID> ids;

  /**
   * @param ids where the ids of the entries come from; the same ids give the same document
   */
  public ClaimDocument(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /** The document, not yet signed: {@code Bundle.signature} is added by sealing. */
  public Bundle assemble(DocumentInput input) {
    throw new UnsupportedOperationException(input.release() + ids);
  }
}
