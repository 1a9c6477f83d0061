package org.claimexchange.model.objection;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a source did about an objection. */
public enum Resolution {
  /** the record was wrong and is corrected at the source. */
  @JsonProperty("corrected")
  CORRECTED,
  /** the record was wrong and is removed at the source. */
  @JsonProperty("removed")
  REMOVED,
  /** the record stands, with the reason in the text. */
  @JsonProperty("kept")
  KEPT
}
