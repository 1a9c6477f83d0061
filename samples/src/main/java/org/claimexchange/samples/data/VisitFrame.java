package org.claimexchange.samples.data;

import java.util.Date;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What all resources of one visit share.
 *
 * @param records where their ids come from
 * @param patient whose visit
 * @param visit the Encounter
 * @param label security label of the whole visit, if any
 */
record VisitFrame(
    HospitalRecords records,
    Reference patient,
    Reference visit,
    Date start,
    Date end,
    @Nullable String label) {

  /** Gives a resource its id, from a name that is unique in its type, and the visit's label. */
  void begin(Resource resource, String name) {
    resource.setId(records.id(resource.fhirType(), name));
    if (label != null) {
      label(resource, label);
    }
  }

  static void label(Resource resource, String code) {
    if (resource.getMeta().getSecurity(Systems.ACT_CODE, code) == null) {
      resource.getMeta().addSecurity(new Coding().setSystem(Systems.ACT_CODE).setCode(code));
    }
  }
}
