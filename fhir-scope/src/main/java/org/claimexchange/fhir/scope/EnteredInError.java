package org.claimexchange.fhir.scope;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;

/** Records that say of themselves that they are a mistake. */
final class EnteredInError {
  private static final String CODE = "entered-in-error";

  private EnteredInError() {}

  static boolean is(Resource resource) {
    return holds(resource, "status") || holds(resource, "verificationStatus");
  }

  private static boolean holds(Resource resource, String element) {
    var property = resource.getNamedProperty(element);
    return property != null && property.getValues().stream().anyMatch(EnteredInError::saysSo);
  }

  private static boolean saysSo(Base value) {
    if (value instanceof CodeableConcept concept) {
      return concept.getCoding().stream().map(Coding::getCode).anyMatch(CODE::equals);
    }
    return CODE.equals(value.primitiveValue());
  }
}
