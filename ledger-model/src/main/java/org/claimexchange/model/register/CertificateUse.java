package org.claimexchange.model.register;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a registered certificate is for. */
public enum CertificateUse {
  /** calls transactions. */
  @JsonProperty("ledger")
  LEDGER,
  /** signs receipts. */
  @JsonProperty("signing")
  SIGNING,
  /** packages are encrypted to it. */
  @JsonProperty("encryption")
  ENCRYPTION
}
