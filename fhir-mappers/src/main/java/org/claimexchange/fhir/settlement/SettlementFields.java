package org.claimexchange.fhir.settlement;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The published fields of interface 4101 (with those that 4101A adds) and of answer 2304. */
final class SettlementFields {
  static final Set<String> NODES =
      set(
          "infno msgid mdtrtarea_admvs insuplc_admdvs recer_sys_code inf_time infver opter_type"
              + " opter opter_name fixmedins_code fixmedins_name sign_no cainfo signtype dev_no"
              + " dev_safe_info recer_sys_code setlinfo payinfo opspdiseinfo diseinfo iteminfo"
              + " oprninfo icuinfo bldinfo input output");

  static final Set<String> INFO =
      set(
          "psn_no mdtrt_id setl_id fixmedins_name fixmedins_code hi_setl_lv hi_no medcasno"
              + " dcla_time psn_name gend brdy age ntly nwb_age naty patn_cert_type certno prfs"
              + " prfs_name curr_addr emp_name emp_addr emp_tel poscode coner_name patn_rlts"
              + " coner_addr coner_tel hi_type insuplc sp_psn_type nwb_adm_type nwb_bir_wt"
              + " nwb_adm_wt mul_nwb_bir_wt mul_nwb_adm_wt opsp_diag_caty opsp_mdtrt_date"
              + " ipt_med_type adm_way trt_type adm_time adm_caty refldept_dept dscg_time dscg_caty"
              + " act_ipt_days otp_wm_dise wm_dise_code otp_tcm_dise tcm_dise_code diag_code_cnt"
              + " oprn_oprt_code_cnt vent_used_dura pwcry_bfadm_coma_dura pwcry_afadm_coma_dura"
              + " bld_cat bld_amt bld_unt spga_nurscare_days lv1_nurscare_days scd_nurscare_days"
              + " lv3_nurscare_days dscg_way acp_medins_name acp_optins_code bill_code bill_no"
              + " biz_sn days_rinp_flag_31 days_rinp_pup_31 chfpdr_name chfpdr_code setl_begn_date"
              + " setl_end_date psn_selfpay psn_ownpay acct_pay psn_cashpay hi_paymtd hsorg"
              + " hsorg_opter medins_fill_dept medins_fill_psn resp_nurs_code stas_type");

  static final Set<String> DIAGNOSIS =
      set("maindiag_flag diag_type diag_code diag_name adm_cond_type");

  static final Set<String> OUTPATIENT_DIAGNOSIS =
      set("diag_name diag_code oprn_oprt_name oprn_oprt_code");

  static final Set<String> OPERATION =
      set(
          "oprn_oprt_type oprn_oprt_name oprn_oprt_code oprn_oprt_date anst_way oper_dr_name"
              + " oper_dr_code anst_dr_name anst_dr_code oprn_oprt_begntime oprn_oprt_endtime"
              + " anst_begntime anst_endtime");

  static final Set<String> ITEM =
      set("med_chrgitm amt claa_sumfee clab_amt fulamt_ownpay_amt oth_amt");

  static final Set<String> PAYMENT = set("fund_pay_type fund_payamt");

  static final Set<String> ANSWER =
      set(
          "mdtrt_id setl_id psn_no psn_name psn_cert_type certno gend naty brdy age insutype"
              + " psn_type cvlserv_flag setl_time mdtrt_cert_type med_type medfee_sumamt"
              + " fulamt_ownpay_amt overlmt_selfpay preselfpay_amt inscp_scp_amt act_pay_dedc"
              + " hifp_pay pool_prop_selfpay cvlserv_pay hifes_pay hifmi_pay hifob_pay hifdm_pay"
              + " maf_pay oth_pay fund_pay_sumamt psn_part_amt acct_pay psn_cash_pay hosp_part_amt"
              + " balc acct_mulaid_pay medins_setl_id clr_optins clr_way clr_type");

  private static final Set<String> ALL =
      Stream.of(NODES, INFO, DIAGNOSIS, OUTPATIENT_DIAGNOSIS, OPERATION, ITEM, PAYMENT, ANSWER)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private SettlementFields() {}

  /** Every field of every node. */
  static Set<String> published() {
    return ALL;
  }

  private static Set<String> set(String names) {
    return Set.copyOf(List.of(names.split(" ", -1)));
  }
}
