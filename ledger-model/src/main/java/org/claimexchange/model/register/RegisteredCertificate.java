package org.claimexchange.model.register;

import java.time.Instant;
import java.util.Base64;
import org.claimexchange.model.disclosure.Digest;

/**
 * A certificate of a participant and when it counts.
 *
 * @param use what for
 * @param der the X.509 certificate, DER in base64
 * @param from from when it counts, included
 * @param to until when it counts, excluded
 */
public record RegisteredCertificate(CertificateUse use, String der, Instant from, Instant to) {
  /** SHA-256 over the DER form. */
  public Digest fingerprint() {
    return Digest.of(Base64.getDecoder().decode(der));
  }

  /** Whether it counts at this instant. */
  public boolean liveAt(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }
}
