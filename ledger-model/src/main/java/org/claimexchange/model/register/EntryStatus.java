package org.claimexchange.model.register;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an entry counts. */
public enum EntryStatus {
  /** counts. */
  @JsonProperty("active")
  ACTIVE,
  /** does not count for now. */
  @JsonProperty("suspended")
  SUSPENDED,
  /** counts no more. */
  @JsonProperty("ended")
  ENDED
}
