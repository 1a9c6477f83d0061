package org.claimexchange.fhir.document;

import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Resource;

/** Puts right what sources often get wrong in form, without changing what they say. */
final class FormRepair {
  private FormRepair() {}

  static void repair(Resource resource) {
    if (resource instanceof MedicationAdministration given) {
      repair(given);
    }
  }

  /** mad-1: a dosage needs a dose or a rate; one that only has a text becomes a note. */
  private static void repair(MedicationAdministration given) {
    var dosage = given.getDosage();
    if (given.hasDosage() && !dosage.hasDose() && !dosage.hasRate()) {
      if (dosage.hasText()) {
        given.addNote().setText(dosage.getText());
      }
      given.setDosage(null);
    }
  }
}
