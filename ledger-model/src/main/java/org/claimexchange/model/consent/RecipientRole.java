package org.claimexchange.model.consent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** As what a recipient receives. */
public enum RecipientRole {
  /** 承保的保险公司. */
  @JsonProperty("insurer")
  INSURER,
  /** 共保的保险公司. */
  @JsonProperty("co-insurer")
  CO_INSURER,
  /** 受托的第三方管理公司. */
  @JsonProperty("administrator")
  ADMINISTRATOR
}
