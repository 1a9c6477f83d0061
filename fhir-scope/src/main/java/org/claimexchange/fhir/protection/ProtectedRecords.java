package org.claimexchange.fhir.protection;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.model.consent.ProtectedKind;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * Tells specially protected records by their security labels (HL7 DS4P, v3-ActCode and
 * v3-Confidentiality) and by code lists, since few sources label. The lists are in {@code
 * protected-codes.tsv}: ICD-10, ICD-9-CM-3, ATC, LOINC, SNOMED CT, and words in names, for what
 * comes without a code. Free text of reports and documents is not searched: there, "no history of"
 * would count as a history.
 */
public final class ProtectedRecords {
  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String CONFIDENTIALITY =
      "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  private static final Set<String> RESTRICTED = Set.of("R", "V");
  private static final Set<String> OPEN = Set.of("U", "L", "M", "N");

  /** Labels that say how or for what data may be used, or how good it is, but not what it is. */
  private static final Set<String> OTHER_LABELS =
      Set.of(
          "http://terminology.hl7.org/CodeSystem/v3-ActReason",
          "http://terminology.hl7.org/CodeSystem/v3-ObservationValue");

  private final CodeList codes;

  /** With the lists that come with the product. */
  public ProtectedRecords() {
    this(CodeList.load());
  }

  ProtectedRecords(CodeList codes) {
    this.codes = codes;
  }

  /**
   * What the security labels of a record say. A label that nobody here understands restricts; one
   * that only restricts (R, V) beside one that names the kind adds nothing.
   */
  public Protection ofLabels(List<Coding> labels) {
    var kinds = EnumSet.noneOf(ProtectedKind.class);
    boolean restricted = false;
    boolean notUnderstood = false;
    for (Coding label : labels) {
      var system = text(label.getSystem());
      var code = text(label.getCode());
      if (system.equals(ACT_CODE)) {
        var named = codes.labelled(code);
        kinds.addAll(named);
        notUnderstood |= named.isEmpty();
      } else if (system.equals(CONFIDENTIALITY)) {
        restricted |= RESTRICTED.contains(code);
        notUnderstood |= !RESTRICTED.contains(code) && !OPEN.contains(code);
      } else {
        notUnderstood |= !OTHER_LABELS.contains(system);
      }
    }
    return new Protection(kinds, notUnderstood || (restricted && kinds.isEmpty()));
  }

  /** The kinds that a code and its display belong to. */
  public Set<ProtectedKind> ofCoding(Coding coding) {
    var kinds = EnumSet.noneOf(ProtectedKind.class);
    kinds.addAll(codes.kinds(text(coding.getSystem()), text(coding.getCode())));
    kinds.addAll(ofName(text(coding.getDisplay())));
    return kinds;
  }

  /** The kinds that the name of a thing belongs to. */
  public Set<ProtectedKind> ofName(String name) {
    return codes.named(name);
  }

  /** Whether only a newborn can have this code. */
  public boolean ofNewborn(Coding coding) {
    return codes.newborn(text(coding.getSystem()), text(coding.getCode()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
