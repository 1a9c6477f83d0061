package org.claimexchange.model.register;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The registers, each one Merkle root on the ledger. */
public enum RegisterName {
  /** leaves are Participant. */
  @JsonProperty("participants")
  PARTICIPANTS,
  /** leaves are IdentityProvider. */
  @JsonProperty("providers")
  PROVIDERS,
  /** leaves are Approval. */
  @JsonProperty("approvals")
  APPROVALS,
  /** leaves are TextTemplate. */
  @JsonProperty("templates")
  TEMPLATES,
  /** leaves are Relation. */
  @JsonProperty("relations")
  RELATIONS
}
