package org.claimexchange.model.transaction;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A refusal of the contract, as it comes back in the chaincode's message: canonical JSON.
 *
 * @param code why, for programs
 * @param sentence why, for people; tells nothing about a person
 */
public record LedgerRefusal(Code code, String sentence) {
  /** Why the contract refuses. */
  public enum Code {
    @JsonProperty("malformed")
    MALFORMED,
    @JsonProperty("clock-skew")
    CLOCK_SKEW,
    @JsonProperty("caller-not-registered")
    CALLER_NOT_REGISTERED,
    @JsonProperty("caller-not-allowed")
    CALLER_NOT_ALLOWED,
    @JsonProperty("already-initialized")
    ALREADY_INITIALIZED,
    @JsonProperty("not-initialized")
    NOT_INITIALIZED,
    @JsonProperty("register-changed")
    REGISTER_CHANGED,
    @JsonProperty("not-in-register")
    NOT_IN_REGISTER,
    @JsonProperty("participant-not-active")
    PARTICIPANT_NOT_ACTIVE,
    @JsonProperty("id-taken")
    ID_TAKEN,
    @JsonProperty("digest-mismatch")
    DIGEST_MISMATCH,
    @JsonProperty("not-found")
    NOT_FOUND,
    @JsonProperty("no-approval")
    NO_APPROVAL,
    @JsonProperty("request-closed")
    REQUEST_CLOSED,
    @JsonProperty("scope-wider-than-request")
    SCOPE_WIDER_THAN_REQUEST,
    @JsonProperty("wrong-recipient")
    WRONG_RECIPIENT,
    @JsonProperty("wrong-subject")
    WRONG_SUBJECT,
    @JsonProperty("wrong-grantor")
    WRONG_GRANTOR,
    @JsonProperty("no-relation")
    NO_RELATION,
    @JsonProperty("template-not-registered")
    TEMPLATE_NOT_REGISTERED,
    @JsonProperty("algorithm-not-supported")
    ALGORITHM_NOT_SUPPORTED,
    @JsonProperty("token-invalid")
    TOKEN_INVALID,
    @JsonProperty("token-expired")
    TOKEN_EXPIRED,
    @JsonProperty("nonce-mismatch")
    NONCE_MISMATCH,
    @JsonProperty("nonce-spent")
    NONCE_SPENT,
    @JsonProperty("identity-invalid")
    IDENTITY_INVALID,
    @JsonProperty("signature-invalid")
    SIGNATURE_INVALID,
    @JsonProperty("consent-revoked")
    CONSENT_REVOKED,
    @JsonProperty("consent-expired")
    CONSENT_EXPIRED,
    @JsonProperty("consent-used-up")
    CONSENT_USED_UP,
    @JsonProperty("part-not-granted")
    PART_NOT_GRANTED,
    @JsonProperty("deadline-passed")
    DEADLINE_PASSED,
    @JsonProperty("receipt-invalid")
    RECEIPT_INVALID,
    @JsonProperty("delivery-erased")
    DELIVERY_ERASED,
    @JsonProperty("delivery-superseded")
    DELIVERY_SUPERSEDED,
    @JsonProperty("change-not-allowed")
    CHANGE_NOT_ALLOWED,
    @JsonProperty("attestation-invalid")
    ATTESTATION_INVALID,
    @JsonProperty("wrong-witness")
    WRONG_WITNESS,
    @JsonProperty("standing-not-asked")
    STANDING_NOT_ASKED,
    @JsonProperty("notice-missing")
    NOTICE_MISSING,
    @JsonProperty("objection-resolved")
    OBJECTION_RESOLVED,
    @JsonProperty("answer-invalid")
    ANSWER_INVALID
  }
}
