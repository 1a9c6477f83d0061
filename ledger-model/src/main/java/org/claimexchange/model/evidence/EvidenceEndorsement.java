package org.claimexchange.model.evidence;

/**
 * One peer's signature.
 *
 * @param endorser {@code msp.SerializedIdentity}, base64
 * @param signature ECDSA over SHA-256 of payload and endorser, DER, base64
 */
public record EvidenceEndorsement(String endorser, String signature) {}
