package org.claimexchange.model.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a delivery stands. */
public enum DeliveryStatus {
  /** sealed and recorded, may be fetched. */
  @JsonProperty("recorded")
  RECORDED,
  /** the insurer signed for it. */
  @JsonProperty("received")
  RECEIVED,
  /** its key is destroyed. */
  @JsonProperty("erased")
  ERASED
}
