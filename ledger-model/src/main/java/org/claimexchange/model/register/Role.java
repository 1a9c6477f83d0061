package org.claimexchange.model.register;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a participant is. */
public enum Role {
  /** runs the exchange; ExchangeMSP. */
  @JsonProperty("operator")
  OPERATOR,
  /** changes the registers; RegulatorMSP. */
  @JsonProperty("regulator")
  REGULATOR,
  /** holds records; SourceMSP. */
  @JsonProperty("source")
  SOURCE,
  /** asks for and receives records; InsurerMSP. */
  @JsonProperty("insurer")
  INSURER
}
