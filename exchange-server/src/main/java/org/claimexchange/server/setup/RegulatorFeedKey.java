package org.claimexchange.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import org.claimexchange.server.vault.EvaluationCertificates;
import org.claimexchange.server.vault.Pem;
import org.claimexchange.server.vault.VaultException;

/**
 * The key with which the regulator of the embedded set-up opens its feed: made once, laid down
 * below {@code handover/regulator/}. A regulator of a city makes its own and shows the exchange
 * nothing but the certificate.
 */
final class RegulatorFeedKey {
  private static final String KEY = "regulator/feed-key.pem";
  private static final String CERTIFICATE = "regulator/feed.pem";

  private RegulatorFeedKey() {}

  /**
   * Its certificate.
   *
   * @param regulator the regulator's name
   */
  static X509Certificate certificate(
      String regulator, Handover handover, EvaluationCertificates certificates) {
    try {
      if (!handover.has(CERTIFICATE)) {
        var made = certificates.ownRecipient(regulator + " evaluation feed");
        handover.text(KEY, Pem.of(made.key()));
        // Last: it says that the key is there.
        handover.text(CERTIFICATE, Pem.of(made.certificate()));
      }
      return Pem.certificate(Files.readString(handover.path(CERTIFICATE)));
    } catch (IOException | GeneralSecurityException e) {
      throw new VaultException("the regulator's key for its feed cannot be used", e);
    }
  }
}
