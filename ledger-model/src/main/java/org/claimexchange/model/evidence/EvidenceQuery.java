package org.claimexchange.model.evidence;

/**
 * What is asked, the single argument of an evidence function.
 *
 * @param object id of the consent, release or delivery
 * @param forWhom participant id of whom the evidence is for
 * @param nonce what that participant issued for it, base64url; empty where time alone tells the
 *     freshness
 */
public record EvidenceQuery(String object, String forWhom, String nonce) {}
