package org.claimexchange.fhir.feelist;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a fee list: the field of interface 5204 (费用明细查询) of the national platform, and the
 * name that printed and exported lists (费用清单) have for it. The first ones are of the list as a
 * whole.
 */
enum FeeColumn {
  NAME("psn_name", "姓名"),
  CERTIFICATE_TYPE("psn_cert_type", "证件类型"),
  CERTIFICATE("certno", "证件号码"),
  GENDER("gend", "性别"),
  BIRTH("brdy", "出生日期"),
  INSTITUTION("fixmedins_code", "机构编码"),
  INSTITUTION_NAME("fixmedins_name", "机构名称"),
  VISIT("mdtrt_id", "就诊号"),
  VISIT_KIND("med_type", "医疗类别"),
  BEGIN("begntime", "就诊开始时间"),
  END("endtime", "就诊结束时间"),

  RECORD("feedetl_sn", "费用流水号"),
  REVERSED("init_feedetl_sn", "原费用流水号"),
  TIME("fee_ocur_time", "费用发生时间"),
  FEE_CLASS("med_chrgitm_type", "收费类别"),
  NHSA_CODE("med_list_codg", "医保编码"),
  OWN_CODE("medins_list_codg", "项目编码"),
  ITEM("medins_list_name", "项目名称"),
  SPECIFICATION("spec", "规格"),
  UNIT("unit", "单位"),
  PRICE("pric", "单价"),
  QUANTITY("cnt", "数量"),
  AMOUNT("det_item_fee_sumamt", "金额"),
  GRADE("chrgitm_lv", "医保等级"),
  RATIO("selfpay_prop", "自付比例"),
  SELF_FUNDED("fulamt_ownpay_amt", "全自费金额"),
  OVER_LIMIT("overlmt_amt", "超限价金额"),
  PAY_FIRST("preselfpay_amt", "先行自付金额"),
  IN_SCOPE("inscp_scp_amt", "符合政策范围金额"),
  DEPARTMENT("bilg_dept_name", "开单科室"),
  DOCTOR("bilg_dr_name", "开单医师");

  /** Fields of 5204 that only the file itself holds. */
  private static final Set<String> OTHERS =
      Set.of(
          "setl_id",
          "rx_drord_no",
          "sin_dos_dscr",
          "used_frqu_dscr",
          "prd_days",
          "medc_way_dscr",
          "pric_uplmt_amt",
          "hilist_code",
          "hilist_name",
          "list_type",
          "prodname",
          "dosform_name",
          "bilg_dept_codg",
          "bilg_dr_codg",
          "acord_dept_codg",
          "acord_dept_name",
          "orders_dr_code",
          "orders_dr_name",
          "lmt_used_flag",
          "hosp_appr_flag",
          "tcmdrug_used_way",
          "prodplac_type",
          "used_frqu",
          "opter_id",
          "opter_name",
          "opt_time",
          "psn_no",
          "memo",
          "feedetail",
          "after_feedetl_sn",
          "list_mode");

  private final String field;
  private final String chinese;

  FeeColumn(String field, String chinese) {
    this.field = field;
    this.chinese = chinese;
  }

  String field() {
    return field;
  }

  /** The field of a column's name, Chinese or not; empty for any other name. */
  static Optional<String> field(String name) {
    return Arrays.stream(values())
        .filter(column -> column.chinese.equals(name) || column.field.equals(name))
        .map(FeeColumn::field)
        .findFirst();
  }

  static Set<String> published() {
    return Stream.concat(Arrays.stream(values()).map(FeeColumn::field), OTHERS.stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
