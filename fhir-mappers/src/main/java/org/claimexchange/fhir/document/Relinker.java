package org.claimexchange.fhir.document;

import java.util.Map;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;

/** Makes references point to entries of the document. */
final class Relinker {
  private final Map<String, String> addresses;

  /**
   * @param addresses address of each entry, by the {@code Type/id} that it had; it may grow
   */
  Relinker(Map<String, String> addresses) {
    this.addresses = addresses;
  }

  /** Changes the references of a resource, in place. */
  void relink(Base holder) {
    for (Property property : holder.children()) {
      for (Base value : property.getValues()) {
        if (value instanceof Reference reference && reference.hasReference()) {
          relink(reference);
        } else if (!value.isPrimitive()) {
          relink(value);
        }
      }
    }
  }

  private void relink(Reference reference) {
    var address = addresses.get(reference.getReference());
    if (address == null) {
      // The scope filter lets none through; one that is left would lead out of the document.
      throw new IllegalStateException("a reference leads out of the document");
    }
    reference.setReference(address);
  }
}
