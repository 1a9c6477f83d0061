package org.claimexchange.model.consent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a grantor signs; only the first is accepted yet, the others are refused by name. */
public enum SignatureAlgorithm {
  /** ECDSA on P-256 with SHA-256 (RFC 7518). */
  @JsonProperty("ES256")
  ES256,
  /** a passkey. */
  @JsonProperty("WebAuthn")
  WEBAUTHN,
  /** GB/T 32918. */
  @JsonProperty("SM2withSM3")
  SM2_WITH_SM3
}
