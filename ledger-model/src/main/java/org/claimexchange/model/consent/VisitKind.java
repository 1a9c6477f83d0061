package org.claimexchange.model.consent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kinds of visit. */
public enum VisitKind {
  /** 住院. */
  @JsonProperty("inpatient")
  INPATIENT,
  /** 门诊. */
  @JsonProperty("outpatient")
  OUTPATIENT,
  /** 急诊. */
  @JsonProperty("emergency")
  EMERGENCY,
  /** 药店购药. */
  @JsonProperty("pharmacy")
  PHARMACY
}
