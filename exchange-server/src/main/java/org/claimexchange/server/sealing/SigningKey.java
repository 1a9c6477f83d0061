package org.claimexchange.server.sealing;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key that signs packages, wherever it lies: a PKCS#12 file or a hardware module. Safe for use by
 * several threads.
 */
public interface SigningKey {

  /** The signer's certificate first, then those between it and the root, root excluded. */
  List<X509Certificate> chain();

  /** How it signs. */
  Algorithm algorithm();

  /**
   * Signs a message.
   *
   * @return for ECDSA and SM2 the DER form
   * @throws GeneralSecurityException if the key cannot be used now
   * @throws IOException if the message fails
   */
  byte[] sign(Message message) throws GeneralSecurityException, IOException;

  /** A message that is written as it is signed, so that a large one need not lie in memory. */
  @FunctionalInterface
  interface Message {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The ways to sign, with their names at the JDK and, but for SM2, in JWS (RFC 7518). */
  enum Algorithm {
    /** ECDSA on P-256 with SHA-256. */
    ES256("SHA256withECDSA"),
    /** RSA (PKCS#1 v1.5) with SHA-256. */
    RS256("SHA256withRSA"),
    /** SM2 with SM3 (GB/T 32918.2): for the second signature of the manifest only. */
    SM2("SM3withSM2");

    private final String jca;

    Algorithm(String jca) {
      this.jca = jca;
    }

    /** The name at the JDK, or, for SM2, at Bouncy Castle. */
    public String jca() {
      return jca;
    }
  }
}
