package org.claimexchange.fhir.scope;

import org.hl7.fhir.r4.model.Reference;

/**
 * An Invoice of R4 has no element for its visit. It is told by the standard extension
 * workflow-supportingInfo, and by the fee lines that the Invoice refers to.
 */
final class InvoiceVisit {
  static final String URL = "http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo";

  private InvoiceVisit() {}

  static boolean is(RecordType type, String path, Reference reference) {
    return type == RecordType.INVOICE
        && path.equals("extension.value[x]")
        && reference.hasReference()
        && reference.getReferenceElement().hasResourceType()
        && reference.getReferenceElement().getResourceType().equals("Encounter");
  }
}
