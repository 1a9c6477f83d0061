package org.claimexchange.server.request;

import java.util.Locale;
import java.util.Map;
import org.claimexchange.model.transaction.LedgerRefusal;

/** Reasons that a Task shows: code, and what happened and what can be done, for people. */
public final class TaskReason {
  /** The grantor said no. */
  public static final String GRANTOR_REFUSED = "grantor-refused";

  /** Nobody answered in time. */
  public static final String NOT_ANSWERED = "not-answered";

  /** The insurer withdrew its request. */
  public static final String INSURER_CANCELLED = "insurer-cancelled";

  /** The operator cancelled it. */
  public static final String OPERATOR_CANCELLED = "operator-cancelled";

  /** The consent was withdrawn. */
  public static final String CONSENT_WITHDRAWN = "consent-withdrawn";

  /** No source handed anything out. */
  public static final String NO_SOURCE = "no-source-answered";

  /** The ledger did not take it in spite of many attempts. */
  public static final String LEDGER_SILENT = "ledger-silent";

  /** The package could not be made. */
  public static final String NOT_SEALED = "not-sealed";

  /** What came contradicts itself, so that no claim can be judged with it. */
  public static final String UNUSABLE = "records-unusable";

  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry(GRANTOR_REFUSED, "被授权人不同意提供资料。可请其提交纸质材料。"),
          Map.entry(NOT_ANSWERED, "链接在有效期内没有得到答复。可重新发起申请，或请其提交纸质材料。"),
          Map.entry(INSURER_CANCELLED, "保险公司已取消本次申请。"),
          Map.entry(OPERATOR_CANCELLED, "平台已取消本次申请，请致电平台并报申请编号。"),
          Map.entry(CONSENT_WITHDRAWN, "授权已被撤回，不再提供任何资料。如仍需要，可重新发起申请。"),
          Map.entry(NO_SOURCE, "没有医院送来资料，已停止尝试。可重新发起申请，或请其提交纸质材料。"),
          Map.entry(LEDGER_SILENT, "账本长时间没有应答，请致电平台并报申请编号；平台恢复后会继续办理。"),
          Map.entry(UNUSABLE, "医院送来的资料自相矛盾（如金额合计不符、日期颠倒），不能用于理赔，没有送出。请联系下列机构更正后重新发起申请，或请其提交纸质材料。"),
          Map.entry(NOT_SEALED, "资料包没有制作成功，请致电平台并报申请编号；平台处理后会继续办理。"),
          Map.entry("no-approval", "监管部门的批准不包含本次申请的用途或资料类别，请先取得批准。"),
          Map.entry("participant-not-active", "参与方已被暂停，请联系监管部门。"),
          Map.entry("consent-expired", "授权已过有效期。如仍需要，可重新发起申请。"),
          Map.entry("consent-used-up", "授权次数已用完。如仍需要，可重新发起申请。"),
          Map.entry("deadline-passed", "取用期限已过。如仍需要，可重新发起申请。"));

  private TaskReason() {}

  /** The code of a ledger's refusal. */
  public static String of(LedgerRefusal.Code code) {
    return code == LedgerRefusal.Code.CONSENT_REVOKED
        ? CONSENT_WITHDRAWN
        : code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What happened and what can be done, in Chinese. */
  public static String sentence(String code) {
    return SENTENCES.getOrDefault(code, "本次申请没有完成，请致电平台并报申请编号。");
  }
}
