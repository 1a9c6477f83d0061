package org.claimexchange.model.consent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What records may be asked for. */
public enum Purpose {
  /** 理赔审核. */
  @JsonProperty("claim-review")
  CLAIM_REVIEW,
  /** 既往症核查. */
  @JsonProperty("pre-existing-conditions")
  PRE_EXISTING_CONDITIONS,
  /** 直赔预授权. */
  @JsonProperty("direct-settlement")
  DIRECT_SETTLEMENT,
  /** 补充材料. */
  @JsonProperty("supplement")
  SUPPLEMENT
}
