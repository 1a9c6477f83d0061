package org.claimexchange.fhir.quality;

import java.util.List;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.claimexchange.model.person.IdSystem;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Resident id numbers whose check digit is wrong. */
final class CheckDigits implements QualityRule {
  private boolean wrong;

  @Override
  public void add(Resource kept) {
    wrong |=
        kept instanceof Patient patient
            && patient.getIdentifier().stream()
                .filter(id -> IdSystem.RESIDENT_ID.uri().equals(id.getSystem()))
                .anyMatch(id -> !ResidentIdNumber.isValid(id.getValue()));
  }

  @Override
  public List<QualityRemark> remarks() {
    return wrong
        ? List.of(
            new QualityRemark(
                Severity.ERROR, Rule.CHECK_DIGIT, "Patient.identifier", "身份证号码校验位不正确。"))
        : List.of();
  }
}
