package org.claimexchange.model.consent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the grantor stands to the subject. */
public enum RelationKind {
  /** 本人. */
  @JsonProperty("self")
  SELF,
  /** 监护人. */
  @JsonProperty("guardian")
  GUARDIAN,
  /** 受托人. */
  @JsonProperty("attorney")
  ATTORNEY,
  /** 近亲属（本人身故后）. */
  @JsonProperty("near-relative")
  NEAR_RELATIVE
}
