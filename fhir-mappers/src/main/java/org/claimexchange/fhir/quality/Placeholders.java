package org.claimexchange.fhir.quality;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/** Fillers in the place of names, numbers and codes: systems demand a field, and get "-" or "1". */
final class Placeholders implements QualityRule {
  private static final Set<String> WORDS =
      Set.of("无", "不详", "未知", "暂无", "空", "NULL", "NONE", "N/A", "NA", "TEST", "测试", "1");
  private static final Pattern SIGNS = Pattern.compile("[-—–_/\\\\.*?0\\s]+");

  /** Elements where "none" or "1" is a true answer. */
  private static final Set<String> ANSWERS =
      Set.of("value[x]", "interpretation", "component", "referenceRange");

  private final Set<QualityRemark> remarks = new LinkedHashSet<>();

  static boolean is(String text) {
    var trimmed = text.strip();
    return SIGNS.matcher(trimmed).matches() || WORDS.contains(trimmed.toUpperCase(Locale.ROOT));
  }

  @Override
  public void add(Resource kept) {
    if (!kept.fhirType().equals("AllergyIntolerance")) {
      walk(kept, kept.fhirType());
    }
  }

  @Override
  public List<QualityRemark> remarks() {
    return List.copyOf(remarks);
  }

  private void walk(Base parent, String path) {
    for (Property property : parent.children()) {
      if (!property.hasValues() || ANSWERS.contains(property.getName())) {
        continue;
      }
      var place = path + "." + property.getName().replace("[x]", "");
      for (Base value : property.getValues()) {
        if (isFiller(value)) {
          remarks.add(remark(place));
        }
        if (!value.isPrimitive()) {
          walk(value, place);
        }
      }
    }
  }

  private static boolean isFiller(Base value) {
    return switch (value) {
      case Identifier identifier -> identifier.hasValue() && is(identifier.getValue());
      case HumanName name -> name.hasText() && is(name.getText());
      case CodeableConcept concept -> concept.hasText() && is(concept.getText());
      case Coding coding -> coding.hasDisplay() && is(coding.getDisplay());
      default -> false;
    };
  }

  private static QualityRemark remark(String place) {
    boolean unusable =
        place.equals("Patient.name")
            || place.startsWith("Condition.code")
            || place.equals("Invoice.identifier");
    return new QualityRemark(
        unusable ? Severity.ERROR : Severity.WARNING, Rule.PLACEHOLDER, place, "医院以占位符代替了真实内容。");
  }
}
