package org.claimexchange.model.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a request stands. */
public enum RequestStatus {
  /** asked, not yet answered. */
  @JsonProperty("recorded")
  RECORDED,
  /** a consent answers it. */
  @JsonProperty("granted")
  GRANTED,
  /** the grantor said no. */
  @JsonProperty("refused")
  REFUSED
}
