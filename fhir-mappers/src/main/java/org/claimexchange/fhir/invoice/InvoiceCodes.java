package org.claimexchange.fhir.invoice;

import java.util.Map;
import org.claimexchange.fhir.source.CodeList;

/** Words of the invoice's extension. */
final class InvoiceCodes {
  /** The invoice prints the word. */
  static final CodeList GENDERS =
      new CodeList("urn:oid:2.16.156.10011.2.3.3.4", Map.of("男", "男性", "女", "女性"));

  private InvoiceCodes() {}
}
