package org.claimexchange.fhir.source;

import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.person.IdSystem;
import org.hl7.fhir.r4.model.Coding;

/**
 * Code lists (字典) of the interface of the National Healthcare Security Administration's platform
 * (医保信息平台定点医药机构接口规范) that several formats use.
 */
public final class NhsaCodes {
  /** 医疗收费项目类别 (med_chrgitm_type). */
  public static final CodeList CHARGE_CLASSES =
      new CodeList(
          Systems.codes("nhsa-charge-class"),
          Map.ofEntries(
              Map.entry("01", "床位费"),
              Map.entry("02", "诊察费"),
              Map.entry("03", "检查费"),
              Map.entry("04", "化验费"),
              Map.entry("05", "治疗费"),
              Map.entry("06", "手术费"),
              Map.entry("07", "护理费"),
              Map.entry("08", "卫生材料费"),
              Map.entry("09", "西药费"),
              Map.entry("10", "中药饮片费"),
              Map.entry("11", "中成药费"),
              Map.entry("12", "一般诊疗费"),
              Map.entry("13", "挂号费"),
              Map.entry("14", "其他费")));

  /** 医疗类别 (med_type) by kind of visit; the last group is 定点药店购药. */
  private static final Map<String, String> VISIT_KINDS =
      Map.ofEntries(
          Map.entry("11", "AMB"),
          Map.entry("12", "AMB"),
          Map.entry("13", "EMER"),
          Map.entry("14", "AMB"),
          Map.entry("15", "AMB"),
          Map.entry("51", "AMB"),
          Map.entry("21", "IMP"),
          Map.entry("22", "IMP"),
          Map.entry("23", "IMP"),
          Map.entry("24", "IMP"),
          Map.entry("52", "IMP"),
          Map.entry("41", "pharmacy"));

  private NhsaCodes() {}

  /** The class of a visit; empty for a kind that the list does not hold. */
  public static Optional<Coding> visitClass(String kind) {
    return Optional.ofNullable(VISIT_KINDS.get(kind))
        .map(code ->
            new Coding()
                .setSystem(
                    code.equals("pharmacy") ? Systems.codes("visit-class") : Systems.ACT_CODE)
                .setCode(code));
  }

  /** Where the class of a visit is not known, and FHIR demands one. */
  public static Coding unknownClass(String kind) {
    return new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", kind);
  }

  /** The name of a fee class, by its code or its name; empty for any other. */
  public static Optional<String> feeClass(String codeOrName) {
    return CHARGE_CLASSES.names().containsValue(codeOrName)
        ? Optional.of(codeOrName)
        : Optional.ofNullable(CHARGE_CLASSES.names().get(codeOrName));
  }

  /** 人员证件类型 (psn_cert_type), or its Chinese name: the system of a number. */
  public static String certificateSystem(String kind) {
    return switch (kind) {
      case "01", "1", "居民身份证", "身份证" -> IdSystem.RESIDENT_ID.uri();
      case "08", "护照" -> IdSystem.PASSPORT.uri();
      default ->
          Systems.naming("nhsa-certificate-" + (kind.matches("[0-9]{1,3}") ? kind : "other"));
    };
  }
}
