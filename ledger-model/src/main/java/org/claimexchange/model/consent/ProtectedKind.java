package org.claimexchange.model.consent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Records that are specially protected: never in a default, each with its own tick. */
public enum ProtectedKind {
  /** 精神心理. */
  @JsonProperty("mental-health")
  MENTAL_HEALTH,
  /** 艾滋病. */
  @JsonProperty("hiv")
  HIV,
  /** 生殖健康. */
  @JsonProperty("reproductive")
  REPRODUCTIVE,
  /** 遗传信息. */
  @JsonProperty("genetic")
  GENETIC
}
