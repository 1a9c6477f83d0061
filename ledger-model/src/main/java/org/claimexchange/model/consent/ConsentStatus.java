package org.claimexchange.model.consent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a consent stands; whether it is expired is judged at each use from its terms. */
public enum ConsentStatus {
  /** granted and not withdrawn. */
  @JsonProperty("active")
  ACTIVE,
  /** withdrawn. */
  @JsonProperty("revoked")
  REVOKED
}
