package org.claimexchange.fhir.source;

import java.util.Map;

/** Code lists of stays that front page and settlement list share (WS 364-2011, WS 445-2014). */
public final class StayCodes {
  /** 入院途径 (CV09.00.403). */
  public static final CodeList ADMISSIONS =
      new CodeList(
          Systems.codes("admission-way"), Map.of("1", "急诊", "2", "门诊", "3", "其他医疗机构转入", "9", "其他"));

  /** 离院方式 (CV06.00.226). */
  public static final CodeList DISCHARGES =
      new CodeList(
          Systems.codes("discharge-way"),
          Map.of(
              "1", "医嘱离院",
              "2", "医嘱转院",
              "3", "医嘱转社区卫生服务机构/乡镇卫生院",
              "4", "非医嘱离院",
              "5", "死亡",
              "9", "其他"));

  private StayCodes() {}
}
