package org.claimexchange.server.regulator.access;

/** On what ground an officer looks at a person's data. */
public enum Ground {
  /** 投诉举报核查. */
  COMPLAINT,
  /** 监督检查. */
  INSPECTION,
  /** 本人申请. */
  PERSONS_REQUEST,
  /** 安全事件调查. */
  INCIDENT
}
