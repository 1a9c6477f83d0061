package org.claimexchange.fhir.scope;

import java.util.Set;
import org.hl7.fhir.r4.model.Reference;

/**
 * An Invoice of R4 has no element for its visit. Sources tell it by an extension, ours or the
 * standard's workflow-supportingInfo (which R4 does not allow there, so that ours is written), and
 * by the fee lines that the Invoice refers to.
 */
final class InvoiceVisit {
  static final String URL = "https://claimexchange.org/fhir/StructureDefinition/visit";

  private static final Set<String> URLS =
      Set.of(URL, "http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo");

  private InvoiceVisit() {}

  static boolean isUrl(String url) {
    return URLS.contains(url);
  }

  static boolean is(RecordType type, String path, Reference reference) {
    return type == RecordType.INVOICE
        && path.equals("extension.value[x]")
        && reference.hasReference()
        && reference.getReferenceElement().hasResourceType()
        && reference.getReferenceElement().getResourceType().equals("Encounter");
  }
}
