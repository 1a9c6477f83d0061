package org.claimexchange.model.objection;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an objection stands; what the source answered is told to nobody by the ledger. */
public enum ObjectionStatus {
  /** filed, not yet answered. */
  @JsonProperty("filed")
  FILED,
  /** the source has answered. */
  @JsonProperty("resolved")
  RESOLVED
}
