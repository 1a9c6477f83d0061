package org.claimexchange.verifier.trace;

import java.util.Locale;

/** What may not fit between ledger and feed. */
public enum FindingKind {
  BLOCKS_TORN("区块文件在一个区块中间结束，该区块未读入；请重新取得文件"),
  LEDGER_UNREADABLE("账本上这笔交易的公开部分读不出"),
  UNKNOWN_FUNCTION("账本上有本程序不认识的交易种类；请使用新版本"),
  CREATOR_UNTRUSTED("提交者的证书或签名不受信任"),
  ENDORSEMENT_UNTRUSTED("背书不符合规定：须有监管方，以及运营方或数据源"),
  FEED_LINE("监管数据有一行不是规定的格式"),
  FEED_GAP("监管数据编号中断，有条目缺失"),
  FEED_ORDER("监管数据编号倒退，条目次序被动过"),
  FEED_CHAIN("监管数据的这一条与前一条的摘要不相接"),
  FEED_FOREIGN_KEY("监管数据的这一条不是加密给所给密钥的，打不开"),
  FEED_DAMAGED("监管数据的这一条密文被改动过"),
  FEED_CONTENT("监管数据的这一条打开后不是规定的内容"),
  FEED_OTHER_TRANSACTION("监管数据的这一条内外交易号不同"),
  FEED_TWICE("同一笔交易在监管数据中出现两次"),
  NOT_IN_FEED("账本上有这笔交易，监管数据中没有"),
  OTHER_FUNCTION("监管数据写的交易种类与账本不同"),
  OTHER_OPEN_SIDE("监管数据的公开部分与账本不同"),
  HIDDEN_UNREADABLE("监管数据的保密部分读不出"),
  NOT_IN_REGISTER("所附登记项当时不在账本的登记册中"),
  REGISTER_ROOT("登记项的变更得不出账本上的登记册摘要"),
  REQUEST_BODY("申请内容打不开账本上的摘要"),
  STATEMENT("授权声明打不开账本上的摘要"),
  OPENINGS("授权内容打不开声明中的摘要"),
  SCOPE("授权超出了申请的范围"),
  RELATION("签署人与本人的关系没有有效登记"),
  PROOF("签署凭据打不开账本上的摘要"),
  NONCE("签署凭据的一次性随机数与账本不同"),
  LOGIN("登录凭证不是受信任的身份提供方为这次签署出具的"),
  IDENTITY("登录的人不是签署人"),
  SIGNATURE("签名与签署内容不符"),
  RELEASE_BODY("调取许可内容打不开账本上的摘要"),
  RELEASE_SCOPE("调取许可超出了授权的部分"),
  DELIVERY_BODY("交付内容打不开账本上的摘要"),
  DELIVERY_SCOPE("交付超出了调取许可的部分"),
  RECEIPT("签收回执打不开账本上的摘要"),
  RECEIPT_CONTENT("签收回执写的不是这次交付"),
  RECEIPT_SIGNATURE("签收回执不是登记的接收方签的"),
  WITHDRAWAL("撤回声明写的不是这份授权"),
  WITNESS("柜台签署的见证不合规定：只可一名，且只可授权该医院自己的记录"),
  STANDING("长期授权与申请的不同"),
  NOTICE("长期授权的每次使用须有告知本人的记载，其他授权不得有"),
  SUPERSEDES("所取代的交付不属于这份授权"),
  ATTESTATION("关系登记没有见证医院为此签署的声明"),
  OBJECTION_BODY("异议内容打不开账本上的摘要"),
  OBJECTION_PART("异议所指的不是这份授权的部分"),
  ANSWER("异议答复打不开账本上的摘要"),
  ANSWER_CONTENT("异议答复写的不是这件异议"),
  ANSWER_SIGNATURE("异议答复不是持有该记录的医院签的");

  private final String sentence;

  FindingKind(String sentence) {
    this.sentence = sentence;
  }

  /** What was found, in Chinese. */
  public String sentence() {
    return sentence;
  }

  /** Its name for programs, such as {@code feed-gap}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
