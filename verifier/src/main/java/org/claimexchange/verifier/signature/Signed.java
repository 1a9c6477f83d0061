package org.claimexchange.verifier.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A signature that held.
 *
 * @param signer the certificate of who signed
 * @param time when, as the signer says
 */
public record Signed(X509Certificate signer, Instant time) {}
