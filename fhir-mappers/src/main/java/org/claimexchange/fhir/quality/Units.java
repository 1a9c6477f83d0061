package org.claimexchange.fhir.quality;

import java.util.List;
import java.util.regex.Pattern;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;

/** Measured values whose unit is not a UCUM code, so that nobody can compare them by machine. */
final class Units implements QualityRule {
  private static final String UCUM = "http://unitsofmeasure.org";

  /** Case-sensitive codes have no blanks and only ASCII (UCUM 2.1, section 1). */
  private static final Pattern CODE = Pattern.compile("[!-~]{1,64}");

  private boolean wrong;

  @Override
  public void add(Resource kept) {
    wrong |=
        kept instanceof Observation observation
            && observation.hasValueQuantity()
            && !isUcum(observation.getValueQuantity());
  }

  @Override
  public List<QualityRemark> remarks() {
    return wrong
        ? List.of(
            new QualityRemark(
                Severity.WARNING, Rule.UNIT, "Observation.value", "检验结果的单位不是 UCUM 编码。"))
        : List.of();
  }

  private static boolean isUcum(Quantity quantity) {
    return UCUM.equals(quantity.getSystem())
        && quantity.hasCode()
        && CODE.matcher(quantity.getCode()).matches();
  }
}
