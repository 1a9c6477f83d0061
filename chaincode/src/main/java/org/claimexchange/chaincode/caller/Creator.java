package org.claimexchange.chaincode.caller;

import org.claimexchange.model.disclosure.Digest;

/**
 * Who signed the proposal, as the peer has checked it.
 *
 * @param mspId organization of the certificate
 * @param fingerprint SHA-256 over the certificate's DER form
 */
public record Creator(String mspId, Digest fingerprint) {}
